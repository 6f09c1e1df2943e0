package io.brewprint.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.PipelineConfig;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.Examiner;
import io.brewprint.exam.Score;
import io.brewprint.exam.Totals;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.llama.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Job {@code exam}: asks a model every held-out lesson; gives the totals, the files and the failed answers. */
final class ExamJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        Path base = Path.of(job.required("base").asText());
        String adapter = job.path("adapter").asText("");
        List<Lesson> lessons = new LessonFiles(Path.of(job.required("lessons").asText())).exams();
        ObjectNode result = Json.MAPPER.createObjectNode();
        ArrayNode list = result.putArray("lessons");
        ArrayNode failed = result.putArray("failed");
        List<Score> all = new ArrayList<>();
        PipelineConfig.Quantization weights =
                Json.MAPPER.treeToValue(job.required("quantization"), PipelineConfig.Quantization.class);
        try (Examiner examiner = new Examiner(
                base, adapter.isEmpty() ? null : Path.of(adapter),
                WeightFormat.of(weights.mode(), weights.doubleQuant()), weights.vocabulary().equals("int8"),
                job.required("system_prompt").asText(),
                job.required("max_new_tokens").asInt(), job.required("timeout_seconds").asInt(), catalog(job))) {
            for (Lesson lesson : lessons) {
                ObjectNode held = list.addObject().put("id", lesson.id());
                held.setAll(json(examine(examiner, lesson, job, events, stop, all, failed, held)));
            }
        }
        result.set("overall", json(Totals.of(all)));
        return result;
    }

    // A home without types of its own names no folder: its exams keep the key under which they are held to be done.
    private static NodeCatalog catalog(JsonNode job) {
        String folder = job.path("catalog").asText("");
        return folder.isEmpty() ? NodeCatalog.standard() : NodeCatalog.load(Path.of(folder));
    }

    private static Totals examine(Examiner examiner, Lesson lesson, JsonNode job, EventWriter events, BooleanSupplier stop,
            List<Score> all, ArrayNode failed, ObjectNode held) throws Exception {
        String model = job.required("model").asText();
        try (ExamFiles files = new ExamFiles(
                Path.of(job.required("results").asText()), lesson, model, job.required("base_name").asText())) {
            boolean completed = examiner.examine(lesson, stop, (done, total, answer) -> {
                files.add(answer);
                all.add(answer.score());
                if (!answer.score().exact()) {
                    failed.add(failure(answer));
                }
                events.progress("exam", done, total, model + " on " + lesson.id());
            });
            if (!completed) {
                throw new StoppedException("exam stopped; answers so far are in " + files.file().getFileName());
            }
            events.log("answers of " + model + " to " + lesson.id() + ": " + files.file().getFileName());
            held.put("answers", String.valueOf(files.file().getFileName()));
            return files.finish();
        }
    }

    private static ObjectNode failure(ExamFiles.Answer answer) {
        return Json.MAPPER.createObjectNode()
                .put("prompt_id", answer.prompt().id())
                .put("category", answer.prompt().category())
                .put("instruction", answer.prompt().instruction())
                .put("expected_dsl", answer.prompt().expectedDsl())
                .put("actual_dsl", answer.text())
                .put("failure", answer.score().failure())
                .put("graph_f1", answer.score().graphF1())
                .put("error", answer.score().error());
    }

    private static ObjectNode json(Totals totals) {
        return Json.MAPPER.valueToTree(totals);
    }
}
