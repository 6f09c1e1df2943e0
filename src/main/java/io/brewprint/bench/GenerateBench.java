package io.brewprint.bench;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.AtomicFiles;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Generator;
import io.brewprint.decode.Sampling;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.Precision;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Speed of decoding with a small model of random weights: the best of several rounds, as machines are noisy. */
public final class GenerateBench {
    /** The shape that the figures are for: dim 256, 6 layers, vocabulary 2048; no token ends an answer. */
    public static final LlamaConfig CONFIG =
            new LlamaConfig(256, 704, 6, 8, 4, 32, 2048, 1e-5f, 10_000, null, true, 4096, 0, List.of(-1));

    private static final int ROUNDS = 5;
    private static final int ANSWER = 256;
    private static final int PROMPT = 40;
    private static final int EXAM = 50;
    private static final int SYSTEM = 1400;
    private static final int EXAM_ANSWER = 100;

    /**
     * What was measured.
     *
     * @param batch1 tokens a second of one answer
     * @param batch16 tokens a second of sixteen answers together
     * @param prefixSharingGain time of an exam of 50 prompts behind a system prompt of 1,400 tokens, one after the
     * other
     *     and each read whole, divided by the time with sharing and batches
     * @param sameAnswers share of the exam's answers that are the same both ways
     * @param examSeconds the latter time
     */
    public record Result(
            double batch1, double batch16, double prefixSharingGain, double sameAnswers, double examSeconds) {}

    private GenerateBench() {}

    /** Measures. */
    public static Result run(Consumer<String> note) throws IOException {
        Path folder = Files.createTempDirectory("brewprint-bench");
        try (NDManager manager = Compute.manager()) {
            BpeTrainer.train(
                    List.of("BLUEPRINT: BP_Bench\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"), 300, folder);
            try (Tokenizer tokenizer = Tokenizer.load(folder);
                    LlamaModel model = LlamaModel.random(CONFIG, Precision.FULL, 3, manager)) {
                return run(model, tokenizer, note);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static Result run(LlamaModel model, Tokenizer tokenizer, Consumer<String> note) {
        double one;
        double sixteen;
        double together;
        List<GenerationRequest> exam = exam(SYSTEM);
        List<Completion> fast;
        try (Generator engine = new Generator(model, tokenizer)) {
            note.accept("one answer, and sixteen together");
            one = rate(engine, requests(1));
            sixteen = rate(engine, requests(16));
            note.accept("an exam of " + EXAM + " prompts behind one of " + SYSTEM + " tokens, shared");
            fast = engine.answer(exam);
        }
        // from the start, the reading of the system prompt included
        double[] times = new double[3];
        for (int i = 0; i < times.length; i++) {
            try (Generator engine = new Generator(model, tokenizer)) {
                times[i] = seconds(() -> engine.answer(exam));
            }
        }
        together = Arrays.stream(times).min().orElseThrow();
        note.accept("the same one after the other");
        List<Completion> slow = new ArrayList<>();
        double apart;
        try (Generator engine = new Generator(model, tokenizer, new Generator.Options(1, 1, 1000, null))) {
            apart = seconds(() -> exam.forEach(
                    request -> slow.add(engine.submit(request.sharing(0)).await())));
        }
        double same = 0;
        for (int i = 0; i < EXAM; i++) {
            same += slow.get(i).text().equals(fast.get(i).text()) ? 1 : 0;
        }
        return new Result(one, sixteen, apart / together, same / EXAM, together);
    }

    private static double rate(Generator engine, List<GenerationRequest> requests) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double seconds = seconds(() -> engine.answer(requests));
            best = Math.max(best, requests.size() * ANSWER / seconds);
        }
        return best;
    }

    private static List<GenerationRequest> requests(int count) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(GenerationRequest.of(ids(i, PROMPT), Sampling.greedy(ANSWER)));
        }
        return requests;
    }

    /** Prompts that begin with the same {@code system} tokens. */
    static List<GenerationRequest> exam(int system) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < EXAM; i++) {
            int[] ids = Arrays.copyOf(ids(99, system), system + PROMPT);
            System.arraycopy(ids(i, PROMPT), 0, ids, system, PROMPT);
            requests.add(GenerationRequest.of(ids, Sampling.greedy(EXAM_ANSWER)).sharing(system));
        }
        return requests;
    }

    private static int[] ids(int seed, int count) {
        return new Random(seed).ints(count, 0, 260).toArray();
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
