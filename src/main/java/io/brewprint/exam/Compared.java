package io.brewprint.exam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two answerers on the same prompts; differences are the second less the first.
 *
 * @param first figures with their intervals
 * @param differences by measure's key
 * @param against the second against the first, with McNemar's p
 * @param onlyFirst prompts that only the first has exact
 * @param onlySecond prompts that only the second has exact
 */
public record Compared(
        int prompts,
        ExamFigures first,
        ExamFigures second,
        Map<String, Difference> differences,
        Against against,
        int both,
        int onlyFirst,
        int onlySecond,
        int neither) {
    /**
     * How much higher the second's figure is.
     *
     * @param interval 95 % paired bootstrap interval by pattern: low, high
     */
    public record Difference(double by, List<Double> interval) {
        /** Copies the list. */
        public Difference {
            interval = List.copyOf(interval);
        }
    }

    /** Keeps the order of measures. */
    public Compared {
        differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }

    /** Compares; there is at least one pair. */
    static Compared of(List<ReplyPair> pairs) {
        List<Reply> first = pairs.stream().map(ReplyPair::first).toList();
        List<Reply> second = pairs.stream().map(ReplyPair::second).toList();
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            List<Statistics.Sample> before = samples(first, measure);
            List<Statistics.Sample> after = samples(second, measure);
            differences.put(
                    measure.key(),
                    new Difference(
                            Statistics.figure(after) - Statistics.figure(before),
                            Statistics.difference(before, after)));
        }
        return new Compared(
                pairs.size(),
                ExamFigures.of(first.stream().map(Reply::light).toList()),
                ExamFigures.of(second.stream().map(Reply::light).toList()),
                differences,
                Against.of(marks(second), marks(first)).orElseThrow(),
                count(pairs, ReplyPair.Change.BOTH),
                count(pairs, ReplyPair.Change.LOST),
                count(pairs, ReplyPair.Change.GAINED),
                count(pairs, ReplyPair.Change.NEITHER));
    }

    private static int count(List<ReplyPair> pairs, ReplyPair.Change change) {
        return (int) pairs.stream().filter(pair -> pair.change() == change).count();
    }

    private static List<Statistics.Sample> samples(List<Reply> replies, Measure measure) {
        return replies.stream()
                .map(reply ->
                        measure.sample(reply.mark().cluster(), reply.light().score()))
                .toList();
    }

    private static List<Mark> marks(List<Reply> replies) {
        return replies.stream().map(Reply::mark).toList();
    }
}
