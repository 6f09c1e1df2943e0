package io.brewprint.llama;

/**
 * How the N tokens of a forward pass lie: {@code prefix} tokens that all rows share, then {@code rows} rows of
 * {@code width} tokens, padded on the right. A row's positions go on where the prefix ends.
 *
 * @param prefix shared tokens, 0 for none
 * @param rows sequences
 * @param width tokens of the longest row, without the prefix
 */
public record Packing(int prefix, int rows, int width) {
    /** Checks that there is something to compute. */
    public Packing {
        if (prefix < 0 || rows < 1 || width < 1) {
            throw new IllegalArgumentException("no such packing: " + prefix + " + " + rows + " x " + width);
        }
    }

    /** One sequence. */
    public static Packing single(int width) {
        return new Packing(0, 1, width);
    }

    /** N. */
    public int tokens() {
        return Math.addExact(prefix, Math.multiplyExact(rows, width));
    }

    /** Tokens of a row as the model sees it. */
    public int length() {
        return prefix + width;
    }

    /** Position of each of the N tokens. */
    int[] positions() {
        int[] out = new int[tokens()];
        for (int i = 0; i < out.length; i++) {
            out[i] = i < prefix ? i : prefix + (i - prefix) % width;
        }
        return out;
    }

    /**
     * Additive mask {@code [width, prefix+width]} of a row's queries; without a prefix a mere shape {@code
     * [width,width]}, which attention does not read.
     */
    float[] mask() {
        float[] out = new float[Math.multiplyExact(width, length())];
        for (int q = 0; q < width; q++) {
            java.util.Arrays.fill(out, q * length() + prefix + q + 1, (q + 1) * length(), Float.NEGATIVE_INFINITY);
        }
        return out;
    }
}
