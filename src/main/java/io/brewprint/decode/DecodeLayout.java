package io.brewprint.decode;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LayerScript;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.Precision;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import io.brewprint.tensor.FreeMemory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a model's layers lie in the decoder's list {@code w}: either dense, four matrices a layer in the type computed in
 * (queries, keys and values in one, gate and up in one, the norms before them multiplied in), or as the model holds
 * them, followed by an adapter's pairs A {@code [R,in]} and B {@code [R,out]} for each of the four inputs.
 *
 * @param precision of the arrays
 * @param adapted whether an adapter's pairs follow
 */
record DecodeLayout(LlamaConfig config, Precision precision, boolean dense, boolean adapted) {
    /** Projections that share an input. */
    static final List<List<Projection>> GROUPS = List.of(
            List.of(Projection.Q, Projection.K, Projection.V),
            List.of(Projection.O),
            List.of(Projection.GATE, Projection.UP),
            List.of(Projection.DOWN));

    private static final Precision NARROW = new Precision(WeightFormat.BF16, WeightFormat.BF16, ComputeType.BF16);

    /** The layout of a model's own arrays or of copies of them. */
    static DecodeLayout of(LlamaModel model, boolean dense, boolean adapted) {
        Precision held = model.precision();
        Precision copied = held.compute() == ComputeType.F32 ? Precision.FULL : NARROW;
        return new DecodeLayout(model.config(), dense ? copied : held, dense, adapted);
    }

    private int first(int layer) {
        int arrays = dense ? GROUPS.size() : LayerScript.arrays(precision) + (adapted ? 2 * GROUPS.size() : 0);
        return DecodeScript.TABLES + layer * arrays;
    }

    /** Expression of the weight of a layer's norm; empty where it is in the matrices. */
    String norm(int layer, boolean attention) {
        return dense ? "" : precision.compute().from32("w[" + (first(layer) + (attention ? 0 : 1)) + "]");
    }

    /** Assigns to {@code to} the products of {@code x} with the projections of a group, side by side. */
    String linears(String to, String x, int layer, List<Projection> group) {
        int number = GROUPS.indexOf(group);
        if (dense) {
            return "  " + to + " = torch.linear(" + x + ", w[" + (first(layer) + number) + "])\n";
        }
        String products = group.stream()
                .map(p -> precision
                        .linears()
                        .linear(
                                x,
                                "w",
                                first(layer) + LayerScript.index(p, precision),
                                p.out(config),
                                p.in(config),
                                precision.compute()))
                .collect(Collectors.joining(", "));
        String base = group.size() == 1 ? products : "torch.cat([" + products + "], 1)";
        if (!adapted) {
            return "  " + to + " = " + base + "\n";
        }
        int pair = first(layer) + LayerScript.arrays(precision) + 2 * number;
        return "  " + to + " = torch.addmm(" + base + ", torch.linear(" + x + ", "
                + precision.compute().from32("w[" + pair + "]") + "), "
                + precision.compute().from32("w[" + (pair + 1) + "]") + ")\n";
    }

    /**
     * Whether dense copies of a model's weights are worth their memory now: of quantised ones, and on a CPU of all,
     * whose matrices are faster side by side, as long as they fit easily.
     */
    static boolean copiesPay(LlamaModel model) {
        WeightFormat held = model.precision().linears();
        boolean gain = !model.device().isGpu() || (held != WeightFormat.F32 && held != WeightFormat.BF16);
        long bytes = linears(model.config()) * model.precision().compute().bytes();
        return gain
                && bytes < FreeMemory.bytes(model.device()) / (model.device().isGpu() ? 4 : 2);
    }

    /** Weights of all projections. */
    static long linears(LlamaConfig c) {
        return Projection.weights(c) * c.layers();
    }
}
