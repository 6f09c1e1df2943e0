package io.brewprint.train;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.llama.LlamaModel;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Makes a base model from nothing, on fresh texts; goes on exactly from its newest checkpoint. */
public final class StreamPretrainer {
    /** File of the seconds that all sittings took. */
    private static final String SECONDS = "seconds";

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

    /**
     * Trains to the end.
     *
     * @return false where a stop was requested: a checkpoint is there
     */
    public boolean run() throws IOException {
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
                Stepper stepper =
                        new Stepper(model, null, Differentiation.full(model), model.weights(), optimizer, manager)) {
            return train(Trainee.model(model, vocabulary), optimizer, stepper, new Reader(tokenizer, vocabulary));
        }
    }

    private boolean train(Trainee trainee, Optimizer optimizer, Stepper stepper, Reader reader) throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, 2);
        TrainerState state = TrainerState.fresh(plan.steps(), options());
        Optional<Path> newest = checkpoints.newest();
        if (newest.isPresent()) {
            state = Checkpoints.state(newest.get());
            trainee.load(newest.get());
            Checkpoints.load(newest.get(), optimizer);
            listener.note("going on from step " + state.globalStep());
        }
        Schedule schedule = new Schedule(
                Schedule.Kind.COSINE,
                plan.learningRate(),
                Math.max(1, Math.min(500, plan.steps() / 20)),
                plan.steps(),
                0.03);
        double before = seconds(folder);
        long began = System.nanoTime();
        List<Batch> held = reader.batches(HELD, EVALUATED, 1);
        while (state.globalStep() < plan.steps()) {
            int step = state.globalStep();
            long start = System.nanoTime();
            List<Batch> window = reader.batches((long) step * plan.batch(), plan.batch(), step / (double) plan.steps());
            Stepper.Result result = stepper.step(window, schedule.at(step), 1.0, 0);
            int tokens = window.stream().mapToInt(Batch::tokens).sum();
            double done = (step + 1.0) / plan.steps();
            state.step(done, result.loss(), schedule.at(step), result.gradNorm(), tokens);
            listener.step(
                    step + 1,
                    plan.steps(),
                    result.loss(),
                    schedule.at(step),
                    result.gradNorm(),
                    tokens / ((System.nanoTime() - start) / 1e9));
            boolean stop = listener.stopRequested();
            boolean last = step + 1 == plan.steps();
            boolean save = (step + 1) % plan.saveSteps() == 0;
            if (save) {
                double loss = stepper.evaluate(held, listener);
                state.evaluated(done, loss);
                listener.evaluated(step + 1, loss);
            }
            if ((save || stop) && !last) {
                checkpoints.save(trainee, optimizer, state);
                took(before, began);
            }
            if (stop && !last) {
                return false;
            }
        }
        checkpoints.saveFinal(trainee, system, state);
        took(before, began);
        return true;
    }

    /** How many seconds all sittings of a pretraining took by its newest checkpoint. */
    public static double seconds(Path folder) throws IOException {
        Path file = folder.resolve(SECONDS);
        return Files.exists(file) ? Double.parseDouble(Files.readString(file).strip()) : 0;
    }

    private void took(double before, long began) throws IOException {
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
                50,
                2,
                0,
                false);
    }

    /** Texts as batches: those of one length together, so that little is padded. */
    private final class Reader {
        private static final int MOST_TOKENS = 6_144;

        private final Tokenizer tokenizer;
        private final ChatTemplate chat;
        private final int begin;
        private final int end;

        Reader(Tokenizer tokenizer, Path vocabulary) throws IOException {
            this.tokenizer = tokenizer;
            chat = ChatTemplate.of(vocabulary, tokenizer);
            begin = tokenizer.requireSpecial(ChatTemplate.BEGIN);
            end = tokenizer.requireSpecial("<|end_of_text|>");
        }

        List<Batch> batches(long from, int count, double progress) {
            List<Example> examples = new ArrayList<>();
            for (long i = from; i < from + count; i++) {
                Example example = example(texts.text(i, progress));
                if (example.length() <= plan.shape().contextLength()) {
                    examples.add(example);
                }
            }
            if (examples.isEmpty()) {
                throw new Fault(
                        "nothing_fits",
                        "none of " + count + " texts fits into a context of "
                                + plan.shape().contextLength() + " tokens",
                        "make the context longer, or the batch larger");
            }
            examples.sort((a, b) -> Integer.compare(a.length(), b.length()));
            List<Batch> batches = new ArrayList<>();
            List<Example> group = new ArrayList<>();
            for (Example example : examples) {
                boolean full = (group.size() + 1) * example.length() > MOST_TOKENS;
                if (!group.isEmpty()
                        && (full || example.length() > 1.3 * group.getFirst().length() + 24)) {
                    batches.add(Batch.of(group));
                    group = new ArrayList<>();
                }
                group.add(example);
            }
            if (!group.isEmpty()) {
                batches.add(Batch.of(group));
            }
            return batches;
        }

        private Example example(TextSource.Text text) {
            return text.chat()
                    ? Example.of(chat.prompt(system, text.request()), chat.answer(text.answer()))
                    : Pretrainer.example(
                            "# " + text.request().replace('\n', ' ') + "\n" + text.answer(), tokenizer, begin, end);
        }
    }
}
