package io.brewprint.cli.model;

import io.brewprint.cli.command.Errors;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.RecordedExam;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What exam and evaluate print as JSON; never read back. */
final class ExamDocument {
    private ExamDocument() {}

    /** The whole document; {@code ended} is why the exam did not come to its end. */
    static Map<String, Object> of(ExamSpec spec, ExamResult result, @Nullable Fault ended) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", spec.model());
        document.put("base_model", spec.author().baseName());
        document.put("adapter", spec.author().adapter());
        document.put("endpoint", spec.author().endpoint());
        document.put("constrain", spec.constrain().word());
        document.put("results", spec.results());
        exam(result.best(), result.retrieval(), !spec.suite().isEmpty(), document);
        ExamOutcome other = result.other();
        if (other != null) {
            document.put("form", result.form());
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("form", result.otherForm());
            exam(other, null, false, form);
            document.put("other_form", form);
        }
        if (result.constrained() != null) {
            Map<String, Object> constrained = new LinkedHashMap<>();
            constrained.put("constrain", spec.alsoConstrain().word());
            exam(result.constrained(), null, !spec.suite().isEmpty(), constrained);
            document.put("constrained", constrained);
        }
        if (ended != null && ended.category() == ErrorCategory.STOPPED) {
            document.put("stopped", true);
        } else if (ended != null) {
            document.putAll(Errors.document(ended));
        }
        return document;
    }

    /** The same for answers that files hold. */
    static Map<String, Object> of(RecordedExam exam) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "lessons",
                exam.parts().stream()
                        .map(part -> {
                            Map<String, Object> lesson = part(part);
                            lesson.put("id", part.id());
                            lesson.put("answers", part.file());
                            return lesson;
                        })
                        .toList());
        document.put("overall", part(exam.overall()));
        document.put("refused", exam.refused());
        document.put("refused_lines", exam.refusedLines());
        return document;
    }

    private static Map<String, Object> part(RecordedExam.Part part) {
        Map<String, Object> figures = figures(part.figures());
        figures.put("original", part.original());
        figures.put("recorded", part.recorded());
        return figures;
    }

    private static void exam(ExamOutcome from, @Nullable ExamOutcome retrieval, boolean suite, Map<String, Object> to) {
        Map<String, ExamOutcome.LessonOutcome> looked = new HashMap<>();
        if (retrieval != null) {
            retrieval.lessons().forEach(lesson -> looked.put(lesson.id(), lesson));
        }
        to.put(
                "lessons",
                from.lessons().stream()
                        .map(lesson -> lesson(lesson, looked.get(lesson.id())))
                        .toList());
        Map<String, Object> overall = figures(from.overall());
        if (retrieval != null) {
            overall.put("retrieval", figures(retrieval.overall()));
        }
        to.put("overall", overall);
        if (suite) {
            to.put("tests", from.tests());
        }
    }

    private static Map<String, Object> lesson(
            ExamOutcome.LessonOutcome lesson, ExamOutcome.@Nullable LessonOutcome retrieval) {
        Map<String, Object> line = figures(lesson.figures());
        line.put("id", lesson.id());
        line.put("answers", lesson.answers());
        if (retrieval != null) {
            line.put("retrieval", figures(retrieval.figures()));
        }
        return line;
    }

    /** The original's score also under the name that says what it is. */
    static Map<String, Object> figures(ExamFigures from) {
        Map<String, Object> figures = Json.fields(from);
        figures.put("line_recall", from.score());
        return figures;
    }
}
