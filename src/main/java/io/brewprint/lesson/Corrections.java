package io.brewprint.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dataset.Row;
import io.brewprint.dataset.Synthesizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Turns failed exam answers into {@code lessons/correction_vN.json}. The exam's own prompts are never taught: each
 * failed one brings siblings, new tasks of its category that the generator makes from combinations outside all exams.
 * They depend on the prompt alone, so that failing the same prompt again brings nothing new.
 */
public final class Corrections {
    /** A failed answer; {@code failure} is invalid, graph or values. */
    public record Failed(Lesson.Prompt prompt, String failure, double graphF1, String error, String actualDsl) {}

    /**
     * What was written.
     *
     * @param failed failed answers
     * @param fresh prompts among them that no correction teaches yet
     * @param taught whether the fresh ones are taught from now on; if they are too few they wait for company
     */
    public record Outcome(Path file, int failed, int fresh, boolean taught) {}

    private final Path folder;
    private final int siblings;
    private final int minNewFailures;

    /**
     * Corrections of a home.
     *
     * @param folder lessons/
     * @param siblings tasks made for each failed prompt
     * @param minNewFailures fewer fresh failures than this are written down but not taught: they do not justify a
     * training
     */
    public Corrections(Path folder, int siblings, int minNewFailures) {
        this.folder = folder;
        this.siblings = siblings;
        this.minNewFailures = minNewFailures;
    }

    /** Writes the corrections of version {@code version}; a file of that version is replaced. */
    public Outcome write(int version, List<Failed> failed) throws IOException {
        Path file = folder.resolve("correction_v" + version + ".json");
        Set<String> known = taught(file);
        long fresh =
                failed.stream().filter(f -> !known.contains(f.prompt().id())).count();
        boolean teach = fresh >= minNewFailures;
        List<Lesson.Prompt> prompts = new ArrayList<>();
        ArrayNode details = Json.PLAIN.createArrayNode();
        for (Failed f : failed) {
            boolean taught = teach || known.contains(f.prompt().id());
            details.addObject()
                    .put("prompt_id", f.prompt().id())
                    .put("category", f.prompt().category())
                    .put("failure", f.failure())
                    .put("graph_f1", f.graphF1())
                    .put("error", f.error())
                    .put("actual_dsl", f.actualDsl())
                    .put("taught", taught);
            if (taught) {
                prompts.addAll(siblings(f.prompt()));
            }
        }
        ObjectNode json = new Lesson(
                        "correction_v" + version,
                        "Corrections of version " + version,
                        failed.size() + " failed answers; each brings " + siblings + " new tasks of its category",
                        prompts)
                .json();
        json.set("failed_answers", details);
        Files.createDirectories(folder);
        AtomicFiles.write(file, Json.PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        return new Outcome(file, failed.size(), (int) fresh, teach && fresh > 0);
    }

    private List<Lesson.Prompt> siblings(Lesson.Prompt prompt) {
        CRC32 seed = new CRC32();
        seed.update(prompt.id().getBytes(StandardCharsets.UTF_8));
        List<Row> rows = new ArrayList<>();
        Synthesizer.rows(prompt.category(), siblings, seed.getValue(), rows::add);
        List<Lesson.Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            prompts.add(new Lesson.Prompt(
                    prompt.id() + "_s" + (i + 1),
                    prompt.category(),
                    rows.get(i).instruction(),
                    rows.get(i).output()));
        }
        return prompts;
    }

    /** Ids of exam prompts that some correction other than {@code except} teaches. */
    private Set<String> taught(Path except) throws IOException {
        Set<String> ids = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            return ids;
        }
        List<Path> files;
        try (var paths = Files.list(folder)) {
            files = paths.filter(p -> p.getFileName().toString().matches("correction_v\\d+\\.json"))
                    .toList();
        }
        for (Path file : files) {
            if (!file.equals(except)) {
                for (JsonNode f : Json.PLAIN.readTree(file.toFile()).path("failed_answers")) {
                    if (f.path("taught").asBoolean()) {
                        ids.add(f.path("prompt_id").asText());
                    }
                }
            }
        }
        return ids;
    }
}
