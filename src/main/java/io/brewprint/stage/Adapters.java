package io.brewprint.stage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
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

    /**
     * Name of the base that a version was trained on.
     *
     * @throws Fault where the file does not say
     */
    String base(int version) throws IOException {
        Path file = config(version);
        try {
            return Json.STRICT.readValue(file.toFile(), Header.class).baseModel();
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "bad_adapter",
                    Json.fault(e),
                    Where.in(file),
                    "restore it from a backup, or set the adapter's folder aside");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Header(String baseModel) {}

    /** Name shown to people and written into results. */
    static String name(int version) {
        return Home.ADAPTER + version;
    }
}
