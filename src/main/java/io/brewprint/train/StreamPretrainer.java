package io.brewprint.train;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import io.brewprint.llama.LlamaModel;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;

/** Makes a base model from nothing, on fresh texts; goes on exactly from its newest checkpoint. */
public final class StreamPretrainer {
    private static final double FLOOR = 0.03;
    /** File of the seconds that all sittings took. */
    private static final String SECONDS = "seconds";

    /** Texts between two entries of the log. */
    private static final int LOGGED = 800;

    private static final int EVALUATED = 64;
    /** Texts of the evaluation have numbers that no training reaches. */
    private static final long HELD = 1L << 40;

    private final StreamPlan plan;
    private final TextSource texts;
    private final String system;
    private final Path folder;
    private final TrainingListener listener;

    /**
     * A pretraining.
     *
     * @param system the system prompt of texts in a chat
     * @param folder for tokenizer, checkpoints and final/
     */
    public StreamPretrainer(StreamPlan plan, TextSource texts, String system, Path folder, TrainingListener listener) {
        this.plan = plan;
        this.texts = texts;
        this.system = system;
        this.folder = folder;
        this.listener = listener;
    }

    /** A way down: from which checkpoint, at which rates, into which folder. */
    private record Way(Optional<Path> from, int end, IntToDoubleFunction rate, Checkpoints checkpoints, Path folder) {}

    /**
     * Trains to the end.
     *
     * @return the folder of the model, or none where a stop was requested: a checkpoint is there
     */
    public Optional<Path> run() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, 2);
        return train(new Way(checkpoints.newest(), plan.steps(), schedule()::at, checkpoints, folder));
    }

    /**
     * Makes a model of a training that is not at its end: from its newest checkpoint the rate falls in a line to where
     * it would end. The training itself stays as it is and can go on. Each way down has a folder of its own, by where
     * it begins and how long it is: it goes on from its own checkpoint and from no other's.
     *
     * @param steps of the way down
     * @return the folder of the model, or none where a stop was requested: a checkpoint is there
     */
    public Optional<Path> finish(int steps) throws IOException {
        Path newest = new Checkpoints(folder, 2)
                .newest()
                .orElseThrow(() -> new Fault(
                        "nothing_begun",
                        "no checkpoint to finish from",
                        Where.in(folder.toString()),
                        "let the training go on until it has saved one"));
        int from = Checkpoints.state(newest).globalStep();
        int end = Math.min(plan.steps(), from + steps);
        double high = schedule().at(from);
        double low = FLOOR * plan.learningRate();
        Path own = folder.resolve("finish-" + from + "-in-" + (end - from));
        Checkpoints checkpoints = new Checkpoints(own, 1);
        return train(new Way(
                checkpoints.newest().or(() -> Optional.of(newest)),
                end,
                step -> high + (low - high) * (step - from + 1.0) / Math.max(1, end - from),
                checkpoints,
                own));
    }

    private Schedule schedule() {
        return new Schedule(
                Schedule.Kind.COSINE,
                plan.learningRate(),
                Math.max(1, Math.min(500, plan.steps() / 20)),
                plan.steps(),
                FLOOR);
    }

    private Optional<Path> train(Way way) throws IOException {
        Path vocabulary = folder.resolve("tokenizer");
        if (!Files.exists(vocabulary.resolve("tokenizer.json"))) {
            listener.note("training the tokenizer on " + plan.tokenizerTexts() + " texts");
            List<String> said = LongStream.range(0, plan.tokenizerTexts())
                    .mapToObj(i -> texts.text(HELD + EVALUATED + i, 1))
                    .map(text -> text.request() + "\n" + text.answer())
                    .toList();
            BpeTrainer.train(said, plan.shape().vocab(), BpeTrainer.NAMES, vocabulary);
        }
        try (NDManager manager = Compute.manager();
                Tokenizer tokenizer = Tokenizer.load(vocabulary);
                LlamaModel model = LlamaModel.random(plan.shape().config(tokenizer), plan.seed(), manager);
                Optimizer optimizer = new AdamW(model.weights(), 0.05, 0.95, manager);
                Stepper stepper = new Stepper(
                        model, null, () -> Lanes.full(model, manager), model.weights(), optimizer, manager)) {
            return train(
                    way,
                    Trainee.model(model, vocabulary),
                    optimizer,
                    stepper,
                    new TextBatches(
                            plan,
                            texts,
                            system,
                            tokenizer,
                            vocabulary,
                            model.device().isGpu()));
        }
    }

    private Optional<Path> train(Way way, Trainee trainee, Optimizer optimizer, Stepper stepper, TextBatches reader)
            throws IOException {
        TrainerState state = TrainerState.fresh(plan.steps(), options());
        if (way.from().isPresent()) {
            state = Checkpoints.state(way.from().get());
            trainee.load(way.from().get());
            Checkpoints.load(way.from().get(), optimizer);
            listener.note("going on from step " + state.globalStep());
        }
        double before = way.from().isPresent() ? seconds(way.from().get().resolveSibling("")) : 0;
        long began = System.nanoTime();
        List<Batch> held = reader.of(HELD, EVALUATED, 1);
        try (Ahead<List<Batch>> windows = new Ahead<>(
                state.globalStep(),
                way.end(),
                reader.threads(),
                step -> reader.of((long) step * plan.batch(), plan.batch(), step / (double) plan.steps()))) {
            while (state.globalStep() < way.end()) {
                int step = state.globalStep();
                long start = System.nanoTime();
                List<Batch> window = windows.take();
                double rate = way.rate().applyAsDouble(step);
                Stepper.Result result = stepper.step(window, rate, 1.0, 0);
                int tokens = window.stream().mapToInt(Batch::tokens).sum();
                double done = (step + 1.0) / plan.steps();
                state.step(done, result.loss(), rate, result.gradNorm(), tokens);
                listener.step(
                        step + 1,
                        way.end(),
                        result.loss(),
                        rate,
                        result.gradNorm(),
                        tokens / ((System.nanoTime() - start) / 1e9));
                boolean stop = listener.stopRequested();
                boolean last = step + 1 == way.end();
                boolean save = (step + 1) % plan.saveSteps() == 0;
                if (save) {
                    double loss = stepper.evaluate(held, listener);
                    state.evaluated(done, loss);
                    listener.evaluated(step + 1, loss);
                }
                if ((save || stop) && !last) {
                    way.checkpoints().save(trainee, optimizer, state);
                    took(way.folder(), before, began);
                }
                if (stop && !last) {
                    return Optional.empty();
                }
            }
        }
        way.checkpoints().saveFinal(trainee, system, state);
        took(way.folder(), before, began);
        return Optional.of(way.folder().resolve("final"));
    }

    /** How many seconds all sittings of a pretraining took by its newest checkpoint. */
    public static double seconds(Path folder) throws IOException {
        Path file = folder.resolve(SECONDS);
        return Files.exists(file) ? Double.parseDouble(Files.readString(file).strip()) : 0;
    }

    private static void took(Path folder, double before, long began) throws IOException {
        AtomicFiles.write(folder.resolve(SECONDS), Double.toString(before + (System.nanoTime() - began) / 1e9));
    }

    private TrainingOptions options() {
        return new TrainingOptions(
                1,
                plan.learningRate(),
                Schedule.Kind.COSINE,
                plan.batch(),
                1,
                plan.shape().contextLength(),
                0,
                0.05,
                1.0,
                plan.seed(),
                plan.saveSteps(),
                plan.saveSteps(),
                Math.max(5, LOGGED / plan.batch()),
                2,
                0,
                false);
    }
}
