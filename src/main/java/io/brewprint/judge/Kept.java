package io.brewprint.judge;

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

    /** The sum of two counts. */
    public Kept plus(Kept other) {
        return new Kept(kept + other.kept, of + other.of);
    }

    @Override
    public String toString() {
        return kept + " of " + of;
    }
}
