package io.brewprint.web;

import io.brewprint.config.Home;
import io.brewprint.llama.PeftFiles;
import io.brewprint.tensor.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
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
        List<String> names = new ArrayList<>();
        for (Path folder : folders()) {
            if (isAdapter(folder)) {
                names.add(folder.getFileName().toString());
            }
        }
        return names;
    }

    /**
     * The folder of an adapter; empty for whatever is none, or another base's. No path is made of the name, which a
     * client chose: it is looked for among those that are there, letter by letter on every system.
     */
    Optional<Path> find(String name) throws IOException {
        for (Path folder : folders()) {
            if (folder.getFileName().toString().equals(name)) {
                return isAdapter(folder) ? Optional.of(done(folder)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(models)) {
            return folders.sorted().toList();
        }
    }

    private boolean isAdapter(Path folder) throws IOException {
        Path done = done(folder);
        try {
            return Files.isRegularFile(done.resolve("adapter_config.json"))
                    && PeftFiles.header(done).baseName().equals(base);
        } catch (ModelFormatException e) {
            return false; // one that cannot be read cannot be asked
        }
    }

    private static Path done(Path folder) {
        return folder.resolve("final");
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
