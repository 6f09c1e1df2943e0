package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The adapters of a home: {@code models/blueprint-lora-vN/}, by number, so that 10 comes after 9. */
final class Adapters {
    private static final Pattern NAME = Pattern.compile(Home.ADAPTER + "(\\d{1,6})");

    private final Home home;

    Adapters(Home home) {
        this.home = home;
    }

    /** Versions whose training ended, the oldest first. */
    List<Integer> finished() throws IOException {
        if (!Files.isDirectory(home.models())) {
            return List.of();
        }
        try (var paths = Files.list(home.models())) {
            return paths.map(p -> NAME.matcher(p.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(m -> Integer.parseInt(m.group(1)))
                    .filter(v -> Files.exists(config(v)))
                    .sorted()
                    .toList();
        }
    }

    /** The newest finished version. */
    Optional<Integer> newest() throws IOException {
        List<Integer> all = finished();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** {@code training_config.json} of a version: written last, so that its presence means the training ended. */
    Path config(int version) {
        return home.adapter(version).resolve("training_config.json");
    }

    /** What a version was trained with. */
    JsonNode read(int version) throws IOException {
        return Json.MAPPER.readTree(config(version).toFile());
    }

    /** Name shown to people and written into results. */
    static String name(int version) {
        return Home.ADAPTER + version;
    }
}
