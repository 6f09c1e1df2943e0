package io.brewprint.clipboard;

/**
 * What a text may cost.
 *
 * @param characters longest text
 * @param depth deepest nesting of objects
 * @param objects most objects, nested ones included
 */
public record ClipboardLimits(int characters, int depth, int objects) {
    /** 64 Mi characters, 64 levels, 500,000 objects: ten times the largest export seen. */
    public static final ClipboardLimits DEFAULT = new ClipboardLimits(64 << 20, 64, 500_000);

    /** Refuses limits below 1. */
    public ClipboardLimits {
        if (characters < 1 || depth < 1 || objects < 1) {
            throw new IllegalArgumentException("limits begin at 1");
        }
    }
}
