package io.brewprint.train;

import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.WeightFormat;
import io.brewprint.plan.LayerMemory;
import io.brewprint.plan.PlanOptions;
import io.brewprint.tensor.FreeMemory;
import java.util.List;
import java.util.Map;

/** Whether a micro-batch's activations of all layers can be held at once. */
final class Activations {
    private Activations() {}

    /** True where they would take more than a quarter of the memory that is free. */
    static boolean exceed(LlamaModel model, TrainingOptions options, List<Example> examples) {
        int longest = examples.stream().mapToInt(Example::length).max().orElse(1);
        return bytes(model, options, longest) > FreeMemory.bytes(model.device()) / 4;
    }

    /** Bytes of the activations that a backward pass without recomputation keeps. */
    static long bytes(LlamaModel model, TrainingOptions options, int sequence) {
        PlanOptions plan = PlanOptions.of(
                WeightFormat.F32,
                model.device().isGpu() ? PlanOptions.Device.GPU : PlanOptions.Device.CPU,
                16,
                sequence,
                options.batchSize());
        Map<String, Long> saved = new LayerMemory(model.config(), plan).saved();
        long layer = saved.values().stream().mapToLong(Long::longValue).sum();
        long logits = 3L * plan.tokens() * model.config().vocabSize() * Float.BYTES;
        return layer * model.config().layers() + logits;
    }
}
