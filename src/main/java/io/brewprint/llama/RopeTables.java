package io.brewprint.llama;

/** Rotary tables as long as was needed so far: a training asks for them at every micro-batch. Safe for threads. */
final class RopeTables {
    private static final int FIRST = 256;

    private final LlamaConfig config;
    private float[] cos = {};
    private float[] sin = {};

    RopeTables(LlamaConfig config) {
        this.config = config;
    }

    /** At least {@code positions} rows of {@code headDim} cosines, or sines; not to be changed. */
    synchronized float[] of(int positions, boolean cosine) {
        if (cos.length < positions * config.headDim()) {
            int size = Math.max(positions, Math.min(config.maxPositions(), Math.max(FIRST, 2 * positions)));
            cos = Rope.table(config, size, true);
            sin = Rope.table(config, size, false);
        }
        return cosine ? cos : sin;
    }
}
