package io.brewprint.cycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stage came to.
 *
 * @param reason why it was skipped or stopped, a word about what was done otherwise
 * @param metrics figures of the whole stage
 * @param files what it made, for the artifact table
 */
public record StageResult(Outcome outcome, String reason, Map<String, Double> metrics, List<Made> files) {
    /** The ways a stage ends without an error. */
    public enum Outcome {
        /** The work is done. */
        DONE,
        /** There was nothing to do. */
        SKIPPED,
        /** A stop was asked for. */
        STOPPED
    }

    /** A file or folder that was made. */
    public record Made(String kind, Path path) {}

    /** Copies both collections. */
    public StageResult {
        metrics = Map.copyOf(metrics);
        files = List.copyOf(files);
    }

    /** Finished. */
    public static StageResult done() {
        return new StageResult(Outcome.DONE, "", Map.of(), List.of());
    }

    /** Nothing to do; the reason is shown to people. */
    public static StageResult skipped(String reason) {
        return new StageResult(Outcome.SKIPPED, reason, Map.of(), List.of());
    }

    /** Stopped at a safe boundary; what was done so far is kept. */
    public static StageResult stopped(String reason) {
        return new StageResult(Outcome.STOPPED, reason, Map.of(), List.of());
    }

    /** The same with a word about what was done. */
    public StageResult saying(String text) {
        return new StageResult(outcome, text, metrics, files);
    }

    /** The same with a figure. */
    public StageResult with(String metric, double value) {
        Map<String, Double> all = new LinkedHashMap<>(metrics);
        all.put(metric, value);
        return new StageResult(outcome, reason, all, files);
    }

    /** The same with a file or folder that was made. */
    public StageResult with(String kind, Path path) {
        List<Made> all = new ArrayList<>(files);
        all.add(new Made(kind, path));
        return new StageResult(outcome, reason, metrics, all);
    }
}
