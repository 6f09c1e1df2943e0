package io.brewprint.plan;

import io.brewprint.llama.LlamaConfig;

/**
 * How fast a planned training should be.
 *
 * @param flopsPerToken work for one computed token
 * @param tokensPerSecond computed tokens a second
 */
public record Speed(double flopsPerToken, double tokensPerSecond) {
    /** The speed of {@code plan} on {@code card}. */
    public static Speed of(MemoryPlan plan, Card card) {
        double flops = flopsPerToken(plan.model(), plan.options());
        double compute = flops * plan.options().tokens() / (card.teraflops() * card.share() * 1e12);
        double traffic = dequantisation(plan.model(), plan.options()) / (card.gigabytes() * 1e9);
        return new Speed(flops, plan.options().tokens() / (compute + traffic));
    }

    /**
     * A frozen projection costs 2 operations a weight in the forward pass, 2 when it is computed again and 2 for the
     * gradient of its input; the head is not computed again; an adapter's weight costs 2 more for its own gradient.
     * Attention looks back over half the sequence on average, in two products, four times over.
     */
    static double flopsPerToken(LlamaConfig model, PlanOptions options) {
        double linears = (double) LayerMemory.linears(model) * model.layers();
        double head = (double) model.vocabSize() * model.hiddenSize();
        double attention = 2.0 * options.sequence() * model.heads() * model.headDim() * model.layers();
        return 6 * linears + 4 * head + 8.0 * options.adapterParameters(model) + 4 * attention;
    }

    /**
     * Bytes that dequantising moves in a micro-step, once in the forward pass and once in the backward pass: a weight's
     * code is read and written in the precision computed in; NF4 goes by indices and two arrays of f32.
     */
    static double dequantisation(LlamaConfig model, PlanOptions options) {
        if (!new LayerMemory(model, options).converts()) {
            return 0;
        }
        int value = options.device().bytes();
        double moved = switch (options.base()) {
            case F32 -> 4 + value;
            case BF16 -> 2 + value;
            case INT8 -> 1 + value;
            case NF4, NF4_DOUBLE -> 0.5 + 2 * 4 + 2 * 4 + 2 * 4 + value;
        };
        return 2 * moved * LayerMemory.linears(model) * model.layers();
    }

    /** Hours for {@code tokens} tokens. */
    public double hours(double tokens) {
        return tokens / tokensPerSecond / 3600;
    }
}
