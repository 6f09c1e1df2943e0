package io.brewprint.exam;

import java.util.List;

/**
 * An exam's figures; shares are 0 to 1.
 *
 * @param prompts questions asked
 * @param validShare answers without an error
 * @param graphF1 mean graph F1
 * @param score the original's: mean line recall
 * @param sameGraphShare answers whose graph is the expected one
 * @param exactShare answers that are right in every value too
 * @param interval 95 % Wilson interval of {@code sameGraphShare}: low, high
 */
public record Totals(
        int prompts,
        double validShare,
        double graphF1,
        double score,
        double sameGraphShare,
        double exactShare,
        List<Double> interval) {
    private static final double Z = 1.959964;

    /** Copies the list. */
    public Totals {
        interval = List.copyOf(interval);
    }

    /** Adds up {@code scores}; all zero if there are none. */
    public static Totals of(List<Score> scores) {
        int n = scores.size();
        long same = scores.stream().filter(Score::sameGraph).count();
        return new Totals(
                n,
                share(scores.stream().filter(Score::valid).count(), n),
                scores.stream().mapToDouble(Score::graphF1).average().orElse(0),
                scores.stream().mapToDouble(Score::lineRecall).average().orElse(0),
                share(same, n),
                share(scores.stream().filter(Score::exact).count(), n),
                wilson(same, n));
    }

    private static double share(long part, int whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }

    /** Wilson's score interval of a share: honest at the ends, where the usual one is not. */
    static List<Double> wilson(long successes, int n) {
        if (n == 0) {
            return List.of(0.0, 1.0);
        }
        double p = successes / (double) n;
        double centre = p + Z * Z / (2 * n);
        double margin = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        double scale = 1 + Z * Z / n;
        return List.of(Math.max(0, (centre - margin) / scale), Math.min(1, (centre + margin) / scale));
    }
}
