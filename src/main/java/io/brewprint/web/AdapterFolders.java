package io.brewprint.web;

import io.brewprint.config.Home;
import io.brewprint.llama.PeftFiles;
import io.brewprint.tensor.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finished adapters of a base in a home, by the names of their folders. */
final class AdapterFolders {
    private final Path models;
    private final String base;

    AdapterFolders(Home home, String base) {
        models = home.models();
        this.base = base;
    }

    /** Names of all, in their order. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> folders = Files.list(models)) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                if (find(name).isPresent()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The folder of an adapter; empty for whatever is none, or another base's. */
    Optional<Path> find(String name) throws IOException {
        try {
            Path folder = models.resolve(name);
            Path done = folder.resolve("final");
            boolean inside =
                    models.equals(folder.getParent()) && folder.normalize().equals(folder);
            return inside
                            && Files.isRegularFile(done.resolve("adapter_config.json"))
                            && PeftFiles.header(done).baseName().equals(base)
                    ? Optional.of(done)
                    : Optional.empty();
        } catch (InvalidPathException | ModelFormatException e) {
            return Optional.empty(); // no name of a folder, or no adapter that can be read: both cannot be asked
        }
    }

    /** Changes when a folder is made anew. */
    static String stamp(Path folder) throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
            BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
            stamp.append(file.lastModifiedTime())
                    .append(' ')
                    .append(file.size())
                    .append(' ')
                    .append(file.fileKey())
                    .append('\n');
        }
        return stamp.toString();
    }
}
