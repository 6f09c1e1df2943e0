package io.brewprint.plan;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bytes of one decoder layer while it is computed. The forward pass of a layer keeps nothing but its input; the
 * backward pass computes the layer again and holds, at once, its dequantised weights, what each operation saves for its
 * gradient, and the gradients on their way.
 */
public final class LayerMemory {
    private final LlamaConfig model;
    private final PlanOptions options;
    private final long tokens;
    private final int value;

    public LayerMemory(LlamaConfig model, PlanOptions options) {
        this.model = model;
        this.options = options;
        tokens = options.tokens();
        value = options.device().bytes();
    }

    /** Values of one layer's seven projections. */
    static long linears(LlamaConfig model) {
        return Projection.weights(model);
    }

    /** Values of the largest projection. */
    static long largest(LlamaConfig model) {
        return Arrays.stream(Projection.values())
                .mapToLong(p -> weights(model, p))
                .max()
                .orElseThrow();
    }

    private static long weights(LlamaConfig model, Projection p) {
        return (long) p.in(model) * p.out(model);
    }

    static boolean isNf4(WeightFormat format) {
        return format == WeightFormat.NF4 || format == WeightFormat.NF4_DOUBLE;
    }

    /** Whether weights are held in another precision than the one computed in. */
    boolean converts() {
        return switch (options.base()) {
            case INT8, NF4, NF4_DOUBLE -> true;
            case BF16 -> options.device() == PlanOptions.Device.CPU;
            case F32 -> options.device() == PlanOptions.Device.GPU;
        };
    }

    /** The layer's weights in the precision computed in. */
    long dequantised() {
        return converts() ? linears(model) * value : 0;
    }

    /**
     * Beside the result, while the largest projection is dequantised. Codes of int8 become values as they are, their
     * scale is the product's; those of NF4 are looked up as f32 pairs by 64-bit indices and scaled into an f32 array.
     */
    long conversion() {
        return isNf4(options.base()) ? largest(model) * (2 * Float.BYTES - value) : 0;
    }

    /** What the operations of a layer save for their gradients, by name. */
    public Map<String, Long> saved() {
        long hidden = model.hiddenSize();
        long queries = (long) model.heads() * model.headDim();
        Map<String, Long> saved = new LinkedHashMap<>();
        // RMSNorm computes in f32: a bf16 input is saved as an f32 copy, an f32 input as it is
        saved.put("residuals before the norms", 2 * hidden * Float.BYTES * tokens);
        saved.put("normed inputs", 2 * hidden * value * tokens);
        // keys and values are repeated for each query head
        saved.put("queries, keys, values", 3 * queries * value * tokens);
        saved.put("attention output", (queries * value + (long) model.heads() * Float.BYTES) * tokens);
        saved.put("gate, up, silu, product", 4L * model.intermediateSize() * value * tokens);
        saved.put("adapter", adapter());
        return saved;
    }

    private long adapter() {
        boolean dropped = options.lora().dropout() > 0;
        int mask = options.device() == PlanOptions.Device.GPU ? 1 : value;
        long width = 0;
        for (Projection p : options.lora().targets()) {
            width += (long) options.lora().rank() * value;
            width += dropped ? (long) p.in(model) * (value + mask) : 0;
        }
        return width * tokens;
    }

    /** Gradients on their way at the widest place: the product's, its two factors', and the residual's two. */
    long gradients() {
        return (3L * model.intermediateSize() + 2L * model.hiddenSize()) * value * tokens;
    }

    /** Everything at the worst moment of a layer's backward pass, weights left out. */
    long backward() {
        long saved = saved().values().stream().mapToLong(Long::longValue).sum();
        return saved + Math.max(conversion(), gradients());
    }

    /** The same of its forward pass, which saves nothing: input, normed input and the MLP's three wide values. */
    long forward() {
        return conversion() + (3L * model.hiddenSize() + 3L * model.intermediateSize()) * value * tokens;
    }
}
