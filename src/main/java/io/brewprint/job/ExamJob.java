package io.brewprint.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Json;
import io.brewprint.exam.AnswerCounts;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointException;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.Examiner;
import io.brewprint.exam.Totals;
import io.brewprint.lesson.EvaluationSuite;
import io.brewprint.lesson.Lesson;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/**
 * Job {@code exam}: asks an author the files {@code lessons} and the evaluation's tests {@code suite}, which it names; gives
 * the totals, the files and, unless {@code tell_failed} is false, the failed answers. Under {@code constrained} stands the
 * same for answers that were held to the language, where the job wants both. Where a server is gone, {@code broken_off} says
 * why beside what was answered by then.
 */
final class ExamJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        List<Lesson> lessons = lessons(job);
        // A home without types of its own names no folder: its exams keep the key under which they are held to be done.
        String own = job.path("catalog").asText("");
        NodeCatalog catalog = own.isEmpty() ? NodeCatalog.standard() : NodeCatalog.load(Path.of(own));
        Constrain first = Constrain.of(job.path("constrain").asText("off"));
        Constrain second = Constrain.of(job.path("constrained").asText("off"));
        try (Author author = JobAuthors.of(job, catalog)) {
            ObjectNode result = new Held(job, events, stop, author, catalog, first).examine(lessons);
            if (second != Constrain.OFF && second != first && !result.has("broken_off")) {
                try {
                    result.set("constrained", new Held(job, events, stop, author, catalog, second).examine(lessons));
                } catch (StoppedException e) {
                    result.set("constrained", e.result());
                    throw new StoppedException(String.valueOf(e.getMessage()), result);
                }
            }
            return result;
        }
    }

    private static List<Lesson> lessons(JsonNode job) throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        for (JsonNode file : job.path("lessons")) {
            lessons.add(Lesson.read(Path.of(file.asText())));
        }
        List<String> tests = StreamSupport.stream(job.path("suite").spliterator(), false).map(JsonNode::asText).toList();
        for (int tier = 1; tier <= EvaluationSuite.TIERS; tier++) {
            Lesson lesson = EvaluationSuite.tier(tier, tests);
            if (!lesson.prompts().isEmpty()) {
                lessons.add(lesson);
            }
        }
        return lessons;
    }

    /** One exam of one kind. */
    private static final class Held {
        private final JsonNode job;
        private final EventWriter events;
        private final BooleanSupplier stop;
        private final Examiner examiner;
        private final String model;
        private final List<ExamFiles.Answer> all = new ArrayList<>();
        private final ObjectNode result = Json.MAPPER.createObjectNode();
        private final ArrayNode list = result.putArray("lessons");
        private String fault = "";

        Held(JsonNode job, EventWriter events, BooleanSupplier stop, Author author, NodeCatalog catalog, Constrain how) {
            this.job = job;
            this.events = events;
            this.stop = stop;
            examiner = new Examiner(author, job.required("max_new_tokens").asInt(), how, catalog);
            model = job.required("model").asText() + (how == Constrain.OFF ? "" : "_" + how.word());
        }

        ObjectNode examine(List<Lesson> lessons) throws Exception {
            try {
                for (Lesson lesson : lessons) {
                    if (!examine(lesson)) {
                        throw new StoppedException("exam stopped", summed());
                    }
                }
            } catch (EndpointException e) {
                brokenOff(String.valueOf(e.getMessage()), e.remedy());
            }
            ObjectNode summed = summed();
            if (!all.isEmpty() && AnswerCounts.of(all).failed() == all.size() && !result.has("broken_off")) {
                if (!job.has("endpoint")) {
                    throw new IllegalArgumentException(fault); // prompts that are too long, all of them
                }
                brokenOff(fault, "");
            }
            return summed;
        }

        private void brokenOff(String message, String remedy) {
            result.putObject("broken_off").put("message", message).put("remedy", remedy);
        }

        private ObjectNode summed() {
            result.set("overall", figures(all));
            if (job.has("suite")) {
                ArrayNode tests = result.putArray("tests");
                all.stream().map(SuiteResult::of).forEach(tests::add);
            }
            if (job.path("tell_failed").asBoolean(true)) {
                ArrayNode failed = result.putArray("failed");
                all.stream().filter(a -> !a.score().exact()).map(Held::failure).forEach(failed::add);
            }
            return result;
        }

        private static ObjectNode figures(List<ExamFiles.Answer> answers) {
            ObjectNode figures = Json.MAPPER.valueToTree(Totals.of(answers.stream().map(ExamFiles.Answer::score).toList()));
            return figures.setAll(Json.MAPPER.<ObjectNode>valueToTree(AnswerCounts.of(answers)));
        }

        /** Whether all of it was asked. */
        private boolean examine(Lesson lesson) throws Exception {
            try (ExamFiles files = new ExamFiles(
                    Path.of(job.required("results").asText()), lesson, model, job.required("base_name").asText())) {
                try {
                    return examiner.examine(lesson, stop, (done, total, answer) -> {
                        files.add(answer);
                        all.add(answer);
                        fault = answer.fault().isEmpty() ? fault : answer.fault();
                        events.progress("exam", done, total, model + " on " + lesson.id());
                    });
                } finally {
                    files.finish();
                    if (!files.answers().isEmpty()) {
                        events.log("answers of " + model + " to " + lesson.id() + ": " + files.file().getFileName());
                        list.addObject().put("id", lesson.id()).put("answers", String.valueOf(files.file().getFileName()))
                                .setAll(figures(files.answers()));
                    }
                }
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
