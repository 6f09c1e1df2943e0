package io.brewprint.exam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exam's figures by {@link Measure}; shares are 0 to 1.
 *
 * @param prompts questions asked
 * @param figures by measure's key, in its order
 * @param interval 95 % Wilson interval of the same graph's share: low, high
 * @param intervals 95 % bootstrap interval of each, clustered by the prompts' categories: low, high
 * @param slots counts by kind of slot
 */
public record Totals(
        int prompts,
        Map<Measure, Double> figures,
        List<Double> interval,
        Map<String, List<Double>> intervals,
        Map<String, SlotCounts> slots) {
    /** Adds up; all zero if there are none. */
    public static Totals of(List<ExamFiles.Answer> answers) {
        Map<Measure, Double> figures = new LinkedHashMap<>();
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            List<Statistics.Sample> samples = samples(measure, answers);
            figures.put(measure, Statistics.figure(samples));
            intervals.put(measure.key(), Statistics.interval(samples));
        }
        SlotScore all =
                SlotScore.sum(answers.stream().map(a -> a.score().slots()).toList());
        if (all.total().expected() == 0 && !answers.isEmpty()) {
            figures.put(Measure.SLOT_RECALL, 1.0); // nothing was to be recalled
        }
        Map<String, SlotCounts> slots = new LinkedHashMap<>();
        all.kinds().forEach((kind, counts) -> slots.put(kind.word(), counts));
        long same = answers.stream().filter(a -> a.score().sameGraph()).count();
        return new Totals(answers.size(), figures, Statistics.wilson((double) same, answers.size()), intervals, slots);
    }

    private static List<Statistics.Sample> samples(Measure measure, List<ExamFiles.Answer> answers) {
        return answers.stream()
                .map(a -> measure.sample(a.prompt().category(), a.score()))
                .toList();
    }

    /** One of them. */
    public double get(Measure measure) {
        return figures.getOrDefault(measure, 0.0);
    }
}
