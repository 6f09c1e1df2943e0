package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;

/**
 * What a call predicts: after each fed token of each row the most likely next one, and the logits if they were asked
 * for.
 *
 * @param best row by row for each step: {@code best[step * rows + row]}
 * @param logits likewise, {@code vocabulary} values each; empty if not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Predicted(long[] best, float[] logits, int rows, int vocabulary) {
    /** Reads a call's results. */
    static Predicted of(NDList out, boolean logits) {
        NDArray all = out.get(1);
        int rows = (int) out.get(0).getShape().get(1);
        float[] values = logits && all.size() > 0 ? all.toFloatArray() : new float[0];
        long[] best = out.get(0).toLongArray();
        return new Predicted(best, values, rows, values.length / Math.max(1, best.length));
    }

    int best(int step, int row) {
        return (int) best[step * rows + row];
    }

    /** A copy of a row's logits after a step. */
    float[] logits(int step, int row) {
        int at = (step * rows + row) * vocabulary;
        return Arrays.copyOfRange(logits, at, at + vocabulary);
    }
}
