package io.brewprint.cli.bench;

import io.brewprint.bench.ServeBench;
import io.brewprint.bench.ServeBench.Latency;
import io.brewprint.bench.ServeBench.Memory;
import io.brewprint.bench.ServeBench.Result;
import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.tensor.Compute;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench serve}: the endpoint under many clients, their latencies, and whether any answer is wrong. */
@Command(
        name = "serve",
        description =
                "The endpoint under many clients over real HTTP, with a small model and its adapters: latencies, wrong "
                        + "answers, memory, slots left.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint bench serve --clients 100 --seconds 300 --json"})
final class BenchServeCommand extends BaseCommand {
    private static final double MIB = 1 << 20;

    @Option(names = "--clients", defaultValue = "100", description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients = 100;

    @Option(names = "--seconds", defaultValue = "30", description = "How long they ask (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--adapters",
            defaultValue = "2",
            description = "Adapters beside the base (default: ${DEFAULT-VALUE}).")
    private int adapters = 2;

    @Override
    protected int run() throws Exception {
        if (clients < 1 || clients > 1000 || seconds < 1 || adapters < 0 || adapters > 100) {
            throw new Fault("bad_value", "--clients can be 1 to 1000, --seconds 1 or more, --adapters 0 to 100", "");
        }
        Compute.use(config().hardware());
        Result result = ServeBench.run(clients, adapters, Duration.ofSeconds(seconds), note -> {
            err().println(note);
            err().flush();
        });
        result.mistakes().stream().limit(5).forEach(m -> err().println("wrong: " + m));
        err().flush();
        if (json()) {
            emit(document(result));
        } else {
            Latency all = result.latency();
            say(String.format(
                    Locale.ROOT,
                    "%d clients, %.0f s: %d answers (%.1f/s), %d wrong, %d refused, %d hung up",
                    result.clients(),
                    result.seconds(),
                    result.answered(),
                    result.rate(),
                    result.mistakes().size(),
                    result.refused(),
                    result.hungUp()));
            say(String.format(
                    Locale.ROOT,
                    "seconds to an answer: p50 %.2f, p95 %.2f, p99 %.2f, longest %.2f; answers of a "
                            + "client: %d to %d",
                    all.p50(),
                    all.p95(),
                    all.p99(),
                    all.max(),
                    result.leastServed(),
                    result.mostServed()));
            result.byModel()
                    .forEach((name, of) -> say(String.format(
                            Locale.ROOT,
                            "%s: %d answers, p50 %.2f, p95 %.2f, longest %.2f s",
                            name,
                            of.answers(),
                            of.p50(),
                            of.p95(),
                            of.max())));
            say("memory after warm-up: " + line(result.warm()) + "; at the end: " + line(result.end()));
            say("slots still in use: " + result.slotsLeft());
        }
        return result.mistakes().isEmpty() && result.slotsLeft() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String line(Memory memory) {
        String resident = memory.resident().isPresent()
                ? String.format(
                        Locale.ROOT, "%.0f MiB resident, ", memory.resident().getAsLong() / MIB)
                : "";
        return resident
                + String.format(
                        Locale.ROOT,
                        "%.0f MiB of them Java's heap, %d native arrays",
                        memory.heap() / MIB,
                        memory.arrays());
    }

    private static Map<String, Object> document(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clients", result.clients());
        json.put("seconds", result.seconds());
        json.put("requests", result.requests());
        json.put("answered", result.answered());
        json.put("wrong", result.mistakes().size());
        json.put("refused", result.refused());
        json.put("hung_up", result.hungUp());
        json.put("answers_per_s", result.rate());
        json.put("latency_s", latency(result.latency()));
        Map<String, Object> models = new LinkedHashMap<>();
        result.byModel().forEach((name, of) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("answers", of.answers());
            one.putAll(latency(of));
            models.put(name, one);
        });
        json.put("by_model", models);
        json.put("least_served", result.leastServed());
        json.put("most_served", result.mostServed());
        json.put("memory_warm", memory(result.warm()));
        json.put("memory_end", memory(result.end()));
        json.put("slots_left", result.slotsLeft());
        return json;
    }

    private static Map<String, Object> latency(Latency of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", of.p50());
        json.put("p95", of.p95());
        json.put("p99", of.p99());
        json.put("max", of.max());
        return json;
    }

    private static Map<String, Object> memory(Memory memory) {
        Map<String, Object> json = new LinkedHashMap<>();
        memory.resident().ifPresent(bytes -> json.put("resident_mib", bytes / MIB));
        memory.outside().ifPresent(bytes -> json.put("outside_heap_mib", bytes / MIB));
        json.put("heap_mib", memory.heap() / MIB);
        json.put("native_arrays", memory.arrays());
        return json;
    }
}
