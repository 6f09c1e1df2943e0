package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.brewprint.llama.LlamaConfig;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads several tokens of one row at once. */
final class Extension {
    /** What hides a column; finite, as a row that sees nothing must not become NaN. */
    static final float HIDDEN = -1e30f;

    /** More tokens at once are no faster. */
    private static final int PIECE = 512;
    /** Nor is a mask to take more than this many values. */
    private static final int MASK = 1 << 24;

    private Extension() {}

    /** Tokens that are best read in one call when they look at so many columns before them. */
    static int piece(LlamaConfig config, int before) {
        int group = config.heads() / config.kvHeads();
        return Math.max(16, Math.min(PIECE, MASK / (group * (before + PIECE))));
    }

    /** The first tokens of a row, all of which it sees. */
    static void causal(DecodeModel model, NDArray k, NDArray v, int[] ids, int from, NDManager scope) {
        run(model, k, v, null, 0, ids, from, 0, from, new float[from], scope);
    }

    /**
     * Reads tokens.
     *
     * @param prefix what the row shares, or null
     * @param row of the caches
     * @param position of the first token
     * @param lo first column that is looked at
     * @param column where the first token goes
     * @param hidden mask of the columns lo to column
     * @return most likely next token, and its logits
     */
    static Predicted run(
            DecodeModel model,
            NDArray k,
            NDArray v,
            @Nullable Prefix prefix,
            int row,
            int[] ids,
            int position,
            int lo,
            int column,
            float[] hidden,
            NDManager manager) {
        int t = ids.length;
        long[] tokens = new long[t];
        long[] positions = new long[t];
        for (int i = 0; i < t; i++) {
            tokens[i] = ids[i];
            positions[i] = (long) position + i;
        }
        try (NDScope ignored = new NDScope();
                NDManager scope = manager.newSubManager()) {
            NDArray[] arguments = {
                k,
                v,
                scope.create(tokens, new Shape(1, t)),
                scope.create(positions, new Shape(1, t)),
                scope.create(hidden, new Shape(1, hidden.length)),
                scope.create(new long[] {row, lo, column})
            };
            NDList out;
            if (prefix == null) {
                out = model.call("extend", arguments);
            } else {
                NDArray[] more = Arrays.copyOf(arguments, arguments.length + 3);
                more[6] = prefix.keys();
                more[7] = prefix.values();
                more[8] = scope.create(new float[1], new Shape(1, 1, 1));
                out = model.call("extend_shared", more);
            }
            return Predicted.of(out, true);
        }
    }
}
