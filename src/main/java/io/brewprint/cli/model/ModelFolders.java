package io.brewprint.cli.model;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.PeftFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds models and adapters by the names that people use: a folder, a name under models/, a version such as v3. */
public final class ModelFolders {
    private static final String ADAPTER_FILE = "adapter_config.json";

    private final Home home;

    public ModelFolders(Home home) {
        this.home = home;
    }

    /** A base model's folder. */
    public Path model(String name) {
        return candidates(name)
                .filter(ModelFolder::isOne)
                .findFirst()
                .orElseThrow(() -> missing(
                        "model",
                        name,
                        "model list shows what is there; a model's Hugging Face folder belongs into " + home.models()));
    }

    /** Whether there is a base model of this name. */
    boolean knows(String name) {
        return candidates(name).anyMatch(ModelFolder::isOne);
    }

    /** An adapter's folder: the finished one of a training, where there is one. */
    public Path adapter(String name) {
        return candidates(name.matches("v?\\d{1,6}") ? Home.ADAPTER + name.replace("v", "") : name)
                .map(ModelFolders::finished)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing("adapter", name, "model list shows what is there"));
    }

    /** The finished adapter with the highest version among those that were trained on {@code base}. */
    Optional<Path> newestAdapter(Path base) throws IOException {
        Path newest = null;
        int highest = -1;
        for (Path folder : all()) {
            String name = ModelFolder.name(folder);
            String version = name.startsWith(Home.ADAPTER) ? name.substring(Home.ADAPTER.length()) : "";
            Optional<Path> files = version.matches("\\d{1,6}") ? finished(folder) : Optional.empty();
            if (files.isPresent()
                    && Integer.parseInt(version) > highest
                    && PeftFiles.header(files.get()).baseName().equals(ModelFolder.name(base))) {
                highest = Integer.parseInt(version);
                newest = files.get();
            }
        }
        return Optional.ofNullable(newest);
    }

    /** The folder with the adapter's files in it or in its final/. */
    static Optional<Path> finished(Path folder) {
        return Stream.of(folder.resolve("final"), folder)
                .filter(f -> Files.isRegularFile(f.resolve(ADAPTER_FILE)))
                .findFirst();
    }

    /** Folders directly under models/, by name. */
    List<Path> all() throws IOException {
        if (!Files.isDirectory(home.models())) {
            return List.of();
        }
        try (var inside = Files.list(home.models())) {
            return inside.filter(Files::isDirectory).sorted().toList();
        }
    }

    private Stream<Path> candidates(String name) {
        try {
            Path asPath = Path.of(name).toAbsolutePath().normalize();
            Path inHome = home.models().resolve(name).normalize();
            return Stream.of(inHome, asPath).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            throw missing("folder", name, "");
        }
    }

    private static Fault missing(String what, String name, String remedy) {
        return new Fault("no_such_" + what, "there is no " + what + " " + name, remedy);
    }

    /** 12.3 GiB, or MiB below one. */
    static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : String.format(java.util.Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
    }

    /** Bytes of a folder's files, those of folders in it included. */
    static long bytes(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            long sum = 0;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
