package io.brewprint.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Constrain;
import io.brewprint.exam.Author;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.Examiner;
import io.brewprint.exam.Score;
import io.brewprint.exam.Totals;
import io.brewprint.lesson.Lesson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Job {@code exam}: asks an author the files {@code lessons}; gives the totals, the files and the failed answers, and under
 * {@code constrained} the same for answers that were held to the language, where the job wants both.
 */
final class ExamJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        List<Lesson> lessons = new ArrayList<>();
        for (JsonNode file : job.required("lessons")) {
            lessons.add(Lesson.read(Path.of(file.asText())));
        }
        // A home without types of its own names no folder: its exams keep the key under which they are held to be done.
        String own = job.path("catalog").asText("");
        NodeCatalog catalog = own.isEmpty() ? NodeCatalog.standard() : NodeCatalog.load(Path.of(own));
        Constrain first = Constrain.of(job.path("constrain").asText("off"));
        Constrain second = Constrain.of(job.path("constrained").asText("off"));
        try (Author author = JobAuthors.of(job, catalog)) {
            ObjectNode result = new Held(job, events, stop, author, catalog, first).examine(lessons);
            if (second != Constrain.OFF && second != first) {
                result.set("constrained", new Held(job, events, stop, author, catalog, second).examine(lessons));
            }
            return result;
        }
    }

    /** One exam of one kind. */
    private static final class Held {
        private final JsonNode job;
        private final EventWriter events;
        private final BooleanSupplier stop;
        private final Examiner examiner;
        private final String model;
        private final List<Score> all = new ArrayList<>();
        private final ArrayNode failed = Json.MAPPER.createArrayNode();

        Held(JsonNode job, EventWriter events, BooleanSupplier stop, Author author, NodeCatalog catalog, Constrain how) {
            this.job = job;
            this.events = events;
            this.stop = stop;
            examiner = new Examiner(author, job.required("max_new_tokens").asInt(), how, catalog);
            model = job.required("model").asText() + (how == Constrain.OFF ? "" : "_" + how.word());
        }

        ObjectNode examine(List<Lesson> lessons) throws Exception {
            ObjectNode result = Json.MAPPER.createObjectNode();
            ArrayNode list = result.putArray("lessons");
            for (Lesson lesson : lessons) {
                ObjectNode held = list.addObject().put("id", lesson.id());
                Totals totals = examine(lesson, held);
                held.setAll(Json.MAPPER.<ObjectNode>valueToTree(totals));
            }
            result.set("failed", failed);
            result.set("overall", Json.MAPPER.valueToTree(Totals.of(all)));
            return result;
        }

        private Totals examine(Lesson lesson, ObjectNode held) throws Exception {
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
    }
}
