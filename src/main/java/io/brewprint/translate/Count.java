package io.brewprint.translate;

/**
 * How many of something the text has and how many of them the DSL has.
 *
 * @param in counted in the clipboard text
 * @param out counted in the DSL text, parsed again
 */
public record Count(int in, int out) {
    /** True when nothing is missing. */
    public boolean isWhole() {
        return in == out;
    }
}
