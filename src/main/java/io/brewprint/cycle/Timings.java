package io.brewprint.cycle;

import com.fasterxml.jackson.core.type.TypeReference;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * {@code logs/step_timing_history.json}: the last ten durations of each step in seconds; their mean is the estimate.
 */
final class Timings {
    private static final int KEPT = 10;

    private final Path file;
    private final Map<String, List<Double>> seconds;

    Timings(Path file) {
        this.file = file;
        seconds = new TreeMap<>(read(file));
    }

    OptionalDouble estimate(String step) {
        return seconds.getOrDefault(step, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .average();
    }

    void add(String step, double duration) throws IOException {
        List<Double> all = new ArrayList<>(seconds.getOrDefault(step, List.of()));
        all.add(Math.round(duration * 100) / 100.0);
        seconds.put(step, List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size())));
        AtomicFiles.write(file, Json.pretty(seconds));
    }

    // A view that cannot be read is begun anew: it holds nothing that is not in the ledger.
    private static Map<String, List<Double>> read(Path file) {
        try {
            return Files.exists(file)
                    ? Json.MAPPER.readValue(file.toFile(), new TypeReference<Map<String, List<Double>>>() {})
                    : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }
}
