package io.brewprint.llama;

import io.brewprint.tensor.ModelFormatException;

/**
 * NF4 (Dettmers et al., QLoRA): blocks of 64 weights share their largest magnitude, each weight is the nearest of 16
 * quantiles of a normal distribution; the first of two weights lies in the high nibble.
 */
final class Nf4 {
    /** Weights that share a magnitude. */
    static final int BLOCK = 64;
    /** Magnitudes that share a scale under double quantisation. */
    static final int SUPER_BLOCK = 256;

    private static final double[] QUANTILES = {
        -1.0,
        -0.6961928009986877,
        -0.5250730514526367,
        -0.39491748809814453,
        -0.28444138169288635,
        -0.18477343022823334,
        -0.09105003625154495,
        0.0,
        0.07958029955625534,
        0.16093020141124725,
        0.24611230194568634,
        0.33791524171829224,
        0.44070982933044434,
        0.5626170039176941,
        0.7229568362236023,
        1.0
    };
    private static final float[] BOOK = new float[16];
    private static final float[] MIDPOINTS = new float[15];

    static {
        for (int i = 0; i < 16; i++) {
            BOOK[i] = (float) QUANTILES[i];
        }
        for (int i = 0; i < 15; i++) {
            MIDPOINTS[i] = (BOOK[i] + BOOK[i + 1]) / 2;
        }
    }

    private Nf4() {}

    /** The two values of each byte, {@code [256,2]}: one lookup decodes two weights. */
    static float[] book() {
        float[] pairs = new float[512];
        for (int b = 0; b < 256; b++) {
            pairs[2 * b] = BOOK[b >> 4];
            pairs[2 * b + 1] = BOOK[b & 15];
        }
        return pairs;
    }

    /**
     * Codes of {@code length} weights, at most a block, two a byte into {@code out} from {@code at} on; what a short
     * block lacks counts as zero. Gives the largest magnitude.
     */
    static float encode(float[] values, int from, int length, byte[] out, int at) {
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(values[from + i]));
        }
        if (!Float.isFinite(largest)) {
            throw new ModelFormatException("a weight is infinite or no number: the model is damaged");
        }
        float inverse = largest == 0 ? 0 : 1 / largest;
        for (int i = 0; i < BLOCK; i += 2) {
            int high = i < length ? nearest(values[from + i] * inverse) : 7;
            int low = i + 1 < length ? nearest(values[from + i + 1] * inverse) : 7;
            out[at + i / 2] = (byte) ((high << 4) | low);
        }
        return largest;
    }

    /** Index of the nearest value of the code book; on a midpoint the lower one. */
    static int nearest(float x) {
        int code = x > MIDPOINTS[7] ? 8 : 0;
        for (int step = 4; step > 0; step >>= 1) {
            if (x > MIDPOINTS[code + step - 1]) {
                code += step;
            }
        }
        return code;
    }

    /**
     * Double quantisation of the blocks' magnitudes: their mean is taken off, the rest is int8 with a scale for each
     * 256.
     *
     * @param codes filled with one byte for each magnitude
     * @param scales filled with one scale for each {@link #SUPER_BLOCK}
     * @return the mean
     */
    static float encodeMagnitudes(float[] magnitudes, byte[] codes, float[] scales) {
        double sum = 0;
        for (float m : magnitudes) {
            sum += m;
        }
        float mean = (float) (sum / magnitudes.length);
        float[] rest = new float[SUPER_BLOCK];
        for (int block = 0; block < scales.length; block++) {
            int from = block * SUPER_BLOCK;
            int length = Math.min(SUPER_BLOCK, magnitudes.length - from);
            for (int i = 0; i < length; i++) {
                rest[i] = magnitudes[from + i] - mean;
            }
            scales[block] = Int8.encode(rest, length, codes, from);
        }
        return mean;
    }
}
