package io.brewprint.llama;

import io.brewprint.config.PipelineConfig;

/**
 * How a base model's weights are held in memory.
 *
 * @param linears format of the projections
 * @param smallVocabulary whether embedding and head are int8; else f32 beside f32 projections, 16 bits beside others
 */
public record WeightPrecision(WeightFormat linears, boolean smallVocabulary) {
    /** Everything in f32. */
    public static final WeightPrecision FULL = new WeightPrecision(WeightFormat.F32, false);

    /** As the configuration says. */
    public static WeightPrecision of(PipelineConfig.Quantization q) {
        return new WeightPrecision(
                WeightFormat.of(q.mode(), q.doubleQuant()), q.vocabulary().equals("int8"));
    }

    /** Whether an adapter can be merged into them without loss. */
    public boolean isFull() {
        return equals(FULL);
    }
}
