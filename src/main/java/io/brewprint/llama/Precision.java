package io.brewprint.llama;

import ai.djl.Device;

/**
 * How a model's weights are held and computed with.
 *
 * @param linears the seven projections of every layer
 * @param vocabulary embedding and head: F32, BF16 or INT8
 * @param compute activations
 */
public record Precision(WeightFormat linears, WeightFormat vocabulary, ComputeType compute) {
    /** Everything in f32: what small models are pretrained and merged in. */
    public static final Precision FULL = new Precision(WeightFormat.F32, WeightFormat.F32, ComputeType.F32);

    /** Checks that the vocabulary's format has rows that can be looked up one by one. */
    public Precision {
        if (vocabulary == WeightFormat.NF4 || vocabulary == WeightFormat.NF4_DOUBLE) {
            throw new IllegalArgumentException(
                    "embedding and head can be held in f32, bf16 or int8, not in " + vocabulary.id());
        }
    }

    /** Bytes of a model's weights, norms included. */
    public long bytes(LlamaConfig model) {
        long table = vocabulary.bytes(model.vocabSize(), model.hiddenSize());
        long bytes = (model.tiedHead() ? 1 : 2) * table + (2L * model.layers() + 1) * model.hiddenSize() * Float.BYTES;
        for (Projection p : Projection.values()) {
            bytes += model.layers() * linears.bytes(p.out(model), p.in(model));
        }
        return bytes;
    }

    /**
     * What is customary for quantised linears on a device: embedding and head keep 16 bits, or f32 where nothing is
     * quantised.
     */
    public static Precision of(WeightFormat linears, boolean smallVocabulary, Device device) {
        boolean gpu = device.isGpu();
        WeightFormat kept = linears == WeightFormat.F32 ? WeightFormat.F32 : WeightFormat.BF16;
        return new Precision(
                linears, smallVocabulary ? WeightFormat.INT8 : kept, gpu ? ComputeType.BF16 : ComputeType.F32);
    }
}
