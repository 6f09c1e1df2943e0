package io.brewprint.bench;

import io.brewprint.bench.BenchClient.Served;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.tensor.FreeMemory;
import io.brewprint.web.EngineModel;
import io.brewprint.web.WebServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The endpoint under many clients at once, over real HTTP, with a small model of random weights and some adapters. What
 * each request is answered alone is known beforehand. Server and clients share the process, so that its memory tells of
 * both.
 */
public final class ServeBench {
    private static final int CASES = 36;
    private static final int WARM_UP_SHARE = 5;
    private static final int WARM_UP_SECONDS = 10;
    /** A client that hangs up asks again before its place is free. */
    private static final int PLACES = 2;

    private static final int SETTLE_SECONDS = 30;

    /**
     * Seconds from a request to the end of its answer.
     *
     * @param answers whole answers
     */
    public record Latency(int answers, double p50, double p95, double p99, double max) {
        static Latency of(List<Double> seconds) {
            double[] sorted =
                    seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Latency(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
        }

        private static double at(double[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
        }
    }

    /**
     * Memory at one time.
     *
     * @param resident bytes of the process, absent where the system does not tell
     * @param heap bytes that Java's heap has taken of it, whether in use or not
     * @param arrays native arrays of the model and its engine
     */
    public record Memory(OptionalLong resident, long heap, int arrays) {
        /** Bytes outside Java's heap, absent where the system does not tell: what libraries leak would be here. */
        public OptionalLong outside() {
            return resident.isPresent() ? OptionalLong.of(resident.getAsLong() - heap) : resident;
        }
    }

    /**
     * What was seen.
     *
     * @param mistakes answers that were not the expected ones, or none: what came instead
     * @param leastServed answers of the client that got the fewest
     * @param slotsLeft requests that the engine still held after all clients had ended
     * @param warm memory after a fifth of the time or ten seconds, but no later than half-time
     */
    public record Result(
            int clients,
            double seconds,
            int requests,
            int answered,
            List<String> mistakes,
            int refused,
            int hungUp,
            Latency latency,
            TreeMap<String, Latency> byModel,
            int leastServed,
            int mostServed,
            int slotsLeft,
            Memory warm,
            Memory end) {
        /** Answers a second. */
        public double rate() {
            return answered / seconds;
        }
    }

    private ServeBench() {}

    /** Measures with the base and so many adapters. */
    public static Result run(int clients, int adapters, Duration time, Consumer<String> note)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("brewprint-bench");
        try {
            Home home = new Home(folder.resolve("home")).create();
            BenchFolders.model(home.model("small"));
            for (int i = 1; i <= adapters; i++) {
                BenchFolders.adapter(home.model("small"), "small", i, home.adapterFinal(i));
            }
            try (EngineModel model =
                            new EngineModel(home, "small", WeightPrecision.FULL, Duration.ofMinutes(5), Duration.ZERO);
                    WebServer server = new WebServer(0, 64 << 10, PLACES * clients, model);
                    HttpClient http = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()) {
                URI uri = URI.create("http://localhost:" + server.port() + "/v1/chat/completions");
                return run(clients, time, model, http, uri, note);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static Result run(
            int count, Duration time, EngineModel model, HttpClient http, URI uri, Consumer<String> note)
            throws IOException, InterruptedException {
        List<BenchCase> cases = BenchCase.all(model.names(), CASES);
        note.accept(CASES + " answers, each alone");
        List<String> expected = new ArrayList<>();
        for (BenchCase each : cases) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(each.json(false)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("an answer alone: " + response.body());
            }
            expected.add(BenchCase.text(response.body()));
        }
        note.accept(count + " clients for " + time.toSeconds() + " s");
        long start = System.nanoTime();
        List<BenchClient> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BenchClient client =
                    new BenchClient(http, uri, cases, expected, i, () -> System.nanoTime() - start > time.toNanos());
            clients.add(client);
            threads.add(Thread.ofVirtual().start(client));
        }
        TimeUnit.MILLISECONDS.sleep(Math.min(
                time.toMillis() / 2,
                Math.max(time.toMillis() / WARM_UP_SHARE, TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS))));
        Memory warm = memory(model);
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Memory end = memory(model);
        long settle = System.nanoTime();
        while (model.busy() > 0 && System.nanoTime() - settle < TimeUnit.SECONDS.toNanos(SETTLE_SECONDS)) {
            Thread.sleep(10);
        }
        return result(clients, seconds, model.busy(), warm, end);
    }

    private static Memory memory(EngineModel model) {
        System.gc();
        return new Memory(
                FreeMemory.resident(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
                model.arrays());
    }

    private static Result result(List<BenchClient> clients, double seconds, int slots, Memory warm, Memory end) {
        List<Served> served = clients.stream().flatMap(c -> c.served.stream()).toList();
        TreeMap<String, Latency> byModel = new TreeMap<>();
        served.stream()
                .collect(Collectors.groupingBy(Served::model))
                .forEach((name, of) -> byModel.put(name, latency(of)));
        return new Result(
                clients.size(),
                seconds,
                clients.stream().mapToInt(c -> c.requests).sum(),
                served.size(),
                clients.stream().flatMap(c -> c.mistakes.stream()).toList(),
                clients.stream().mapToInt(c -> c.refused).sum(),
                clients.stream().mapToInt(c -> c.hungUp).sum(),
                latency(served),
                byModel,
                clients.stream().mapToInt(c -> c.served.size()).min().orElse(0),
                clients.stream().mapToInt(c -> c.served.size()).max().orElse(0),
                slots,
                warm,
                end);
    }

    private static Latency latency(List<Served> served) {
        return Latency.of(served.stream().map(Served::seconds).toList());
    }
}
