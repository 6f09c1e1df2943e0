package io.brewprint.exam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model against another answerer on the same prompts.
 *
 * @param prompts that both were asked
 * @param exact by how much its exact share is higher
 * @param exactInterval 95 % paired bootstrap interval of that, by pattern
 * @param graphF1 by how much its graph F1 is higher
 * @param graphF1Interval the same of that
 * @param valid by how much its share of valid answers is higher
 * @param validInterval the same of that
 * @param mcnemarP of the exact answers, by the exact two-sided test
 */
public record Against(
        int prompts,
        double exact,
        List<Double> exactInterval,
        double graphF1,
        List<Double> graphF1Interval,
        double valid,
        List<Double> validInterval,
        double mcnemarP) {
    /** Copies the lists. */
    public Against {
        exactInterval = List.copyOf(exactInterval);
        graphF1Interval = List.copyOf(graphF1Interval);
        validInterval = List.copyOf(validInterval);
    }

    /** Compares; empty unless {@code other} was asked every prompt that {@code mine} was. */
    static Optional<Against> of(List<Mark> mine, List<Mark> other) {
        Map<String, Mark> theirs = new HashMap<>();
        other.forEach(mark -> theirs.put(mark.prompt(), mark));
        List<Mark> pairs = new ArrayList<>();
        for (Mark mark : mine) {
            Mark same = theirs.get(mark.prompt());
            if (same == null) {
                return Optional.empty();
            }
            pairs.add(same);
        }
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        int onlyMine = 0;
        int onlyOther = 0;
        for (int i = 0; i < pairs.size(); i++) {
            onlyMine += mine.get(i).exact() && !pairs.get(i).exact() ? 1 : 0;
            onlyOther += pairs.get(i).exact() && !mine.get(i).exact() ? 1 : 0;
        }
        Difference exact = Difference.of(mine, pairs, Mark::exactSample);
        Difference graph = Difference.of(mine, pairs, Mark::graphSample);
        Difference valid = Difference.of(mine, pairs, Mark::validSample);
        return Optional.of(new Against(
                pairs.size(),
                exact.by,
                exact.interval,
                graph.by,
                graph.interval,
                valid.by,
                valid.interval,
                Statistics.mcNemar(onlyMine, onlyOther)));
    }

    private record Difference(double by, List<Double> interval) {
        static Difference of(List<Mark> mine, List<Mark> other, Function<Mark, Statistics.Sample> sample) {
            List<Statistics.Sample> here = mine.stream().map(sample).toList();
            List<Statistics.Sample> there = other.stream().map(sample).toList();
            return new Difference(
                    Statistics.figure(here) - Statistics.figure(there), Statistics.difference(there, here));
        }
    }

    /**
     * Whether it is better beyond chance: exact answers decide where their interval leaves zero out, and graph F1 where
     * it does not.
     */
    boolean beats() {
        return deciding().getFirst() > 0;
    }

    /** Whether it is worse beyond chance, by the same rule. */
    boolean loses() {
        return deciding().getLast() < 0;
    }

    private List<Double> deciding() {
        boolean decided = exactInterval.getFirst() > 0 || exactInterval.getLast() < 0;
        return decided ? exactInterval : graphF1Interval;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "exact %+.1f points, 95 %% interval %+.1f to %+.1f; graph F1 %+.3f, %+.3f to %+.3f",
                100 * exact,
                100 * exactInterval.getFirst(),
                100 * exactInterval.getLast(),
                graphF1,
                graphF1Interval.getFirst(),
                graphF1Interval.getLast());
    }
}
