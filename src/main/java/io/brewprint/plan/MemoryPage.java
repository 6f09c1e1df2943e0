package io.brewprint.plan;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.WeightFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page {@code docs/memory.md}, written from the plans themselves. */
public final class MemoryPage {
    private static final List<String> MODELS = List.of("llama-3.1-70b", "llama-3.1-8b", "llama-3.2-3b");

    private MemoryPage() {}

    /** The page as Markdown, with a line break at its end. */
    public static String text() {
        var out = new StringBuilder("""
                # Memory

                What a LoRA training holds on a GPU, computed by `brewprint model plan` from the model's shape alone. This page
                is written by the program (`model plan --markdown`); a test fails when it is out of date. GiB are 2^30 bytes.

                ## At a glance

                Rank 16 on all seven projections without dropout, one sequence of 4,096 tokens, AdamW in f32, layer inputs on the card.

                | model | parameters | base | weights | peak | in phase | with 8-bit states | layer inputs on the host | sequence 2,048 |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (String name : MODELS) {
            LlamaConfig model = ModelShapes.of(name).orElseThrow();
            for (WeightFormat base : List.of(WeightFormat.INT8, WeightFormat.NF4_DOUBLE)) {
                out.append(row(name, model, PlanOptions.of(base, PlanOptions.Device.GPU, 16, 4096, 1)));
            }
        }
        out.append(
                        "\n## Part by part\n\nThe same trainings, and one that no 96 GB card holds: rank 64, two sequences.\n\n")
                .append(parts())
                .append("""

                Not all of it is there at once: a layer's weights and activations, and the logits, come and go. The peak is the
                largest phase, not the sum.

                ## What the figures rest on

                - Projections: a byte a weight and an f32 scale a row (int8), or half a byte, 8-bit scales a block of 64 and an
                  f32 a 256 of those (NF4, double quantisation). Embedding and head stay bf16 unless `--int8-head` is given.
                - Adapter, gradients and AdamW's two moments are f32; 8-bit states are a byte each and an f32 a block of 256.
                - A layer's input is kept for each layer (recomputation). One layer at a time is dequantised, computed again and
                  walked back: its dequantised weights, what its operations save, and the gradients on their way.
                - Logits are computed for answers alone, at most 1,024 rows at once, with their gradient in f32.
                - Measured on a CPU, one call of `layer_vjp` (hidden 2048, MLP 8192, 2,048 tokens, int8): 849 MiB, as planned; with
                  dropout 1,062 of 1,169 planned; with an f32 base 448 of 609.
                - Workspace: CUDA context, kernels and cuBLAS, 640 MiB (an estimate); on a CPU the JVM with libtorch, 384 MiB
                  (measured).

                ## Speed

                Tokens a second for the trainings of the first table. An estimate: makers' figures for the cards times the share
                that trainings usually reach, less the time that dequantising costs. A dash: does not fit.

                """)
                .append(speeds());
        return out.toString();
    }

    private static String row(String name, LlamaConfig model, PlanOptions options) {
        MemoryPlan plan = MemoryPlan.of(model, options);
        Map<String, Long> parts = plan.parts();
        long weights = parts.getOrDefault("base weights", 0L)
                + parts.getOrDefault("embedding", 0L)
                + parts.getOrDefault("head", 0L)
                + parts.getOrDefault("norms", 0L);
        return "| " + name + String.format(Locale.ROOT, " | %,d | ", model.parameters())
                + words(options.base()) + " | " + gib(weights) + " | **" + gib(plan.peakBytes())
                + "** | " + plan.peakPhase()
                + " | " + gib(MemoryPlan.of(model, options.withEightBitStates()).peakBytes())
                + " | "
                + gib(MemoryPlan.of(model, options.withHostCheckpoints()).peakBytes())
                + " | " + gib(MemoryPlan.of(model, options.withSequence(2048)).peakBytes()) + " |\n";
    }

    private static String parts() {
        var heads = new StringBuilder("| GiB |");
        var plans = new java.util.ArrayList<MemoryPlan>();
        for (String name : MODELS) {
            for (WeightFormat base : List.of(WeightFormat.INT8, WeightFormat.NF4_DOUBLE)) {
                heads.append(' ')
                        .append(name.substring(name.lastIndexOf('-') + 1))
                        .append(' ')
                        .append(words(base))
                        .append(" |");
                plans.add(MemoryPlan.of(
                        ModelShapes.of(name).orElseThrow(), PlanOptions.of(base, PlanOptions.Device.GPU, 16, 4096, 1)));
            }
        }
        heads.append(" 70b int8, r 64, 2 x 4096 |\n|---|")
                .append("---|".repeat(plans.size() + 1))
                .append('\n');
        plans.add(MemoryPlan.of(
                ModelShapes.of(MODELS.getFirst()).orElseThrow(),
                PlanOptions.of(WeightFormat.INT8, PlanOptions.Device.GPU, 64, 4096, 2)));
        for (String part : plans.getFirst().parts().keySet()) {
            heads.append("| ").append(part).append(" |");
            plans.forEach(plan -> heads.append(' ')
                    .append(gib(plan.parts().getOrDefault(part, 0L)))
                    .append(" |"));
            heads.append('\n');
        }
        heads.append("| **peak** |");
        plans.forEach(plan -> heads.append(" **").append(gib(plan.peakBytes())).append("** |"));
        return heads.append('\n').toString();
    }

    private static String speeds() {
        var out = new StringBuilder("| card | GiB |");
        var rule = new StringBuilder("|---|---|");
        for (String name : MODELS) {
            out.append(' ').append(name).append(" int8 | nf4 |");
            rule.append("---|---|");
        }
        out.append('\n').append(rule).append('\n');
        for (Card card : Card.known()) {
            out.append(String.format(Locale.ROOT, "| %s | %.1f |", card.name(), card.memoryGib()));
            for (String name : MODELS) {
                for (WeightFormat base : List.of(WeightFormat.INT8, WeightFormat.NF4_DOUBLE)) {
                    MemoryPlan plan = MemoryPlan.of(
                            ModelShapes.of(name).orElseThrow(),
                            PlanOptions.of(base, PlanOptions.Device.GPU, 16, 4096, 1));
                    out.append(
                            plan.fits(card.memoryGib())
                                    ? String.format(
                                            Locale.ROOT,
                                            " %,.0f |",
                                            Speed.of(plan, card).tokensPerSecond())
                                    : " - |");
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.2f", MemoryPlan.gib(bytes));
    }

    private static String words(WeightFormat format) {
        return LayerMemory.isNf4(format) ? "nf4" : format.id();
    }
}
