package io.brewprint.exam;

import io.brewprint.lesson.EvaluationSuite;
import java.util.List;
import java.util.Map;

/**
 * How an answer to a test of the evaluation did, by the original's points and by this program's scores.
 *
 * @param points of 100
 * @param error the validator's first, or empty
 * @param prompt the request
 * @param output the document in the answer
 * @param checks points by what was looked at
 * @param errors what is missing
 */
public record TestOutcome(
        String id,
        int tier,
        boolean passed,
        double points,
        boolean exact,
        double slotRecall,
        double slotPrecision,
        double graphF1,
        boolean sameGraph,
        boolean valid,
        String error,
        String status,
        double seconds,
        int tokens,
        String extraction,
        String prompt,
        String output,
        Map<String, Double> checks,
        List<String> errors) {
    /** Scores. */
    public static TestOutcome of(ExamFiles.Answer answer) {
        EvaluationSuite.Test test = EvaluationSuite.tests().stream()
                .filter(t -> t.prompt().equals(answer.prompt()))
                .findFirst()
                .orElseThrow();
        SuitePoints points = SuitePoints.of(test, answer.text());
        return new TestOutcome(
                test.id(),
                test.tier(),
                points.passed(),
                points.points(),
                answer.score().exact(),
                answer.score().slots().total().recall(),
                answer.score().slots().total().precision(),
                answer.score().graphF1(),
                answer.score().sameGraph(),
                answer.score().valid(),
                answer.score().error(),
                answer.status(),
                answer.seconds(),
                answer.tokens(),
                answer.extraction(),
                test.prompt().instruction(),
                answer.text(),
                points.checks(),
                points.errors());
    }
}
