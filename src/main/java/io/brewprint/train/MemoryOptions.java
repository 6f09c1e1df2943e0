package io.brewprint.train;

import io.brewprint.llama.WeightFormat;

/**
 * What a training does to fit its memory.
 *
 * @param linears format of the frozen base weights
 * @param smallVocabulary whether embedding and head are int8 too
 * @param eightBitStates whether the optimizer's moments take a byte each
 * @param recompute whether a layer's activations are computed again in the backward pass
 * @param hostCheckpoints whether layer inputs wait in the host's memory for the backward pass
 * @param prefixPacking whether tokens that all rows share are computed once
 * @param cacheQuantized whether a quantised copy of the base is kept on disk
 * @param force whether to try a training that by its plan does not fit
 */
public record MemoryOptions(
        WeightFormat linears,
        boolean smallVocabulary,
        boolean eightBitStates,
        Recompute recompute,
        boolean hostCheckpoints,
        boolean prefixPacking,
        boolean cacheQuantized,
        boolean force) {
    /** When activations are computed again. */
    public enum Recompute {
        /** When keeping them would take more than a quarter of the memory that is free. */
        AUTO,
        ALWAYS,
        NEVER
    }

    /** Full precision, as small models are trained. */
    public static final MemoryOptions FULL =
            new MemoryOptions(WeightFormat.F32, false, false, Recompute.AUTO, false, true, false, false);
}
