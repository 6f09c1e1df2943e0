package io.brewprint.judge;

import java.util.Map;

/**
 * How many of something came back.
 *
 * @param kept those that did
 * @param of all of the original
 */
public record Kept(int kept, int of) {
    /** Whether none is missing. */
    public boolean isWhole() {
        return kept == of;
    }

    /** As scripts read it: {@code in} of the original, {@code out} of them came back. */
    public Map<String, Integer> document() {
        return Map.of("in", of, "out", kept);
    }

    /** The sum of two counts. */
    public Kept plus(Kept other) {
        return new Kept(kept + other.kept, of + other.of);
    }

    @Override
    public String toString() {
        return kept + " of " + of;
    }
}
