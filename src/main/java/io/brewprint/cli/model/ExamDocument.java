package io.brewprint.cli.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.brewprint.cli.command.Errors;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.exam.ExamFigures;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.exam.TestOutcome;
import io.brewprint.worker.ExamResult;
import io.brewprint.worker.ExamSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What exam and evaluate print as JSON; never read back. */
final class ExamDocument {
    /** Figures with the original's score under the name that says what it is. */
    record Figures(
            int prompts,
            double validShare,
            double graphF1,
            double lineRecall,
            double sameGraphShare,
            double exactShare,
            List<Double> interval,
            int answered,
            int timeouts,
            int failed,
            Map<String, Integer> extraction,
            long tokens,
            double meanSeconds) {
        static Figures of(ExamFigures f) {
            return new Figures(f.prompts(), f.validShare(), f.graphF1(), f.score(), f.sameGraphShare(), f.exactShare(),
                    f.interval(), f.answered(), f.timeouts(), f.failed(), f.extraction(), f.tokens(), f.meanSeconds());
        }
    }

    /** A lesson's line. */
    record Lesson(String id, String answers, @JsonUnwrapped @JsonProperty("") Figures figures) {}

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
        exam(result.free(), !spec.suite().isEmpty(), document);
        if (result.constrained() != null) {
            Map<String, Object> constrained = new LinkedHashMap<>();
            constrained.put("constrain", spec.alsoConstrain().word());
            exam(result.constrained(), !spec.suite().isEmpty(), constrained);
            document.put("constrained", constrained);
        }
        if (ended != null && ended.category() == ErrorCategory.STOPPED) {
            document.put("stopped", true);
        } else if (ended != null) {
            document.putAll(Errors.document(ended));
        }
        return document;
    }

    private static void exam(ExamOutcome from, boolean suite, Map<String, Object> to) {
        to.put("lessons", from.lessons().stream().map(l -> new Lesson(l.id(), l.answers(), Figures.of(l.figures()))).toList());
        to.put("overall", Figures.of(from.overall()));
        if (suite) {
            List<TestOutcome> tests = from.tests();
            to.put("tests", tests);
        }
    }
}
