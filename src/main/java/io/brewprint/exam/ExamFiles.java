package io.brewprint.exam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.lesson.Lesson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exam's results in the original's format: one JSON line an answer as it comes, and a summary at the end. */
public final class ExamFiles implements AutoCloseable {
    /**
     * One answer.
     *
     * @param text the document in what was said
     * @param raw what was said
     * @param extraction how the one came out of the other
     * @param tokens tokens generated
     * @param seconds from the time when its prompt was begun to be read
     * @param status {@link #COMPLETED}, {@link #TIMEOUT} or {@link #FAILED}
     * @param fault why it failed, else empty
     */
    public record Answer(
            Lesson.Prompt prompt,
            String text,
            String raw,
            String extraction,
            Score score,
            int tokens,
            double seconds,
            String status,
            String fault) {
        /** The same without its texts, for adding up many. */
        Answer light() {
            return new Answer(
                    new Lesson.Prompt(prompt.id(), prompt.category(), "", ""),
                    "",
                    "",
                    extraction,
                    score.light(),
                    tokens,
                    seconds,
                    status,
                    "");
        }
    }

    /** The prompt was answered. */
    public static final String COMPLETED = "completed";
    /** The prompt's time ran out: the original's word. */
    public static final String TIMEOUT = "timeout_skipped";
    /** The prompt was refused, or the server failed at it. */
    public static final String FAILED = "failed";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private final Lesson lesson;
    private final String model;
    private final String baseModel;
    private final Instant started = Instant.now();
    private final Path file;
    private final BufferedWriter out;
    private final List<Answer> answers = new ArrayList<>();

    /** Opens {@code folder/exam_LESSON_MODEL_TIME.jsonl}. */
    public ExamFiles(Path folder, Lesson lesson, String model, String baseModel) throws IOException {
        Files.createDirectories(folder);
        this.lesson = lesson;
        this.model = model;
        this.baseModel = baseModel;
        file = AtomicFiles.free(
                folder, "exam_" + safe(lesson.id()) + "_" + safe(model) + "_" + STAMP.format(started) + ".jsonl");
        out = AtomicFiles.writer(file);
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    /** The file of answers. */
    public Path file() {
        return file;
    }

    /** Writes one answer; it is on its way to disk when this returns. */
    public void add(Answer answer) throws IOException {
        answers.add(answer);
        out.write(Json.PLAIN.writeValueAsString(row(answer)));
        out.write('\n');
        out.flush();
    }

    private static ObjectNode row(Answer a) {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("prompt_id", a.prompt().id());
        json.put("category", a.prompt().category());
        json.put("instruction", a.prompt().instruction());
        json.put("expected_dsl", a.prompt().expectedDsl());
        json.put("actual_dsl", a.text());
        json.put("raw_output", a.raw());
        json.put("extraction", a.extraction());
        Score s = a.score();
        Document d = s.answer();
        ObjectNode validation = json.putObject("validation");
        validation.put("valid", s.valid());
        validation.put("name", d.name());
        validation.put("parent", d.parent());
        validation.put(
                "nodes", d.graphs().stream().mapToInt(g -> g.nodes().size()).sum());
        validation.put(
                "connections",
                d.graphs().stream().mapToInt(g -> g.edges().size()).sum());
        validation.put(
                "exec",
                d.graphs().stream()
                        .flatMap(g -> g.edges().stream())
                        .filter(e -> e.kind() == Edge.Kind.EXEC)
                        .count());
        validation.put("variables", d.variables().size());
        validation.put("error", s.error());
        ObjectNode comparison = json.putObject("comparison");
        comparison.put("score", s.lineRecall());
        comparison.put("graph_f1", s.graphF1());
        comparison.put("same_graph", s.sameGraph());
        comparison.put("exact", s.exact());
        comparison.put("slot_recall", s.slots().total().recall());
        comparison.put("slot_precision", s.slots().total().precision());
        comparison.put("failure", s.failure());
        int total = (int) a.prompt()
                .expectedDsl()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .distinct()
                .count();
        comparison.put("correct_lines", total - s.missingLines().size());
        comparison.put("total_expected_lines", total);
        lines(comparison, "missing", s.missingLines());
        lines(comparison, "extra", s.extraLines());
        json.put("tokens", a.tokens());
        json.put("time_seconds", a.seconds());
        json.put("status", a.status());
        if (!a.fault().isEmpty()) {
            json.put("fault", a.fault());
        }
        return json;
    }

    private static void lines(ObjectNode json, String which, List<String> lines) {
        ArrayNode all = json.putArray(which + "_lines");
        lines.forEach(all::add);
        for (String kind : List.of("NODE", "EXEC", "DATA")) {
            String name = kind.equals("NODE") ? "nodes" : kind.toLowerCase(java.util.Locale.ROOT);
            ArrayNode some = json.putArray(which + "_" + name);
            lines.stream().filter(l -> l.startsWith(kind + " ")).forEach(some::add);
        }
    }

    /** The answers so far. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Writes {@code ..._summary.json} and gives the totals; where nothing was asked no file stays. */
    public Totals finish() throws IOException {
        out.close();
        if (answers.isEmpty()) {
            Files.deleteIfExists(file);
            return Totals.of(List.of());
        }
        Totals totals = Totals.of(answers);
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("lesson_id", lesson.id());
        json.put("lesson_name", lesson.name());
        json.put("model", model);
        json.put("base_model", baseModel);
        json.put("timestamp", started.toString());
        json.put("total_prompts", totals.prompts());
        json.put("complete", totals.prompts() == lesson.prompts().size());
        json.put("valid_syntax", Math.round(totals.get(Measure.VALID_SHARE) * totals.prompts()));
        json.put("valid_syntax_pct", 100 * totals.get(Measure.VALID_SHARE));
        json.put("avg_similarity_score", totals.get(Measure.SCORE));
        json.put("avg_graph_f1", totals.get(Measure.GRAPH_F1));
        json.put("same_graph_share", totals.get(Measure.SAME_GRAPH_SHARE));
        json.put("exact_share", totals.get(Measure.EXACT_SHARE));
        json.put("slot_recall", totals.get(Measure.SLOT_RECALL));
        json.put("slot_precision", totals.get(Measure.SLOT_PRECISION));
        json.putPOJO("slots", totals.slots());
        json.putPOJO("same_graph_interval", totals.interval());
        json.putPOJO("intervals", totals.intervals());
        AnswerCounts counts = AnswerCounts.of(answers);
        json.put("timeouts", counts.timeouts());
        json.put("failed", counts.failed());
        ObjectNode extraction = json.putObject("extraction");
        counts.extraction().forEach(extraction::put);
        Map<String, List<Answer>> byCategory = new TreeMap<>();
        answers.forEach(a -> byCategory
                .computeIfAbsent(a.prompt().category(), k -> new ArrayList<>())
                .add(a));
        ObjectNode categories = json.putObject("per_category");
        byCategory.forEach((category, some) -> {
            Totals t = Totals.of(some);
            categories
                    .putObject(category)
                    .put("count", t.prompts())
                    .put("valid", Math.round(t.get(Measure.VALID_SHARE) * t.prompts()))
                    .put("avg_score", t.get(Measure.SCORE))
                    .put("avg_graph_f1", t.get(Measure.GRAPH_F1))
                    .put("exact_share", t.get(Measure.EXACT_SHARE))
                    .put("slot_recall", t.get(Measure.SLOT_RECALL))
                    .put("slot_precision", t.get(Measure.SLOT_PRECISION));
        });
        String name = file.getFileName().toString().replaceFirst("\\.jsonl$", "_summary.json");
        AtomicFiles.write(
                file.resolveSibling(name),
                Json.PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        return totals;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
