package io.brewprint.decode;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.tensor.FreeMemory;

/**
 * Memory that one batch may take for keys and values.
 *
 * @param bytes in all
 * @param perToken bytes of one token of one row, over all layers
 */
record KvBudget(long bytes, long perToken) {
    private static final int FIRST_COLUMNS = 256;
    /** While rows are packed into a wider cache, both are there. */
    private static final int BOTH = 2;

    /** What a model's batches may take of the memory that is free now. */
    static KvBudget of(LlamaModel model, int batches) {
        LlamaConfig c = model.config();
        long perToken = 2L
                * c.layers()
                * c.kvHeads()
                * c.headDim()
                * model.precision().compute().bytes();
        // the other half is for shared beginnings, for layouts of adapters and for what a call holds
        return new KvBudget(Math.max(1, FreeMemory.bytes(model.device()) / 2 / batches), perToken);
    }

    /** Columns of a cache whose longest row has {@code tokens}: so many that it is not full again at once. */
    static int columns(int tokens) {
        int columns = FIRST_COLUMNS;
        while (columns < tokens * 4L / 3) {
            columns *= 2;
        }
        return columns;
    }

    /** Rows that fit when the longest comes to {@code tokens}; 0 where not even one does. */
    int rows(int tokens) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / (BOTH * perToken * columns(tokens)));
    }

    /** Bytes that one row of so many tokens needs. */
    long needed(int tokens) {
        return BOTH * perToken * columns(tokens);
    }
}
