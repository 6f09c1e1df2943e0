package io.brewprint.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dataset.Row;
import io.brewprint.llama.ChatTemplate;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fine-tunes a LoRA adapter on rows, with loss on the answers alone, checkpoints and exact resume. */
public final class LoraTrainer {
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
    private final LoraSpec spec;
    private final TrainingOptions options;

    public LoraTrainer(Path modelFolder, String systemPrompt, LoraSpec spec, TrainingOptions options) {
        this.modelFolder = modelFolder;
        this.systemPrompt = systemPrompt;
        this.spec = spec;
        this.options = options;
    }

    /**
     * Trains and writes {@code out/final/}; goes on from the newest checkpoint in {@code out} if {@code resume}.
     *
     * @throws IllegalArgumentException if no row fits the sequence limit
     */
    public Outcome train(List<Row> rows, List<Row> validation, Path out, boolean resume, TrainingListener listener)
            throws IOException {
        Files.createDirectories(out);
        try (NDManager manager = NDManager.newBaseManager();
                Tokenizer tokenizer = Tokenizer.load(modelFolder);
                LlamaModel model = LlamaModel.load(modelFolder, manager)) {
            int limit = Math.min(options.maxSequence(), model.config().maxPositions());
            ChatTemplate chat = ChatTemplate.of(modelFolder, tokenizer);
            List<Example> examples = examples(rows, chat, limit);
            if (examples.isEmpty()) {
                throw new IllegalArgumentException("none of " + rows.size() + " rows fits max_seq_length " + limit
                        + ": raise training.max_seq_length");
            }
            Checkpoints checkpoints =
                    new Checkpoints(out, modelFolder.getFileName().toString(), options.keepCheckpoints());
            Optional<Path> from = resume ? checkpoints.newest() : Optional.empty();
            try (LoraAdapter adapter = from.isPresent()
                            ? PeftFiles.read(from.get(), model.config(), manager)
                            : LoraAdapter.fresh(model.config(), spec, options.seed(), manager);
                    AdamW optimizer = new AdamW(adapter.weights(), options.weightDecay(), 0.999, manager)) {
                Session session = new Session(examples, batches(examples(validation, chat, limit)), adapter, optimizer,
                        new Stepper(model, adapter, optimizer, manager), checkpoints, listener);
                if (from.isPresent()) {
                    optimizer.load(from.get().resolve("optimizer.safetensors"));
                    session.state = Checkpoints.state(from.get());
                    listener.note("resumed at step " + session.state.globalStep() + " from " + from.get().getFileName());
                }
                boolean completed = session.run();
                if (completed) {
                    finish(adapter, session, out.resolve("final"));
                }
                return new Outcome(completed, session.state.globalStep(), session.recentLoss(), session.evalLoss,
                        examples.size(), rows.size() - examples.size());
            }
        }
    }

    private List<Example> examples(List<Row> rows, ChatTemplate chat, int limit) {
        List<Example> examples = new ArrayList<>();
        for (Row row : rows) {
            int[] prompt = chat.prompt(systemPrompt, row.input().isEmpty()
                    ? row.instruction() : row.instruction() + "\n" + row.input());
            int[] answer = chat.answer(row.output());
            if (prompt.length + answer.length <= limit) {
                int[] ids = java.util.Arrays.copyOf(prompt, prompt.length + answer.length);
                System.arraycopy(answer, 0, ids, prompt.length, answer.length);
                examples.add(new Example(ids, prompt.length));
            }
        }
        return examples;
    }

    private List<Batch> batches(List<Example> examples) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < examples.size(); i += options.batchSize()) {
            batches.add(Batch.of(examples.subList(i, Math.min(i + options.batchSize(), examples.size()))));
        }
        return batches;
    }

    private void finish(LoraAdapter adapter, Session session, Path folder) throws IOException {
        Path work = folder.resolveSibling(folder.getFileName() + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        PeftFiles.write(adapter, modelFolder.getFileName().toString(), work);
        Files.writeString(work.resolve("system_prompt.txt"), systemPrompt);
        new ObjectMapper().writerWithDefaultPrettyPrinter()
                .writeValue(work.resolve("trainer_state.json").toFile(), session.state.json());
        AtomicFiles.deleteTree(folder);
        Files.move(work, folder, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** One run over the epochs, from wherever the state stands. */
    private final class Session {
        private final List<Example> examples;
        private final List<Batch> validation;
        private final LoraAdapter adapter;
        private final AdamW optimizer;
        private final Stepper stepper;
        private final Checkpoints checkpoints;
        private final TrainingListener listener;
        private final List<Double> recent = new ArrayList<>();
        private final int stepsPerEpoch;
        private List<List<Example>> order;
        private int orderOf;
        private TrainerState state;
        private double evalLoss = Double.NaN;

        Session(List<Example> examples, List<Batch> validation, LoraAdapter adapter, AdamW optimizer, Stepper stepper,
                Checkpoints checkpoints, TrainingListener listener) {
            this.examples = examples;
            this.validation = validation;
            this.adapter = adapter;
            this.optimizer = optimizer;
            this.stepper = stepper;
            this.checkpoints = checkpoints;
            this.listener = listener;
            order = EpochOrder.batches(examples, options.batchSize(), options.seed(), orderOf);
            stepsPerEpoch = Math.ceilDiv(order.size(), options.accumulation());
            state = new TrainerState(stepsPerEpoch * options.epochs());
        }

        boolean run() throws IOException {
            int total = state.maxSteps();
            Schedule schedule = new Schedule(options.learningRate(), Math.min(options.warmupSteps(), total / 4), total, 0);
            while (state.globalStep() < total) {
                if (listener.stopRequested()) {
                    checkpoints.save(adapter, optimizer, state);
                    return false;
                }
                step(schedule);
                if (state.globalStep() % options.saveSteps() == 0 && state.globalStep() < total) {
                    checkpoints.save(adapter, optimizer, state);
                }
                if (!validation.isEmpty()
                        && (state.globalStep() % options.evalSteps() == 0 || state.globalStep() == total)) {
                    evalLoss = stepper.evaluate(validation);
                    state.logEvaluation(epoch(), evalLoss);
                    listener.evaluated(state.globalStep(), evalLoss);
                }
            }
            return true;
        }

        private void step(Schedule schedule) {
            int step = state.globalStep();
            List<List<Example>> epoch = order(step / stepsPerEpoch);
            int first = step % stepsPerEpoch * options.accumulation();
            List<Batch> window = epoch.subList(first, Math.min(first + options.accumulation(), epoch.size())).stream()
                    .map(Batch::of)
                    .toList();
            // dropout draws from the engine's generator: seeded by step, a resumed training draws the same
            Engine.getInstance().setRandomSeed(Math.toIntExact(Math.floorMod(options.seed() * 31 + step, 1 << 30)));
            long start = System.nanoTime();
            Stepper.Result result = stepper.step(window, schedule.at(step), options.maxGradNorm());
            state.advance();
            if (!result.finite()) {
                listener.note("step " + state.globalStep() + ": loss or gradient is not finite; the update was left out");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            recent.add(result.loss());
            state.logStep(epoch(), result.loss(), schedule.at(step), result.gradNorm());
            listener.step(state.globalStep(), state.maxSteps(), result.loss(), schedule.at(step), result.gradNorm(),
                    window.stream().mapToInt(Batch::tokens).sum() / seconds);
        }

        private List<List<Example>> order(int epoch) {
            if (epoch != orderOf) {
                order = EpochOrder.batches(examples, options.batchSize(), options.seed(), epoch);
                orderOf = epoch;
            }
            return order;
        }

        private double epoch() {
            return state.globalStep() / (double) stepsPerEpoch;
        }

        double recentLoss() {
            List<Double> last = recent.subList(Math.max(0, recent.size() - 10), recent.size());
            return last.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
        }
    }
}
