package io.brewprint.config;

import java.util.Map;
import java.util.Optional;

/** Keys that older versions had: a file that still has one is told what has taken its place. */
final class RetiredSettings {
    private static final Map<String, String> GONE = Map.of(
            "tiny.pretrain_sequence", "remove it: tiny.context_length is the longest document of the pretraining too");

    private RetiredSettings() {}

    /** What to do about a key of an older version; empty where no version had it. */
    static Optional<String> remedy(String path) {
        return Optional.ofNullable(GONE.get(path));
    }
}
