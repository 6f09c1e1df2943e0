package io.brewprint.exam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model against another answerer on the same prompts.
 *
 * @param exact by how much its exact share is higher
 * @param exactInterval 95 % paired bootstrap interval of that, by pattern
 * @param graphF1 by how much its graph F1 is higher
 * @param graphF1Interval the same of that
 * @param mcnemarP of the exact answers, by the exact two-sided test
 */
public record Against(
        double exact, List<Double> exactInterval, double graphF1, List<Double> graphF1Interval, double mcnemarP) {
    /** Copies the lists. */
    public Against {
        exactInterval = List.copyOf(exactInterval);
        graphF1Interval = List.copyOf(graphF1Interval);
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
        List<Statistics.Sample> exactMine = mine.stream().map(Mark::exactSample).toList();
        List<Statistics.Sample> exactOther =
                pairs.stream().map(Mark::exactSample).toList();
        List<Statistics.Sample> graphMine = mine.stream().map(Mark::graphSample).toList();
        List<Statistics.Sample> graphOther =
                pairs.stream().map(Mark::graphSample).toList();
        int onlyMine = 0;
        int onlyOther = 0;
        for (int i = 0; i < pairs.size(); i++) {
            onlyMine += mine.get(i).exact() && !pairs.get(i).exact() ? 1 : 0;
            onlyOther += pairs.get(i).exact() && !mine.get(i).exact() ? 1 : 0;
        }
        return Optional.of(new Against(
                Statistics.figure(exactMine) - Statistics.figure(exactOther),
                Statistics.difference(exactOther, exactMine),
                Statistics.figure(graphMine) - Statistics.figure(graphOther),
                Statistics.difference(graphOther, graphMine),
                Statistics.mcNemar(onlyMine, onlyOther)));
    }

    /**
     * Whether it is better beyond chance: exact answers decide where their interval leaves zero out, and graph F1 where
     * it does not.
     */
    boolean beats() {
        boolean decided = exactInterval.getFirst() > 0 || exactInterval.getLast() < 0;
        return (decided ? exactInterval : graphF1Interval).getFirst() > 0;
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
