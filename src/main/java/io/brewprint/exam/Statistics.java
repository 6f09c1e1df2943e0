package io.brewprint.exam;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Intervals and tests for exams. Prompts of one pattern stand and fall together, so that it is patterns (clusters) that
 * are drawn again, with all of their prompts; where all prompts are of one pattern, single prompts are. Everything is
 * reproducible: the seed is fixed.
 */
public final class Statistics {
    /**
     * What one prompt adds to a figure, which is the sum of parts over the sum of wholes.
     *
     * @param cluster its pattern
     * @param whole 1 for a mean
     */
    public record Sample(String cluster, double part, double whole) {}

    private static final int RESAMPLES = 2_000;
    /** In from either end of the sorted resamples: 2.5 %. */
    private static final int TAIL = RESAMPLES / 40;

    private static final long SEED = 20_251_125;
    private static final double Z = 1.959964;

    private Statistics() {}

    /** The figure itself; 0 where nothing is to be divided by. */
    public static double figure(List<Sample> samples) {
        double whole = samples.stream().mapToDouble(Sample::whole).sum();
        return whole == 0 ? 0 : samples.stream().mapToDouble(Sample::part).sum() / whole;
    }

    /**
     * 95 % percentile interval by bootstrap over clusters: low, high. Where every resample gives the same (all answers
     * right, or all wrong) they cannot tell how much is due to chance, and Wilson's interval for as many prompts stands
     * in.
     */
    public static List<Double> interval(List<Sample> samples) {
        if (samples.isEmpty()) {
            return List.of(0.0, 1.0);
        }
        List<Double> ends = bootstrap(samples, Sample::cluster, Statistics::figure);
        return ends.getFirst().equals(ends.getLast()) ? wilson(figure(samples) * samples.size(), samples.size()) : ends;
    }

    /**
     * 95 % interval of how much the second figure is above the first on the same prompts: both answers to a prompt are
     * drawn together.
     *
     * @param second as many samples as {@code first}, of the same prompts in the same order
     */
    public static List<Double> difference(List<Sample> first, List<Sample> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(first.size() + " prompts are not " + second.size());
        }
        if (first.isEmpty()) {
            return List.of(0.0, 0.0);
        }
        record Both(Sample first, Sample second) {}
        List<Both> pairs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            pairs.add(new Both(first.get(i), second.get(i)));
        }
        return bootstrap(
                pairs,
                pair -> pair.first.cluster,
                drawn -> figure(drawn.stream().map(Both::second).toList())
                        - figure(drawn.stream().map(Both::first).toList()));
    }

    private interface Cluster<T> {
        String of(T item);
    }

    private static <T> List<Double> bootstrap(List<T> items, Cluster<T> cluster, ToDoubleFunction<List<T>> figure) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        items.forEach(item -> groups.computeIfAbsent(cluster.of(item), key -> new ArrayList<>())
                .add(item));
        List<List<T>> drawnFrom = groups.size() > 1
                ? List.copyOf(groups.values())
                : items.stream().map(List::of).toList();
        Random random = new Random(SEED);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            List<T> drawn = new ArrayList<>(items.size());
            for (int k = 0; k < drawnFrom.size(); k++) {
                drawn.addAll(drawnFrom.get(random.nextInt(drawnFrom.size())));
            }
            figures[i] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return List.of(figures[TAIL - 1], figures[RESAMPLES - TAIL]);
    }

    /**
     * Exact two-sided McNemar test: how likely it is that chance alone parts the pairs that differ at least as
     * unevenly.
     *
     * @param firstOnly prompts that only the first got right
     * @param secondOnly prompts that only the second got right
     * @return p, 1 where no pair differs
     */
    public static double mcNemar(int firstOnly, int secondOnly) {
        int n = firstOnly + secondOnly;
        BigInteger ways = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 0; k <= Math.min(firstOnly, secondOnly); k++) {
            ways = ways.add(choose);
            choose = choose.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
        }
        // scaled, for 2^n is beyond double where prompts are many
        double tail = new BigDecimal(ways)
                .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64)
                .doubleValue();
        return Math.min(1, 2 * tail);
    }

    /** Wilson's 95 % score interval of a share: honest at the ends, where the usual one is not. */
    static List<Double> wilson(double successes, int n) {
        if (n == 0) {
            return List.of(0.0, 1.0);
        }
        double p = successes / n;
        double centre = p + Z * Z / (2 * n);
        double margin = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        double scale = 1 + Z * Z / n;
        return List.of(Math.max(0, (centre - margin) / scale), Math.min(1, (centre + margin) / scale));
    }
}
