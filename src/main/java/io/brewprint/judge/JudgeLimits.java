package io.brewprint.judge;

/**
 * What a text may be at most; beyond it the judge refuses with a fault.
 *
 * @param chars characters of one text
 * @param nesting objects within objects
 * @param objects objects, and pins, of one text
 */
public record JudgeLimits(int chars, int nesting, int objects) {
    /** Far beyond what a person copies at once. */
    public static final JudgeLimits STANDARD = new JudgeLimits(64 << 20, 40, 200_000);
}
