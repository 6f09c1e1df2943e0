package io.brewprint.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.brewprint.config.Fault;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Precision;
import io.brewprint.llama.QuantizedCopy;
import io.brewprint.llama.WeightFormat;
import io.brewprint.plan.HardwareLimit;
import io.brewprint.plan.MemoryPlan;
import io.brewprint.plan.PlanOptions;
import io.brewprint.tensor.Compute;
import io.brewprint.tensor.FreeMemory;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tunes a LoRA adapter, or a whole small model, on rows, with loss on the answers alone, checkpoints and exact
 * resume.
 */
public final class LoraTrainer {
    /** Changes when the same rows and settings would give another adapter. */
    public static final String VERSION = "1";

    /**
     * How a training ended.
     *
     * @param completed false if a stop was requested: a checkpoint was written
     * @param step optimizer steps done
     * @param loss mean of the last ten steps' losses
     * @param evalLoss loss on the validation rows at the end, NaN if there are none
     * @param examples rows learned from
     * @param skippedLong rows left out because they exceed the sequence limit
     */
    public record Outcome(boolean completed, int step, double loss, double evalLoss, int examples, int skippedLong) {}

    private final Path modelFolder;
    private final String systemPrompt;
    private final @Nullable LoraSpec spec;
    private final TrainingOptions options;
    private final MemoryOptions memory;

    /**
     * A training of {@code modelFolder}.
     *
     * @param spec the adapter, or null to train every weight of a base held in f32
     */
    public LoraTrainer(
            Path modelFolder,
            String systemPrompt,
            @Nullable LoraSpec spec,
            TrainingOptions options,
            MemoryOptions memory) {
        this.modelFolder = modelFolder;
        this.systemPrompt = systemPrompt;
        this.spec = spec;
        this.options = options;
        this.memory = memory;
        if (spec == null && memory.linears() != WeightFormat.F32) {
            throw new IllegalArgumentException(
                    "weights held as " + memory.linears().id()
                            + " cannot be trained themselves: train an adapter, or set quantization.mode to none");
        }
    }

    /**
     * Trains and writes {@code out/final/}; goes on from the newest checkpoint in {@code out} if {@code resume}.
     *
     * @throws IllegalArgumentException if no row fits the sequence limit
     * @throws CancellationException if a stop was requested before the first step
     */
    public Outcome train(List<Row> rows, List<Row> validation, Path out, boolean resume, TrainingListener listener)
            throws IOException {
        Files.createDirectories(out);
        LlamaConfig config = LlamaConfig.read(modelFolder);
        double limitPerSecond;
        try (NDManager before = Compute.manager()) {
            PlanOptions plan = plan(config, before.getDevice(), listener);
            limitPerSecond = HardwareLimit.tokensPerSecond(config, plan, before);
        }
        try (NDManager manager = Compute.manager();
                Tokenizer tokenizer = Tokenizer.load(modelFolder);
                LlamaModel model =
                        LlamaModel.load(modelFolder, precision(manager, listener), manager, loading(listener))) {
            int limit = Math.min(options.maxSequence(), model.config().maxPositions());
            ChatTemplate chat = ChatTemplate.of(modelFolder, tokenizer);
            List<Example> examples = examples(rows, chat, limit);
            if (examples.isEmpty()) {
                throw new IllegalArgumentException("none of " + rows.size() + " rows fits max_seq_length " + limit
                        + ": raise training.max_seq_length");
            }
            try (LoraAdapter adapter =
                    spec == null ? null : LoraAdapter.fresh(model.config(), spec, options.seed(), manager)) {
                Trainee trainee = adapter == null
                        ? Trainee.model(model, modelFolder)
                        : Trainee.adapter(
                                adapter, model, modelFolder.getFileName().toString());
                return train(
                        model,
                        adapter,
                        trainee,
                        examples,
                        examples(validation, chat, limit),
                        rows.size() - examples.size(),
                        out,
                        resume,
                        limitPerSecond,
                        manager,
                        listener);
            }
        }
    }

    private Outcome train(
            LlamaModel model,
            @Nullable LoraAdapter adapter,
            Trainee trainee,
            List<Example> examples,
            List<Example> validation,
            int skipped,
            Path out,
            boolean resume,
            double limitPerSecond,
            NDManager manager,
            TrainingListener listener)
            throws IOException {
        Checkpoints checkpoints = new Checkpoints(out, options.keepCheckpoints());
        Optional<Path> from = resume ? checkpoints.newest() : Optional.empty();
        if (from.isPresent()) {
            trainee.load(from.get());
        }
        try (Optimizer optimizer = memory.eightBitStates()
                        ? new AdamW8(trainee.weights(), options.weightDecay(), 0.999, manager)
                        : new AdamW(trainee.weights(), options.weightDecay(), 0.999, manager);
                Stepper stepper = new Stepper(
                        model,
                        adapter,
                        () -> differentiation(model, adapter, examples, manager),
                        trainee.weights(),
                        optimizer,
                        manager)) {
            TrainingRun run = new TrainingRun(
                    options,
                    examples,
                    validation,
                    memory.prefixPacking(),
                    limitPerSecond,
                    trainee,
                    optimizer,
                    stepper,
                    checkpoints,
                    listener);
            if (from.isPresent()) {
                Checkpoints.load(from.get(), optimizer);
                run.resume(Checkpoints.state(from.get()));
                listener.note(
                        "resumed at step " + run.step() + " from " + from.get().getFileName());
            }
            boolean completed = run.run();
            if (completed) {
                finish(checkpoints, run, trainee, listener);
            }
            return new Outcome(completed, run.step(), run.recentLoss(), run.evalLoss(), examples.size(), skipped);
        }
    }

    /** Refuses, before anything is loaded, a training that cannot fit. */
    private PlanOptions plan(LlamaConfig config, Device device, TrainingListener listener) {
        PlanOptions.Device where = device.isGpu() ? PlanOptions.Device.GPU : PlanOptions.Device.CPU;
        LoraSpec adapter = spec == null ? LoraSpec.all(1, 1, 0) : spec; // the plan knows adapters alone
        PlanOptions wanted = new PlanOptions(
                memory.linears(),
                where,
                adapter,
                Math.min(options.maxSequence(), config.maxPositions()),
                options.batchSize(),
                0,
                2,
                memory.smallVocabulary(),
                memory.eightBitStates(),
                memory.hostCheckpoints());
        MemoryPlan plan = MemoryPlan.of(config, wanted);
        double free = MemoryPlan.gib(FreeMemory.bytes(device));
        if (!plan.fits(free)) {
            if (!memory.force()) {
                throw new Fault("does_not_fit", plan.refusal(free), "");
            }
            listener.note("tried all the same: " + plan.refusal(free));
        }
        return wanted;
    }

    private Precision precision(NDManager manager, TrainingListener listener) throws IOException {
        Precision precision = Precision.of(memory.linears(), memory.smallVocabulary(), manager.getDevice());
        QuantizedCopy copy = new QuantizedCopy(modelFolder, precision);
        if (memory.cacheQuantized() && !precision.equals(Precision.FULL) && !copy.isCurrent()) {
            long free = Files.getFileStore(modelFolder).getUsableSpace();
            if (free < copy.bytes() + (1L << 30)) {
                listener.note("no quantised copy is kept: " + (copy.bytes() >> 20) + " MiB needed, " + (free >> 20)
                        + " MiB free");
            } else {
                listener.note("quantising " + modelFolder.getFileName() + " to "
                        + precision.linears().id());
                copy.make((done, total) -> {
                    alive(listener, "quantising the model: " + done + " of " + total + " tensors");
                    if (done % 100 == 0 || done == total) {
                        listener.note("quantised " + done + " of " + total + " tensors");
                    }
                });
            }
        }
        return precision;
    }

    private static LoadProgress loading(TrainingListener listener) {
        return (done, total) -> alive(listener, "loading the model: " + done + " of " + total + " tensors");
    }

    /** Before the first step each tensor is a safe boundary: nothing is reached yet that a checkpoint could keep. */
    private static void alive(TrainingListener listener, String what) {
        listener.working(what);
        if (listener.stopRequested()) {
            throw new CancellationException("stopped before the first step: " + what);
        }
    }

    private List<Differentiation> differentiation(
            LlamaModel model, @Nullable LoraAdapter adapter, List<Example> examples, NDManager manager) {
        if (adapter == null) {
            return Lanes.full(model, manager);
        }
        boolean recompute = memory.hostCheckpoints()
                || switch (memory.recompute()) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> Activations.exceed(model, options, examples);
                };
        return recompute
                ? List.of(Differentiation.layered(model, adapter, memory.hostCheckpoints()))
                : Lanes.whole(model, adapter, manager);
    }

    private void finish(Checkpoints checkpoints, TrainingRun run, Trainee trainee, TrainingListener listener)
            throws IOException {
        Optional<Path> best = checkpoints.best();
        if (options.loadBest() && best.isPresent() && run.lastIsWorseThanBest()) {
            listener.note("the weights of the best evaluation are the final ones");
            trainee.load(best.get());
        }
        checkpoints.saveFinal(trainee, systemPrompt, run.state());
    }

    private List<Example> examples(List<Row> rows, ChatTemplate chat, int limit) {
        List<Example> examples = new ArrayList<>();
        for (Row row : rows) {
            int[] prompt = chat.prompt(
                    systemPrompt, row.input().isEmpty() ? row.instruction() : row.instruction() + "\n" + row.input());
            int[] answer = chat.answer(row.output());
            if (prompt.length + answer.length <= limit) {
                examples.add(Example.of(prompt, answer));
            }
        }
        return examples;
    }
}
