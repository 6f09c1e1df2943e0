package io.brewprint.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.Precision;
import io.brewprint.llama.WeightFormat;
import io.brewprint.plan.MemoryPlan;
import io.brewprint.plan.PlanOptions;
import io.brewprint.tensor.Compute;
import io.brewprint.tensor.FreeMemory;
import io.brewprint.train.AdamW;
import io.brewprint.train.Batch;
import io.brewprint.train.Differentiation;
import io.brewprint.train.Example;
import io.brewprint.train.Optimizer;
import io.brewprint.train.Stepper;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One training step of a few layers of a large model's true shape, with its full embedding and head, and its peak
 * memory beside the plan's: the proof that the plan for all layers can be believed. Run it in a process of its own,
 * whose peak is then the step's.
 */
public final class SliceBench {
    /**
     * What was measured.
     *
     * @param parameters of the slice
     * @param planGib peak that {@link MemoryPlan} foretells
     * @param peakBytes peak of the process; absent where the system does not tell
     * @param loadBytes peak of the process when the weights were there
     * @param loadSeconds making and quantising random weights
     * @param stepSeconds the step
     */
    public record Result(
            long parameters,
            double planGib,
            OptionalLong peakBytes,
            OptionalLong loadBytes,
            double loadSeconds,
            double stepSeconds,
            double loss) {}

    private SliceBench() {}

    /** Runs {@code layers} layers of the model called {@code name} over {@code tokens} tokens. */
    public static Result run(
            String name, WeightFormat linears, int layers, int rank, int tokens, Consumer<String> note) {
        LlamaConfig whole = ModelShapes.of(name).orElseThrow();
        LlamaConfig config = new LlamaConfig(
                whole.hiddenSize(),
                whole.intermediateSize(),
                layers,
                whole.heads(),
                whole.kvHeads(),
                whole.headDim(),
                whole.vocabSize(),
                whole.normEps(),
                whole.ropeTheta(),
                whole.ropeScaling(),
                whole.tiedHead(),
                whole.maxPositions(),
                whole.bos(),
                whole.eos());
        try (NDManager manager = Compute.manager()) {
            Device device = manager.getDevice();
            long free = device.isGpu() ? FreeMemory.bytes(device) : 0;
            Precision precision = Precision.of(linears, false, device);
            MemoryPlan plan = MemoryPlan.of(
                    config,
                    PlanOptions.of(
                            linears,
                            device.isGpu() ? PlanOptions.Device.GPU : PlanOptions.Device.CPU,
                            rank,
                            tokens,
                            1));
            note.accept("making " + config.parameters() + " random weights, held as " + linears.id());
            long start = System.nanoTime();
            try (LlamaModel model = LlamaModel.random(config, precision, 3, manager);
                    LoraAdapter adapter = LoraAdapter.fresh(config, LoraSpec.all(rank, 2 * rank, 0), 1, manager);
                    Optimizer optimizer = new AdamW(adapter.weights(), 0.01, 0.999, manager);
                    Stepper stepper = new Stepper(
                            model,
                            adapter,
                            Differentiation.layered(model, adapter, false),
                            adapter.weights(),
                            optimizer,
                            manager)) {
                double load = (System.nanoTime() - start) / 1e9;
                OptionalLong loaded = peak(device, free);
                note.accept("one step of " + tokens + " tokens");
                int[] ids =
                        new Random(5).ints(tokens + 1, 0, config.vocabSize()).toArray();
                Batch batch = Batch.of(List.of(new Example(ids, 1)));
                if (device.isGpu()) {
                    stepper.step(List.of(batch), 1e-4, 1.0, 0); // the first one loads the kernels
                }
                long begun = System.nanoTime();
                Stepper.Result result = stepper.step(List.of(batch), 1e-4, 1.0, 0);
                double seconds = (System.nanoTime() - begun) / 1e9;
                return new Result(
                        config.parameters(), plan.peakGib(), peak(device, free), loaded, load, seconds, result.loss());
            }
        }
    }

    /**
     * Of the process, or of a GPU of which {@code free} bytes were free before: the engine keeps what it once took.
     */
    private static OptionalLong peak(Device device, long free) {
        return device.isGpu() ? OptionalLong.of(free - FreeMemory.bytes(device)) : FreeMemory.peak();
    }
}
