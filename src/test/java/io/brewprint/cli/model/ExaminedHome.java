package io.brewprint.cli.model;

import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.exam.AnswerText;
import io.brewprint.exam.ExamFiles;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.Score;
import io.brewprint.lesson.Lesson;
import io.brewprint.worker.ExamResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A home in which exams lie as a cycle leaves them. */
final class ExaminedHome {
    /** A question, what is expected, and what is answered. */
    record Question(String lesson, String category, String request, String expected, String answer) {
        Question answered(String otherwise) {
            return new Question(lesson, category, request, expected, otherwise);
        }
    }

    private ExaminedHome() {}

    /** Nodes in a row; the last prints {@code text}. */
    static String chain(int nodes, String text) {
        StringBuilder out =
                new StringBuilder("BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n");
        for (int i = 2; i <= nodes; i++) {
            out.append("NODE n%d: PrintString [InString=%s]\n".formatted(i, i == nodes ? text : "step " + i));
        }
        for (int i = 2; i <= nodes; i++) {
            out.append("EXEC n%d.Then -> n%d.Execute\n".formatted(i - 1, i));
        }
        return out.toString();
    }

    static Home create(Path folder) throws Exception {
        Home home = new Home(folder).create();
        Files.writeString(home.config(), "{\"model\":{\"base_model\":\"tiny\"}}");
        return home;
    }

    /** Keeps an exam of {@code model}. */
    static void examine(Home home, String model, List<Question> questions) throws Exception {
        Map<String, List<Question>> byLesson = new LinkedHashMap<>();
        questions.forEach(each -> byLesson.computeIfAbsent(each.lesson(), key -> new ArrayList<>())
                .add(each));
        Map<Lesson, ExamOutcome.Answers> asked = new LinkedHashMap<>();
        for (Map.Entry<String, List<Question>> each : byLesson.entrySet()) {
            List<Lesson.Prompt> prompts = new ArrayList<>();
            for (Question question : each.getValue()) {
                prompts.add(new Lesson.Prompt(
                        "p" + prompts.size(), question.category(), question.request(), question.expected()));
            }
            Lesson lesson = new Lesson(each.getKey(), each.getKey(), "", prompts);
            try (ExamFiles files = new ExamFiles(home.exams(), lesson, model, "tiny")) {
                for (int i = 0; i < prompts.size(); i++) {
                    AnswerText text = AnswerText.of(each.getValue().get(i).answer());
                    files.add(new ExamFiles.Answer(
                            prompts.get(i),
                            text.text(),
                            each.getValue().get(i).answer(),
                            text.how(),
                            Score.of(prompts.get(i).expectedDsl(), text.text()),
                            9,
                            .5,
                            ExamFiles.COMPLETED,
                            ""));
                }
                files.finish();
                asked.put(
                        lesson,
                        new ExamOutcome.Answers(String.valueOf(files.file().getFileName()), files.answers()));
            }
        }
        ExamOutcome outcome = ExamOutcome.of(asked, false, false, null);
        Files.writeString(
                home.results().resolve("exam_" + model + ".json"),
                Json.pretty(new ExamResult(outcome, null, null, null)));
    }
}
