package io.brewprint.bench;

import ai.djl.ndarray.NDManager;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.decode.Completion;
import io.brewprint.decode.Constraint;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Generator;
import io.brewprint.decode.Sampling;
import io.brewprint.decode.TokenRule;
import io.brewprint.dsl.Dsl;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Precision;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the full constraint costs and gives: the same prompts answered freely and under it, sixteen at a time in one
 * thread, so that the time spent in the rules is a share of all time.
 */
public final class ConstraintBench {
    private static final int PROMPTS = 48;
    private static final int LIMIT = 512;
    private static final int ROUNDS = 3;
    private static final double DRAWN = 0.8;

    /**
     * What was measured, greedily and at temperature 0.8 together unless said otherwise.
     *
     * @param model what answered
     * @param overhead time in the rules divided by all other decoding time, greedily
     * @param overheadDrawn the same at temperature 0.8, where every token needs a mask
     * @param validShare constrained answers without an error
     * @param freeValidShare unconstrained answers without an error
     * @param tokensPerSecond constrained, of that one thread
     * @param freeTokensPerSecond unconstrained
     */
    public record Result(
            String model,
            double overhead,
            double overheadDrawn,
            double validShare,
            double freeValidShare,
            double tokensPerSecond,
            double freeTokensPerSecond) {}

    private final Generator engine;
    private final ChatTemplate chat;
    private final Constraint constraint;
    private final AtomicLong ruleNanos = new AtomicLong();

    private ConstraintBench(Generator engine, ChatTemplate chat, Constraint constraint) {
        this.engine = engine;
        this.chat = chat;
        this.constraint = constraint;
    }

    /**
     * Measures with a model folder and perhaps an adapter; without, with an untrained model of {@link GenerateBench}'s
     * shape.
     */
    public static Result run(@Nullable Path base, @Nullable Path adapter, Consumer<String> note) throws IOException {
        if (base == null) {
            return untrained(note);
        }
        try (Tokenizer tokenizer = Tokenizer.load(base);
                LlamaModel model = LlamaModel.load(base)) {
            if (adapter != null) {
                PeftFiles.merge(adapter, model);
            }
            return measure(
                    base.getFileName() + (adapter == null ? "" : " with " + ModelFolder.name(adapter)),
                    base,
                    tokenizer,
                    model,
                    note);
        }
    }

    private static Result untrained(Consumer<String> note) throws IOException {
        Path folder = Files.createTempDirectory("brewprint-bench");
        try (NDManager manager = Compute.manager()) {
            LlamaConfig c = GenerateBench.CONFIG;
            int vocabulary = BpeTrainer.train(ComposedRows.documents(400, 3), c.vocabSize(), folder);
            try (Tokenizer tokenizer = Tokenizer.load(folder)) {
                LlamaConfig config = new LlamaConfig(
                        c.hiddenSize(),
                        c.intermediateSize(),
                        c.layers(),
                        c.heads(),
                        c.kvHeads(),
                        c.headDim(),
                        vocabulary,
                        c.normEps(),
                        c.ropeTheta(),
                        null,
                        true,
                        c.maxPositions(),
                        tokenizer.requireSpecial(ChatTemplate.BEGIN),
                        List.of(tokenizer.requireSpecial(ChatTemplate.END_OF_TURN)));
                try (LlamaModel model = LlamaModel.random(config, Precision.FULL, 3, manager)) {
                    return measure("untrained", folder, tokenizer, model, note);
                }
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static Result measure(
            String name, Path folder, Tokenizer tokenizer, LlamaModel model, Consumer<String> note) throws IOException {
        note.accept("answers under the constraint and free ones, with " + name);
        ContinuationRules rules = ContinuationRules.full(NodeCatalog.standard());
        Constraint constraint = Constraint.of(folder, tokenizer, model.config(), rules::start);
        try (Generator engine = new Generator(model, tokenizer, new Generator.Options(1, 16, 1000, null))) {
            return new ConstraintBench(engine, ChatTemplate.of(folder, tokenizer), constraint).measure(name);
        }
    }

    /** One way of answering, over all rounds. */
    private static final class Tally {
        private double seconds = Double.MAX_VALUE;
        private double inRules;
        private long tokens;
        private int answers;
        private int valid;

        double overhead() {
            return inRules / (seconds - inRules);
        }
    }

    private Result measure(String name) {
        List<Tally> free = List.of(new Tally(), new Tally());
        List<Tally> ruled = List.of(new Tally(), new Tally());
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 2; i++) { // turn by turn, as machines are noisy
                answer(i * DRAWN, false, free.get(i));
                answer(i * DRAWN, true, ruled.get(i));
            }
        }
        return new Result(
                name,
                ruled.getFirst().overhead(),
                ruled.getLast().overhead(),
                valid(ruled),
                valid(free),
                speed(ruled),
                speed(free));
    }

    private static double valid(List<Tally> both) {
        return both.stream().mapToInt(t -> t.valid).sum()
                / (double) both.stream().mapToInt(t -> t.answers).sum();
    }

    private static double speed(List<Tally> both) {
        return both.stream().mapToLong(t -> t.tokens).sum()
                / both.stream().mapToDouble(t -> t.seconds).sum();
    }

    /** Answers all; the fastest round counts. */
    private void answer(double temperature, boolean constrained, Tally tally) {
        List<String> prompts = new ArrayList<>();
        ComposedRows.small(PROMPTS, 77, row -> prompts.add(row.instruction()));
        List<int[]> ids =
                prompts.stream().map(p -> chat.prompt(SystemPrompt.LEAN, p)).toList();
        int shared = Generator.shared(ids);
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            GenerationRequest request = GenerationRequest.of(
                            ids.get(i), new Sampling(temperature, 0, 1, 1, i, LIMIT, List.of()))
                    .sharing(shared);
            requests.add(constrained ? request.ruled(new Timed(constraint.rule(), ruleNanos)) : request);
        }
        ruleNanos.set(0);
        long start = System.nanoTime();
        List<Completion> answers = engine.answer(requests);
        double seconds = (System.nanoTime() - start) / 1e9;
        tally.answers = answers.size();
        tally.valid = (int) answers.stream()
                .filter(a -> Dsl.checked(a.text()).firstError().isEmpty())
                .count();
        if (seconds < tally.seconds) {
            tally.seconds = seconds;
            tally.inRules = ruleNanos.get() / 1e9;
            tally.tokens = answers.stream().mapToLong(Completion::tokens).sum();
        }
    }

    /** A rule whose time is counted. */
    private record Timed(TokenRule rule, AtomicLong nanos) implements TokenRule {
        private <T> T timed(Supplier<T> work) {
            long start = System.nanoTime();
            try {
                return work.get();
            } finally {
                nanos.addAndGet(System.nanoTime() - start);
            }
        }

        @Override
        public boolean allows(int token) {
            return timed(() -> rule.allows(token));
        }

        @Override
        public long[] mask() {
            return timed(rule::mask);
        }

        @Override
        public long[] candidates() {
            return timed(rule::candidates);
        }

        @Override
        public void accept(int token) {
            timed(() -> {
                rule.accept(token);
                return true;
            });
        }

        @Override
        public int[] forced() {
            return timed(rule::forced);
        }

        @Override
        public void limit(int tokensLeft) {
            timed(() -> {
                rule.limit(tokensLeft);
                return true;
            });
        }

        @Override
        public int[] ending() {
            return timed(rule::ending);
        }
    }
}
