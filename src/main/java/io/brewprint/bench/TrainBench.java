package io.brewprint.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Precision;
import io.brewprint.llama.Projection;
import io.brewprint.tensor.Compute;
import io.brewprint.train.AdamW;
import io.brewprint.train.Batch;
import io.brewprint.train.Differentiation;
import io.brewprint.train.Example;
import io.brewprint.train.Optimizer;
import io.brewprint.train.Stepper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Speed of LoRA training on a small model beside the bare matrix products of its shapes, alternating in one run, so
 * that what else the machine does weighs on both.
 */
public final class TrainBench {
    /** The shape that the figures are for: dim 256, 6 layers, vocabulary 2048. */
    private static final LlamaConfig CONFIG =
            new LlamaConfig(256, 704, 6, 8, 4, 32, 2048, 1e-5f, 10_000, null, true, 4096, 0, List.of(1));

    private static final int ROWS = 8;
    private static final int WIDTH = 256;
    private static final int RANK = 16;
    private static final int ROUNDS = 7;

    /**
     * What was measured; medians.
     *
     * @param tokensPerSecond tokens of LoRA steps, each with its optimizer update
     * @param matmulGflops rate of f32 products of the model's shapes
     * @param stepGflops rate of the operations that a step needs, recomputation not counted
     * @param shareOfMatmul median of the rounds' ratios
     * @param prefixPackingGain time of rows with their long prompt repeated, divided by the time with it shared
     * @param prefixTokenRatio the same of the tokens computed
     * @param rowTokensPerSecond tokens of those rows, counted as they stand, a second with the prompt shared
     */
    public record Result(
            double tokensPerSecond,
            double matmulGflops,
            double stepGflops,
            double shareOfMatmul,
            double prefixPackingGain,
            double prefixTokenRatio,
            double rowTokensPerSecond) {}

    private TrainBench() {}

    /**
     * Measures.
     *
     * @param prompt length of the prompt that all rows share, in tokens
     * @param answers lengths of what follows it in each row, in tokens
     */
    public static Result run(int prompt, List<int[]> answers, Consumer<String> note) {
        try (NDManager manager = Compute.manager();
                LlamaModel model = LlamaModel.random(CONFIG, Precision.FULL, 3, manager);
                LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(RANK, 2 * RANK, 0), 1, manager);
                Optimizer optimizer = new AdamW(adapter.weights(), 0.01, 0.999, manager);
                Stepper stepper = new Stepper(
                        model, adapter, Differentiation.whole(model, adapter), adapter.weights(), optimizer, manager)) {
            note.accept("steps of " + ROWS + " x " + WIDTH + " tokens beside their matrix products");
            Batch batch = Batch.of(examples(0, WIDTH / 2, ROWS, WIDTH + 1));
            Products products = new Products(manager, ROWS * WIDTH);
            double[] rates = new double[ROUNDS];
            double[] steps = new double[ROUNDS];
            double[] shares = new double[ROUNDS];
            double needed = operations(batch);
            for (int round = -2; round < ROUNDS; round++) { // two rounds to warm up
                double product = products.gflops();
                double seconds = seconds(3, () -> stepper.step(List.of(batch), 1e-4, 1.0, 0));
                if (round >= 0) {
                    rates[round] = product;
                    steps[round] = seconds;
                    shares[round] = needed / seconds / 1e9 / product;
                }
            }
            double step = median(steps);
            note.accept("rows behind a prompt of " + prompt + " tokens, shared and repeated");
            double[] gains = new double[3];
            double[] shared = new double[3];
            double tokenRatio = 0;
            long rowTokens = 0;
            for (int round = -1; round < gains.length; round++) {
                double apart = 0;
                double together = 0;
                long apartTokens = 0;
                long togetherTokens = 0;
                for (int[] lengths : answers) {
                    List<Example> rows = rows(prompt, lengths);
                    Batch one = Batch.of(rows);
                    Batch other = Batch.of(rows, prompt);
                    apart += seconds(1, () -> stepper.step(List.of(one), 1e-4, 1.0, 0));
                    together += seconds(1, () -> stepper.step(List.of(other), 1e-4, 1.0, 0));
                    apartTokens += one.tokens();
                    togetherTokens += other.tokens();
                }
                if (round >= 0) {
                    gains[round] = apart / together;
                    shared[round] = together;
                    tokenRatio = apartTokens / (double) togetherTokens;
                    rowTokens = apartTokens;
                }
            }
            return new Result(
                    batch.tokens() / step,
                    median(rates),
                    needed / step / 1e9,
                    median(shares),
                    median(gains),
                    tokenRatio,
                    rowTokens / median(shared));
        }
    }

    /** Bare products x·Wᵀ of every projection and the head, weighted as a model uses them. */
    private static final class Products {
        private final List<NDArray> inputs = new ArrayList<>();
        private final List<NDArray> weights = new ArrayList<>();
        private final List<Integer> times = new ArrayList<>();
        private double operations;

        Products(NDManager manager, int tokens) {
            for (Projection p : Projection.values()) {
                add(manager, tokens, p.in(CONFIG), p.out(CONFIG), CONFIG.layers());
            }
            add(manager, tokens / 2, CONFIG.hiddenSize(), CONFIG.vocabSize(), 1);
        }

        private void add(NDManager manager, int tokens, int in, int out, int count) {
            inputs.add(manager.randomNormal(new Shape(tokens, in)));
            weights.add(manager.randomNormal(new Shape(out, in)));
            times.add(count);
            operations += 2.0 * tokens * in * out * count;
        }

        double gflops() {
            double seconds = seconds(3, () -> {
                for (int i = 0; i < inputs.size(); i++) {
                    for (int k = 0; k < times.get(i); k++) {
                        try (NDScope ignored = new NDScope()) {
                            JniUtils.linear((PtNDArray) inputs.get(i), (PtNDArray) weights.get(i), null);
                        }
                    }
                }
            });
            return operations / seconds / 1e9;
        }
    }

    /**
     * Operations that a step cannot do without: products forward and for the gradient of their input (the first layer's
     * queries, keys and values need none), three of each adapter matrix, attention over what a token may see, forward
     * and twice and a half that backward, and the head.
     */
    private static double operations(Batch batch) {
        double tokens = batch.tokens();
        double sum = 0;
        for (Projection p : Projection.values()) {
            double product = 2 * tokens * p.in(CONFIG) * p.out(CONFIG);
            boolean first = p == Projection.Q || p == Projection.K || p == Projection.V;
            sum += product * CONFIG.layers() + product * (CONFIG.layers() - (first ? 1 : 0));
            sum += 3 * 2 * tokens * RANK * (p.in(CONFIG) + p.out(CONFIG)) * CONFIG.layers();
        }
        double attention = 2.0 * 2 * tokens * (WIDTH / 2.0) * CONFIG.heads() * CONFIG.headDim() * CONFIG.layers();
        double head = 2.0 * batch.labels() * CONFIG.hiddenSize() * CONFIG.vocabSize();
        return sum + 3.5 * attention + 2 * head;
    }

    private static List<Example> rows(int prompt, int[] lengths) {
        List<Example> rows = new ArrayList<>();
        for (int length : lengths) {
            rows.addAll(examples(prompt, Math.max(1, length / 3), 1, prompt + length));
        }
        return rows;
    }

    /** Random texts that begin with the same {@code prompt} tokens; the last of them a request of {@code request}. */
    private static List<Example> examples(int prompt, int request, int count, int length) {
        List<Example> examples = new ArrayList<>();
        Random same = new Random(7);
        int[] begin = same.ints(prompt, 0, CONFIG.vocabSize()).toArray();
        for (int i = 0; i < count; i++) {
            int[] ids = new Random(i + 11L * length)
                    .ints(length, 0, CONFIG.vocabSize())
                    .toArray();
            System.arraycopy(begin, 0, ids, 0, prompt);
            examples.add(new Example(ids, prompt + request));
        }
        return examples;
    }

    private static double seconds(int times, Runnable work) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e9 / times;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
