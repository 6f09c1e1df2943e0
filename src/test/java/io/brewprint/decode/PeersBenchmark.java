package io.brewprint.decode;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.util.JsonSupport;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import io.brewprint.config.AtomicFiles;
import io.brewprint.convert.GgufFiles;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Speed of ours, llama.cpp and Jlama in turn, each in a JVM of its own: the same weights in f32, the same prompts, two
 * threads, greedily; three rounds, of which each one's best counts. Run its main with the test class path; it prints a
 * table.
 */
public final class PeersBenchmark {
    private static final int THREADS = 2;
    private static final int ANSWER = 256;
    private static final int EXAM_ANSWER = 64;
    private static final int EXAM = 50;
    /** Jlama reads the long prompt anew each time: a few prompts, and their time multiplied. */
    private static final int JLAMA_EXAM = setting("BREWPRINT_JLAMA_PROMPTS", 3);

    private static final int ROUNDS = setting("BREWPRINT_PEERS_ROUNDS", 3);
    /** Prompts that llama.cpp answers at once; more than one means that each of its slots reads the long prompt. */
    private static final int SLOTS = setting("BREWPRINT_LLAMA_CPP_SLOTS", 1);

    private static final int SECONDS = 400;

    private static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, Integer.toString(otherwise)));
    }

    private PeersBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("peers");
        try {
            Path model = Files.createDirectories(folder.resolve("model"));
            List<Row> rows = new ArrayList<>();
            ComposedRows.small(200, 1, rows::add);
            int vocab = BpeTrainer.train(rows.stream().map(Row::output).toList(), 2048, model);
            LlamaConfig c = new LlamaConfig(
                    256, 704, 6, 8, 4, 32, vocab, 1e-5f, 10_000, null, true, 4096, vocab - 6, List.of(vocab - 2));
            StringBuilder system = new StringBuilder();
            try (NDManager manager = NDManager.newBaseManager();
                    LlamaModel random = LlamaModel.random(c, 3, manager);
                    Tokenizer tokenizer = Tokenizer.load(model)) {
                random.save(model);
                for (Row row : rows) {
                    if (tokenizer.encode(system.toString()).length < 1400) {
                        system.append(row.output());
                    }
                }
                System.out.println(
                        "vocabulary " + vocab + ", system prompt " + tokenizer.encode(system.toString()).length
                                + " tokens, answers of " + ANSWER + " alone and " + EXAM_ANSWER + " in the exam");
            }
            Path gguf = folder.resolve("model.gguf");
            GgufFiles.writeModel(model, gguf, io.brewprint.tensor.DType.F32);
            Path prompts = folder.resolve("prompts.json");
            new ObjectMapper()
                    .writeValue(
                            prompts.toFile(),
                            Map.of(
                                    "system",
                                    system.toString(),
                                    "users",
                                    rows.stream()
                                            .limit(EXAM)
                                            .map(Row::instruction)
                                            .toList()));
            double[][] best = new double[3][];
            for (int round = 0; round < ROUNDS; round++) {
                List<Class<?>> mains = List.of(Ours.class, LlamaCpp.class, Jlama.class);
                for (int i = 0; i < mains.size(); i++) {
                    JsonNode said = Peers.run(
                            mains.get(i), folder, SECONDS, (i == 1 ? gguf : model).toString(), prompts.toString());
                    double rate = said.path("rate").asDouble();
                    double exam = said.path("exam").asDouble();
                    best[i] = best[i] == null
                            ? new double[] {rate, exam}
                            : new double[] {Math.max(rate, best[i][0]), Math.min(exam, best[i][1])};
                    System.out.printf(
                            Locale.ROOT,
                            "round %d %-10s %7.0f tokens/s  exam %7.2f s%n",
                            round + 1,
                            mains.get(i).getSimpleName(),
                            rate,
                            exam);
                }
            }
            for (int i = 0; i < 3; i++) {
                System.out.printf(
                        Locale.ROOT,
                        "best    %-10s %7.0f tokens/s  exam %7.2f s%n",
                        List.of("ours", "llama.cpp", "Jlama").get(i),
                        best[i][0],
                        best[i][1]);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private record Prompts(String system, List<String> users) {}

    private static Prompts prompts(String file) throws Exception {
        return new ObjectMapper().readValue(Path.of(file).toFile(), Prompts.class);
    }

    private interface Work {
        /** Gives tokens generated. */
        int run() throws Exception;
    }

    private static void report(Work alone, Work exam, double times) throws Exception {
        double best = 0;
        for (int i = 0; i < 4; i++) { // the first one warms up
            long start = System.nanoTime();
            int tokens = alone.run();
            best = Math.max(best, tokens / ((System.nanoTime() - start) / 1e9));
        }
        long start = System.nanoTime();
        exam.run();
        double seconds = (System.nanoTime() - start) / 1e9 * times;
        System.out.println();
        System.out.println(new ObjectMapper().writeValueAsString(Map.of("rate", best, "exam", seconds)));
        System.out.flush();
        Runtime.getRuntime().halt(0); // native threads stay and would keep the process from ending
    }

    /** This project's engine. */
    public static final class Ours {
        public static void main(String[] args) throws Exception {
            Prompts prompts = prompts(args[1]);
            try (NDManager manager = NDManager.newBaseManager();
                    LlamaModel model = LlamaModel.load(Path.of(args[0]), manager);
                    Tokenizer tokenizer = Tokenizer.load(Path.of(args[0]));
                    Generator engine = new Generator(model, tokenizer)) {
                List<int[]> exam = prompts.users().stream()
                        .map(u -> tokenizer.encode(prompts.system() + u))
                        .toList();
                int[] alone = tokenizer.encode(prompts.users().getFirst());
                report(
                        () -> engine.generate(List.of(alone), ANSWER, () -> false)
                                .getFirst()
                                .tokens(),
                        () -> engine.generate(exam, EXAM_ANSWER, () -> false).size(),
                        1);
            }
        }
    }

    /** llama.cpp, which keeps the beginning that a prompt has in common with the one before it. */
    public static final class LlamaCpp {
        public static void main(String[] args) throws Exception {
            Prompts prompts = prompts(args[1]);
            try (var model = new de.kherud.llama.LlamaModel(new ModelParameters()
                    .setModel(args[0])
                    .setThreads(THREADS)
                    .setThreadsBatch(THREADS)
                    .setCtxSize(2048 * SLOTS)
                    .setParallel(SLOTS)
                    .setGpuLayers(0)
                    .setCacheTypeK(CacheType.F32)
                    .setCacheTypeV(CacheType.F32))) {
                report(() -> ask(model, prompts.users().getFirst(), ANSWER), () -> exam(model, prompts), 1);
            }
        }

        private static int exam(de.kherud.llama.LlamaModel model, Prompts prompts) throws Exception {
            int tokens = 0;
            try (var clients = Executors.newFixedThreadPool(SLOTS)) {
                for (Future<Integer> answer : clients.invokeAll(prompts.users().stream()
                        .map(user -> (Callable<Integer>) () -> ask(model, prompts.system() + user, EXAM_ANSWER))
                        .toList())) {
                    tokens += answer.get();
                }
            }
            return tokens;
        }

        private static int ask(de.kherud.llama.LlamaModel model, String prompt, int most) {
            int tokens = 0;
            for (LlamaOutput ignored : model.generate(new InferenceParameters(prompt)
                    .setNPredict(most)
                    .setTemperature(0f)
                    .setIgnoreEos(true)
                    .setCachePrompt(true))) {
                tokens++;
            }
            return tokens;
        }
    }

    /** Jlama. */
    public static final class Jlama {
        public static void main(String[] args) throws Exception {
            Prompts prompts = prompts(args[1]);
            Path folder = Path.of(args[0]);
            com.github.tjake.jlama.util.PhysicalCoreExecutor.overrideThreadCount(THREADS);
            var config = JsonSupport.om.readValue(
                    folder.resolve("config.json").toFile(), com.github.tjake.jlama.model.llama.LlamaConfig.class);
            var model = new com.github.tjake.jlama.model.llama.LlamaModel(
                    config,
                    SafeTensorSupport.loadWeights(folder.toFile()),
                    null,
                    DType.F32,
                    DType.F32,
                    Optional.empty());
            try (Tokenizer tokenizer = Tokenizer.load(folder)) {
                int[] alone = tokenizer.encode(prompts.users().getFirst());
                report(
                        () -> ask(model, alone, ANSWER),
                        () -> {
                            int tokens = 0;
                            for (String user : prompts.users().subList(0, JLAMA_EXAM)) {
                                tokens += ask(model, tokenizer.encode(prompts.system() + user), EXAM_ANSWER);
                            }
                            return tokens;
                        },
                        EXAM / (double) JLAMA_EXAM);
            }
        }

        private static int ask(com.github.tjake.jlama.model.AbstractModel model, int[] prompt, int most)
                throws Exception {
            try (KvBufferCache cache = new KvBufferCache(model);
                    KvBufferCache.KvBuffer buffer = cache.getEphemeralKvBuffer();
                    AbstractTensor<?, ?> row = model.makeDenseTensor(model.getConfig().vocabularySize)) {
                AbstractTensor<?, ?> read = model.batchForward(prompt, 0, buffer);
                AbstractTensor<?, ?> last = read.slice(read.shape().first() - 1); // long prompts come in pieces
                int next = model.sample(last, 0f, 0f, row);
                read.close();
                for (int i = 1; i < most; i++) {
                    try (AbstractTensor<?, ?> hidden =
                            model.forward(next, prompt.length + i - 1, buffer, Optional.empty())) {
                        next = model.sample(hidden, 0f, 0f, row);
                    }
                }
                return most;
            }
        }
    }
}
