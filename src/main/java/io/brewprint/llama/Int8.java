package io.brewprint.llama;

import io.brewprint.tensor.ModelFormatException;

/** Symmetric int8, one scale for each output row: scale = max|w| / 127, code = round(w / scale). */
final class Int8 {
    private Int8() {}

    /** Codes of {@code row} into {@code out} from {@code at} on; gives the scale, 1 for a row of zeros. */
    static float encode(float[] row, int length, byte[] out, int at) {
        float largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        if (largest == 0 || !Float.isFinite(largest)) {
            if (largest != 0) {
                throw new ModelFormatException("a weight is infinite or no number: the model is damaged");
            }
            java.util.Arrays.fill(out, at, at + length, (byte) 0);
            return 1;
        }
        float scale = largest / 127;
        for (int i = 0; i < length; i++) {
            out[at + i] = (byte) Math.rint(row[i] / scale);
        }
        return scale;
    }
}
