package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Greedy decoding of a batch of prompts with a KV cache; finished rows leave the batch. */
public final class Generator implements AutoCloseable {
    /**
     * What a prompt gave.
     *
     * @param text the answer, without the token that ends it
     * @param tokens tokens generated
     * @param finished whether the model ended the answer; else it was cut at the limit or by a stop
     * @param seconds from the start of its batch to its end
     */
    public record Answer(String text, int tokens, boolean finished, double seconds) {}

    private static final float HIDDEN = -1e30f; // finite: a row that sees nothing must not become NaN

    private final LlamaModel model;
    private final Tokenizer tokenizer;
    private final NDManager manager;
    private final TorchScript script;
    private final List<NDArray> weights = new ArrayList<>();
    private final float[] cos;
    private final float[] sin;

    /** Decodes with {@code model}'s weights as they are; merge an adapter into them before. */
    public Generator(LlamaModel model, Tokenizer tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
        manager = model.manager().newSubManager();
        script = new TorchScript(manager, DecodeScript.source(model.config()));
        weights.add(model.embedding());
        weights.add(model.norm());
        weights.add(model.head());
        for (int i = 0; i < model.config().layers(); i++) {
            weights.addAll(model.layer(i));
        }
        cos = Rope.table(model.config(), model.config().maxPositions(), true);
        sin = Rope.table(model.config(), model.config().maxPositions(), false);
    }

    /**
     * Answers all prompts, in one batch.
     *
     * @param prompts token ids from {@link ChatTemplate#prompt}
     * @param maxNew tokens at most for each answer
     * @param stop asked before each token; answers are then cut short
     * @throws IllegalArgumentException if a prompt and {@code maxNew} do not fit the model's context
     */
    public List<Answer> generate(List<int[]> prompts, int maxNew, BooleanSupplier stop) {
        int width = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
        if (width >= model.config().maxPositions()) {
            throw new IllegalArgumentException("prompt of " + width + " tokens, the model's context has "
                    + model.config().maxPositions());
        }
        JniUtils.setGradMode(false);
        try (Run run = new Run(prompts, width, Math.min(width + maxNew, model.config().maxPositions()))) {
            return run.decode(stop);
        }
    }

    /** State of one batch. */
    private final class Run implements AutoCloseable {
        private final NDManager scope = manager.newSubManager();
        private final long started = System.nanoTime();
        private final int width;
        private final int limit;
        private final int[][] prompts;
        private final int[][] generated;
        private final int[] counts;
        private final Answer[] answers;
        private List<NDArray> keys = new ArrayList<>();
        private List<NDArray> values = new ArrayList<>();
        private int[] live; // index into prompts of each row of the batch

        Run(List<int[]> prompts, int width, int limit) {
            this.prompts = prompts.toArray(int[][]::new);
            this.width = width;
            this.limit = limit;
            generated = new int[prompts.size()][limit - width];
            counts = new int[prompts.size()];
            answers = new Answer[prompts.size()];
            live = java.util.stream.IntStream.range(0, prompts.size()).toArray();
            LlamaConfig c = model.config();
            Shape shape = new Shape(prompts.size(), c.kvHeads(), limit, c.headDim());
            for (int i = 0; i < c.layers(); i++) {
                keys.add(scope.zeros(shape));
                values.add(scope.zeros(shape));
            }
        }

        List<Answer> decode(BooleanSupplier stop) {
            int[] next = forward("prefill", 0, width, null);
            for (int at = width; ; at++) {
                List<Integer> kept = new ArrayList<>();
                for (int row = 0; row < live.length; row++) {
                    int prompt = live[row];
                    boolean ended = model.config().eos().contains(next[row]);
                    if (!ended && at < limit) {
                        generated[prompt][counts[prompt]++] = next[row];
                    }
                    if (ended || at >= limit) {
                        answers[prompt] = answer(prompt, ended);
                    } else {
                        kept.add(row);
                    }
                }
                if (kept.isEmpty() || stop.getAsBoolean()) {
                    break;
                }
                next = compact(kept, next);
                next = forward("decode", at, 1, next);
            }
            for (int i = 0; i < answers.length; i++) {
                if (answers[i] == null) {
                    answers[i] = answer(i, false);
                }
            }
            return List.of(answers);
        }

        private Answer answer(int prompt, boolean finished) {
            return new Answer(
                    tokenizer.decode(generated[prompt], counts[prompt]), counts[prompt], finished,
                    (System.nanoTime() - started) / 1e9);
        }

        private int[] compact(List<Integer> kept, int[] next) {
            if (kept.size() == live.length) {
                return next;
            }
            int[] rows = kept.stream().mapToInt(i -> i).toArray();
            List<NDArray> all = new ArrayList<>(keys);
            all.addAll(values);
            NDArray index = scope.create(java.util.Arrays.stream(rows).asLongStream().toArray());
            List<NDArray> selected = script.callWithLists("keep", List.of(all), index);
            selected.forEach(a -> a.attach(scope));
            all.forEach(NDArray::close);
            index.close();
            keys = new ArrayList<>(selected.subList(0, keys.size()));
            values = new ArrayList<>(selected.subList(keys.size(), selected.size()));
            int[] tokens = new int[rows.length];
            int[] prompts = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                tokens[i] = next[rows[i]];
                prompts[i] = live[rows[i]];
            }
            live = prompts;
            return tokens;
        }

        /** Runs {@code t} columns from column {@code at} on; gives the most likely next token of each row. */
        private int[] forward(String method, int at, int t, int @org.jspecify.annotations.Nullable [] tokens) {
            int b = live.length;
            int h = model.config().headDim();
            long[] ids = new long[b * t];
            float[] c = new float[b * t * h];
            float[] s = new float[b * t * h];
            int end = at + t;
            float[] mask = new float[b * t * end];
            for (int row = 0; row < b; row++) {
                int[] prompt = prompts[live[row]];
                int pad = width - prompt.length;
                for (int i = 0; i < t; i++) {
                    int column = at + i;
                    int position = Math.max(0, column - pad);
                    ids[row * t + i] = tokens != null ? tokens[row] : column < pad ? 0 : prompt[column - pad];
                    System.arraycopy(cos, position * h, c, (row * t + i) * h, h);
                    System.arraycopy(sin, position * h, s, (row * t + i) * h, h);
                    java.util.Arrays.fill(mask, (row * t + i) * end, (row * t + i) * end + Math.min(pad, end), HIDDEN);
                    java.util.Arrays.fill(mask, (row * t + i) * end + column + 1, (row * t + i + 1) * end, HIDDEN);
                }
            }
            try (NDScope ignored = new NDScope(); NDManager step = scope.newSubManager()) {
                NDArray logits = script.callWithLists(
                                method,
                                List.of(weights, keys, values),
                                step.create(ids, new Shape(b, t)),
                                step.create(c, new Shape(b, 1, t, h)),
                                step.create(s, new Shape(b, 1, t, h)),
                                step.create(mask, new Shape(b, 1, t, end)),
                                step.create((long) at))
                        .singletonOrThrow();
                long[] best = logits.argMax(1).toLongArray();
                int[] next = new int[b];
                for (int i = 0; i < b; i++) {
                    next[i] = (int) best[i];
                }
                return next;
            }
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
