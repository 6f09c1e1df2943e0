package io.brewprint.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dataset.Contamination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns practice into {@code lessons/correction_vN.json}: the original's format, and beside each prompt where it comes
 * from. Exams have no part in it: what they ask is left out. Each version practises prompts of its own, so that what
 * comes again is never a prompt but a graph, names and values aside: {@value #EACH_GRAPH} prompts of one graph are
 * taught over all corrections, and a failure at one that has them brings nothing new.
 */
public final class Corrections {
    /** Most prompts of one graph that all corrections together teach. */
    static final int EACH_GRAPH = 3;

    /** A failed answer of an exam; {@code failure} is invalid, graph or values. */
    public record Failed(Lesson.Prompt prompt, String failure, double graphF1, String error, String actualDsl) {}

    /**
     * What was written.
     *
     * @param failed prompts that some answer got wrong
     * @param fresh prompts among them whose graph earlier corrections do not teach often enough
     * @param taught tasks that are taught from now on, by how they came about; none where the fresh ones are too few
     * @param without prompts that failed and brought nothing, by their failure
     */
    public record Outcome(
            Path file, int failed, int fresh, Map<String, Integer> taught, Map<String, Integer> without) {}

    private final Path folder;
    private final Contamination exams;
    private final NodeCatalog catalog;
    private final int siblings;
    private final int minNewFailures;

    /**
     * Corrections of a home.
     *
     * @param folder lessons/
     * @param exams what must not be taught
     * @param siblings tasks like it for each prompt that is never answered right
     * @param minNewFailures fewer fresh failures than this are written down but not taught: they do not justify a
     * training
     */
    public Corrections(Path folder, Contamination exams, NodeCatalog catalog, int siblings, int minNewFailures) {
        this.folder = folder;
        this.exams = exams;
        this.catalog = catalog;
        this.siblings = siblings;
        this.minNewFailures = minNewFailures;
    }

    /**
     * Writes the corrections of version {@code version}; a file of that version is replaced.
     *
     * @param practice what came of its practice
     * @param seed and {@code things}: of which composed rows siblings are taken
     */
    public Outcome write(int version, Path practice, long seed, int things) throws IOException {
        Path file = folder.resolve("correction_v" + version + ".json");
        Map<String, Integer> known = taught(file);
        List<Practice.Tried> failed = new ArrayList<>();
        Practice.each(practice, tried -> {
            if (tried.passRate() < 1) {
                failed.add(tried);
            }
        });
        List<Practice.Tried> fresh =
                failed.stream().filter(tried -> fresh(tried, known)).toList();
        boolean teach = fresh.size() >= minNewFailures;
        PracticeLessons lessons = new PracticeLessons(exams, catalog, new Siblings(seed, things), siblings, known);
        if (teach) {
            fresh.forEach(lessons::add);
        }
        List<PracticeLessons.Taught> taught = lessons.taught();
        ObjectNode json = new Lesson(
                        "correction_v" + version,
                        "Corrections of version " + version,
                        failed.size() + " prompts of practice that some answer got wrong, " + fresh.size()
                                + " of them of graphs that are not taught often yet",
                        taught.stream().map(PracticeLessons.Taught::prompt).toList())
                .json();
        lineage(json, taught);
        ArrayNode details = json.putArray("failed_answers");
        Set<String> sources =
                taught.stream().map(PracticeLessons.Taught::source).collect(Collectors.toSet());
        failed.forEach(tried ->
                details.add(detail(tried, sources.contains(tried.prompt().id()))));
        Files.createDirectories(folder);
        AtomicFiles.write(file, Json.pretty(json));
        Map<String, Integer> counts = new TreeMap<>();
        taught.forEach(each -> counts.merge(each.how().word(), 1, Integer::sum));
        return new Outcome(file, failed.size(), fresh.size(), counts, lessons.without());
    }

    private static void lineage(ObjectNode json, List<PracticeLessons.Taught> taught) {
        for (int i = 0; i < taught.size(); i++) {
            if (json.path("prompts").get(i) instanceof ObjectNode prompt) {
                prompt.put("how", taught.get(i).how().word());
                prompt.put("source_prompt", taught.get(i).source());
                prompt.put("failure", taught.get(i).failure());
            }
        }
    }

    private static ObjectNode detail(Practice.Tried tried, boolean taught) {
        Practice.Attempt best = tried.best();
        ObjectNode detail = Json.PLAIN
                .createObjectNode()
                .put("prompt_id", tried.prompt().id())
                .put("category", tried.prompt().category())
                .put("pass_rate", tried.passRate())
                .put("taught", taught);
        if (best != null) {
            detail.put("failure", best.failure())
                    .put("graph_f1", best.graphF1())
                    .put("error", best.error())
                    .put("actual_dsl", best.text());
        }
        return detail;
    }

    private static boolean fresh(Practice.Tried tried, Map<String, Integer> known) {
        return known.getOrDefault(Contamination.graphHash(tried.prompt().expectedDsl()), 0) < EACH_GRAPH;
    }

    /** How many prompts of each graph corrections other than {@code except} teach. */
    private Map<String, Integer> taught(Path except) throws IOException {
        Map<String, Integer> graphs = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return graphs;
        }
        List<Path> files;
        try (var paths = Files.list(folder)) {
            files = paths.filter(Files::isRegularFile) // a pipe would be waited for
                    .filter(p -> p.getFileName().toString().matches("correction_v\\d+\\.json"))
                    .toList();
        }
        for (Path file : files) {
            for (JsonNode prompt : file.equals(except) ? MissingNode.getInstance() : prompts(file)) {
                graphs.merge(Contamination.graphHash(prompt.path("expected_dsl").asText()), 1, Integer::sum);
            }
        }
        return graphs;
    }

    /** What a correction teaches; nothing of one that is damaged: {@link LessonFiles#problems} tells of it. */
    private static JsonNode prompts(Path file) throws IOException {
        try {
            return Json.PLAIN.readTree(file.toFile()).path("prompts");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
