package io.brewprint.exam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exam, or a part of it, came to: {@link Totals} and {@link AnswerCounts} side by side, as scripts read them.
 *
 * @param exactShare answers that are the expected document up to ids, order and positions
 * @param slotRecall share of the expected names and values that are given at their places, over all prompts
 * @param slotPrecision share of the given names and values that are expected at their places, over all prompts; 0 where
 *     none is given although some are expected
 * @param graphF1 mean graph F1: names and values ignored
 * @param sameGraphShare answers whose graph is the expected one: names and values ignored
 * @param validShare answers without an error
 * @param score the original's: mean share of the expected lines
 * @param interval 95 % Wilson interval of {@code sameGraphShare}: low, high
 * @param intervals 95 % bootstrap interval of each measure, by its key
 * @param slots counts by kind of slot
 */
public record ExamFigures(
        int prompts,
        double exactShare,
        double slotRecall,
        double slotPrecision,
        double graphF1,
        double sameGraphShare,
        double validShare,
        double score,
        List<Double> interval,
        Map<String, List<Double>> intervals,
        Map<String, SlotCounts> slots,
        int answered,
        int timeouts,
        int failed,
        Map<String, Integer> extraction,
        long tokens,
        double meanSeconds) {
    /** Copies, and keeps the order of measures. */
    public ExamFigures {
        interval = List.copyOf(interval);
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    }

    /** Adds up. */
    public static ExamFigures of(List<ExamFiles.Answer> answers) {
        Totals totals = Totals.of(answers);
        AnswerCounts counts = AnswerCounts.of(answers);
        return new ExamFigures(
                totals.prompts(),
                totals.get(Measure.EXACT_SHARE),
                totals.get(Measure.SLOT_RECALL),
                totals.get(Measure.SLOT_PRECISION),
                totals.get(Measure.GRAPH_F1),
                totals.get(Measure.SAME_GRAPH_SHARE),
                totals.get(Measure.VALID_SHARE),
                totals.get(Measure.SCORE),
                totals.interval(),
                totals.intervals(),
                totals.slots(),
                counts.answered(),
                counts.timeouts(),
                counts.failed(),
                counts.extraction(),
                counts.tokens(),
                counts.meanSeconds());
    }
}
