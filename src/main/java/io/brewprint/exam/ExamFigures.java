package io.brewprint.exam;

import java.util.List;
import java.util.Map;

/**
 * What an exam, or a part of it, came to: {@link Totals} and {@link AnswerCounts} side by side, as scripts read them.
 *
 * @param interval 95 % Wilson interval of {@code sameGraphShare}: low, high
 */
public record ExamFigures(
        int prompts,
        double validShare,
        double graphF1,
        double score,
        double sameGraphShare,
        double exactShare,
        List<Double> interval,
        int answered,
        int timeouts,
        int failed,
        Map<String, Integer> extraction,
        long tokens,
        double meanSeconds) {
    /** Adds up. */
    public static ExamFigures of(List<ExamFiles.Answer> answers) {
        Totals totals = Totals.of(answers.stream().map(ExamFiles.Answer::score).toList());
        AnswerCounts counts = AnswerCounts.of(answers);
        return new ExamFigures(
                totals.prompts(),
                totals.validShare(),
                totals.graphF1(),
                totals.score(),
                totals.sameGraphShare(),
                totals.exactShare(),
                totals.interval(),
                counts.answered(),
                counts.timeouts(),
                counts.failed(),
                counts.extraction(),
                counts.tokens(),
                counts.meanSeconds());
    }
}
