package io.brewprint.cli.model;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.llama.PeftFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Versions as people name them: v3 or 3, blueprint-lora-v3, and base for the model under them. */
final class VersionNames {
    /** The model under the versions. */
    static final String BASE = "base";

    private VersionNames() {}

    /** Whether a word can only mean a version of the home: it looks like one and is no file. */
    static boolean meant(String word) {
        return (word.equals(BASE) || number(word).isPresent()) && !Files.isRegularFile(Path.of(word));
    }

    /**
     * What exams call them.
     *
     * @param words two that are {@link #meant}
     */
    static List<String> models(List<String> words, Home home, PipelineConfig config) throws IOException {
        String base = config.model().baseModel();
        for (String word : words) {
            Optional<Path> adapter = number(word).flatMap(v -> ModelFolders.finished(home.adapter(v)));
            if (adapter.isPresent()) {
                base = PeftFiles.header(adapter.get()).baseName();
            }
        }
        String under = base;
        return words.stream()
                .map(word -> number(word).map(v -> Home.ADAPTER + v).orElse(under))
                .toList();
    }

    private static Optional<Integer> number(String word) {
        String number = word.startsWith(Home.ADAPTER)
                ? word.substring(Home.ADAPTER.length())
                : word.startsWith("v") ? word.substring(1) : word;
        return number.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(number)) : Optional.empty();
    }
}
