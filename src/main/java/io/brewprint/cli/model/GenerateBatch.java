package io.brewprint.cli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.Inputs;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.exam.Author;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Many requests: each answer becomes {@code blueprint_NNNN.dsl}, all of them {@code batch_results.json}, which is
 * written behind the answers it names, so that a batch that broke off goes on where it was.
 */
final class GenerateBatch {
    private static final int MOST = 100_000;
    private static final long SAVE_NANOS = 1_000_000_000L;

    private final List<String> prompts;
    private final Path folder;
    private final Path results;
    private final NodeCatalog catalog;
    private final Map<Integer, Map<String, Object>> done = new TreeMap<>();
    private final Map<Integer, Map<String, Object>> failures = new TreeMap<>();
    private int reused;
    private long savedAt = System.nanoTime();

    private GenerateBatch(List<String> prompts, Path folder, NodeCatalog catalog) {
        this.prompts = prompts;
        this.folder = folder;
        this.catalog = catalog;
        results = folder.resolve("batch_results.json");
    }

    /** Reads requests, and what {@code folder} has answered of them. */
    static GenerateBatch read(Path file, Inputs inputs, Path folder, NodeCatalog catalog) throws IOException {
        Inputs.Item item = Inputs.find(List.of(file), ".txt", ".jsonl").getFirst();
        List<String> prompts = new ArrayList<>();
        int number = 0;
        for (String line : inputs.text(item).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String where = item.name() + ":" + number;
            prompts.add(Inputs.endsWith(file, ".jsonl") ? prompt(line, where) : line.strip());
            if (prompts.size() > MOST) {
                throw new Fault("too_large", "more than " + MOST + " requests", Where.in(where), "split the file");
            }
        }
        if (prompts.isEmpty()) {
            throw new Fault("empty", "there is no request in the file", Where.in(item.name()), "one a line");
        }
        GenerateBatch batch = new GenerateBatch(List.copyOf(prompts), folder, catalog);
        batch.resume();
        return batch;
    }

    private static String prompt(String line, String where) {
        try {
            JsonNode json = Json.WHOLE.readTree(line);
            JsonNode prompt = json.has("prompt") ? json.path("prompt") : json.path("instruction");
            if (prompt.isTextual() && !prompt.asText().isBlank()) {
                return prompt.asText();
            }
        } catch (JsonProcessingException e) {
            throw new Fault("bad_json", "the line is no JSON: " + Json.fault(e), Where.in(where), "mend the line");
        }
        throw new Fault(
                "no_prompt", "the line has neither prompt nor instruction", Where.in(where), "give one of them");
    }

    private void resume() throws IOException {
        if (!Files.isRegularFile(results)) {
            return;
        }
        JsonNode earlier;
        try {
            earlier = Json.MAPPER.readTree(results.toFile());
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "bad_json",
                    "the earlier results are no JSON",
                    Where.in(results.toString()),
                    "move the file away, or give another --output");
        }
        for (JsonNode entry : earlier.path("results")) {
            int index = entry.path("index").asInt();
            boolean same = index >= 1
                    && index <= prompts.size()
                    && prompts.get(index - 1).equals(entry.path("prompt").asText());
            if (same && !entry.has("error") && Files.isRegularFile(file(index))) {
                done.put(index, entry(entry));
                reused++;
            }
        }
    }

    private static Map<String, Object> entry(JsonNode json) {
        Map<String, Object> out = new LinkedHashMap<>();
        json.properties().forEach(field -> out.put(field.getKey(), field.getValue()));
        return out;
    }

    private Path file(int index) {
        return folder.resolve(String.format(Locale.ROOT, "blueprint_%04d.dsl", index));
    }

    /** Asks what is not answered yet; gives the exit code. */
    int run(Author author, Sampling sampling, Constrain how, BooleanSupplier stop, Consumer<String> news)
            throws IOException {
        Map<Integer, CompletableFuture<Completion>> asked = new LinkedHashMap<>();
        int next = 1;
        while (true) {
            while (next <= prompts.size() && asked.size() < author.atOnce() && !stop.getAsBoolean()) {
                int index = next++;
                if (!done.containsKey(index)) {
                    // a seed of its own for each, or equal requests would always get equal answers
                    asked.put(
                            index,
                            begin(
                                    author,
                                    GenerationRequest.of(
                                                    Prompt.of(prompts.get(index - 1)),
                                                    sampling.seeded(sampling.seed() + index))
                                            .until(stop)
                                            .constrained(how)));
                }
            }
            if (asked.isEmpty()) {
                break;
            }
            CompletableFuture.anyOf(asked.values().toArray(CompletableFuture[]::new))
                    .handle((a, b) -> true)
                    .join();
            for (int index : List.copyOf(asked.keySet())) {
                CompletableFuture<Completion> future = asked.get(index);
                if (future != null && future.isDone()) {
                    asked.remove(index);
                    take(index, future, news);
                }
            }
        }
        save();
        boolean stopped = done.size() + failures.size() < prompts.size();
        return stopped ? ExitCode.STOPPED : !failures.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static CompletableFuture<Completion> begin(Author author, GenerationRequest request) {
        try {
            return author.write(request);
        } catch (RuntimeException e) { // one prompt that is too long must not end the batch
            return CompletableFuture.failedFuture(e);
        }
    }

    private void take(int index, CompletableFuture<Completion> future, Consumer<String> news) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("index", index);
        try {
            Completion said = future.join();
            if (said.cancelled()) {
                return;
            }
            GeneratedAnswer answer = GeneratedAnswer.of(prompts.get(index - 1), said, catalog);
            GenerateCommand.save(file(index), answer.text());
            entry.put("file", file(index).getFileName().toString());
            entry.putAll(answer.json());
            news.accept(index + "/" + prompts.size() + " " + answer.verdict());
        } catch (CompletionException | IllegalArgumentException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            entry.put("prompt", prompts.get(index - 1));
            entry.put("error", String.valueOf(cause.getMessage()));
            news.accept(index + "/" + prompts.size() + " failed: " + cause.getMessage());
        }
        (entry.containsKey("error") ? failures : done).put(index, entry);
        if (System.nanoTime() - savedAt > SAVE_NANOS) {
            save();
        }
    }

    private void save() throws IOException {
        savedAt = System.nanoTime();
        GenerateCommand.save(results, Json.pretty(document()));
    }

    /** What {@code batch_results.json} holds. */
    Map<String, Object> document() {
        TreeMap<Integer, Map<String, Object>> all = new TreeMap<>(done);
        all.putAll(failures);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("prompts", prompts.size());
        out.put("answered", done.size());
        out.put("reused", reused);
        out.put("failed", failures.size());
        out.put(
                "valid",
                done.values().stream()
                        .filter(e -> String.valueOf(e.get("valid")).equals("true"))
                        .count());
        out.put("results", List.copyOf(all.values()));
        return out;
    }
}
