package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.CatalogFile;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.ledger.ExamRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Examines the newest version and, once for each base model and exam, the base model without it. The result of an exam
 * is kept beside what it depends on, so that the same exam of the same weights is not held twice.
 */
final class ExamStage extends NamedStage {
    ExamStage() {
        super("exam", "Exam", StageKind.EXAM, "exam", "model", "quantization");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Home home = context.home();
        Adapters adapters = new Adapters(home);
        Optional<Integer> newest = adapters.newest();
        if (newest.isEmpty()) {
            return StageResult.skipped("there is no trained version to examine; run --full makes one");
        }
        List<Path> lessons = new LessonFiles(home.lessons()).examFiles();
        if (lessons.isEmpty()) {
            return StageResult.skipped("lessons/holdout/ has no lesson to ask");
        }
        int version = newest.get();
        String base = adapters.read(version).path("base_model").asText();
        Held baseExam = hold(context, lessons, base, Optional.empty());
        Held tunedExam = hold(context, lessons, base, Optional.of(version));
        ObjectNode exam = Json.MAPPER.createObjectNode();
        exam.set("base", baseExam.result.path("overall"));
        exam.set("tuned", tunedExam.result.path("overall"));
        if (tunedExam.result.has("constrained")) {
            exam.putObject("constrained").<ObjectNode>set("base", baseExam.result.path("constrained").path("overall"))
                    .set("tuned", tunedExam.result.path("constrained").path("overall"));
        }
        context.give(Outputs.VERSION, version);
        context.give(Outputs.EXAM, exam);
        context.give(Outputs.FAILED, tunedExam.result.path("failed"));
        if (!tunedExam.fresh && !baseExam.fresh) {
            return StageResult.skipped(
                    "v" + version + " was examined before: " + words(tunedExam.result.path("overall")));
        }
        return StageResult.done()
                .with("graph_f1", tunedExam.result.path("overall").path("graph_f1").asDouble())
                .with("valid_share", tunedExam.result.path("overall").path("valid_share").asDouble())
                .saying("base " + words(baseExam.result.path("overall")) + "; v" + version + " "
                        + words(tunedExam.result.path("overall")));
    }

    private record Held(JsonNode result, boolean fresh) {}

    private static Held hold(StageContext context, List<Path> lessons, String base, Optional<Integer> version)
            throws Exception {
        Home home = context.home();
        String model = version.map(Adapters::name).orElse(base);
        ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "exam");
        job.put("base", home.model(base).toString());
        job.put("base_name", base);
        version.ifPresent(v -> job.put("adapter", home.adapterFinal(v).toString()));
        job.put("model", model);
        lessons.forEach(lesson -> job.withArray("lessons").add(lesson.toString()));
        job.put("results", home.exams().toString());
        job.put("system_prompt", SystemPrompt.LEAN);
        job.put("max_new_tokens", context.config().exam().maxNewTokens());
        job.put("timeout_seconds", context.config().exam().timeoutSecondsPerPrompt());
        job.put("constrained", context.config().exam().constrained());
        NodeCatalog catalog = context.catalog();
        if (!catalog.own().isEmpty()) {
            job.put("catalog", home.catalog().toString());
            job.put("catalog_hash", AtomicFiles.sha256(CatalogFile.write(catalog.own())));
        }
        job.set("quantization", Json.MAPPER.valueToTree(context.config().quantization()));
        String key = key(home, lessons, base, version, job);
        Path kept = home.results().resolve("exam_" + model + ".json");
        if (Files.exists(kept) && !context.force()) {
            JsonNode earlier = Json.MAPPER.readTree(kept.toFile());
            if (earlier.path("key").asText().equals(key)) {
                return new Held(earlier, false);
            }
        }
        String started = Ledger.now();
        ObjectNode result = (ObjectNode) context.runWorker(job);
        result.put("key", key);
        result.put("model", model);
        AtomicFiles.write(kept, Json.pretty(result));
        String role = version.isPresent() ? "tuned" : "base";
        record(context, model, version, role, started, result);
        if (result.has("constrained")) {
            record(context, model, version, role + "_constrained", started, result.path("constrained"));
        }
        return new Held(result, true);
    }

    /** Hash of all that decides the answers: weights, lessons and limits. */
    private static String key(Home home, List<Path> lessons, String base, Optional<Integer> version, ObjectNode job)
            throws IOException {
        StringBuilder text = new StringBuilder(Json.write(job));
        Path folder = home.model(base);
        text.append(AtomicFiles.sha256(folder.resolve("config.json")));
        try (Stream<Path> files = Files.list(folder)) {
            // Names, sizes and times instead of contents: a 70B base is 140 GB, and is never edited in place.
            for (Path file : files.filter(f -> f.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList()) {
                text.append(file.getFileName()).append(Files.size(file)).append(Files.getLastModifiedTime(file));
            }
        }
        if (version.isPresent()) {
            text.append(AtomicFiles.sha256(home.adapterFinal(version.get()).resolve("adapter_model.safetensors")));
        }
        for (Path lesson : lessons) {
            text.append(AtomicFiles.sha256(lesson));
        }
        return AtomicFiles.sha256(text.toString());
    }

    private static void record(
            StageContext context, String model, Optional<Integer> version, String role, String started, JsonNode result)
            throws IOException {
        for (JsonNode lesson : result.path("lessons")) {
            String exam = context.runId() + "-" + model + "-" + role + "-" + lesson.path("id").asText();
            context.ledger().exams().put(new ExamRow(
                    exam,
                    context.runId(), model, version.orElse(null), lesson.path("id").asText(),
                    role, started, Ledger.now(),
                    lesson.path("prompts").asInt(), lesson.path("valid_share").asDouble(),
                    lesson.path("graph_f1").asDouble(), lesson.path("score").asDouble()));
            ExamAnswers.record(context.ledger(), exam, context.home().exams().resolve(lesson.path("answers").asText()));
        }
    }

    private static String words(JsonNode t) {
        return String.format(Locale.ROOT, "%.0f %% valid, graph F1 %.3f, %.0f %% same graph",
                100 * t.path("valid_share").asDouble(), t.path("graph_f1").asDouble(),
                100 * t.path("same_graph_share").asDouble());
    }
}
