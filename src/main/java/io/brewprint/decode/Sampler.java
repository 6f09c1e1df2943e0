package io.brewprint.decode;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chooses one row's tokens by its {@link Sampling}. */
final class Sampler {
    /**
     * Logits this many temperatures below the largest are left out: all of a vocabulary of 128,256 would together weigh
     * 1e-8 of it, less than its rounding, and they cost a sort.
     */
    private static final double FAR = 30;

    private final Sampling sampling;
    private final SplittableRandom random;

    Sampler(Sampling sampling) {
        this.sampling = sampling;
        random = new SplittableRandom(sampling.seed());
    }

    /**
     * A token.
     *
     * @param logits of the vocabulary, overwritten
     * @param seen ids that have occurred, for the penalty
     * @param mask tokens allowed, or null for all
     */
    int choose(float[] logits, int[] seen, long @Nullable [] mask) {
        penalise(logits, seen);
        if (mask != null) {
            for (int i = 0; i < logits.length; i++) {
                if (i / 64 >= mask.length || (mask[i / 64] >>> (i % 64) & 1) == 0) {
                    logits[i] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        if (sampling.temperature() == 0) {
            return best(logits);
        }
        return draw(logits);
    }

    private void penalise(float[] logits, int[] seen) {
        float penalty = (float) sampling.repetitionPenalty();
        if (penalty == 1) {
            return;
        }
        boolean[] done = new boolean[logits.length];
        for (int id : seen) {
            if (id < done.length && !done[id]) {
                done[id] = true;
                logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
            }
        }
    }

    /** The largest, the first of equals. */
    static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best] || Float.isNaN(logits[best])) {
                best = i;
            }
        }
        return best;
    }

    private int draw(float[] logits) {
        int best = best(logits);
        double most = logits[best];
        if (!(most > Double.NEGATIVE_INFINITY)) {
            return best;
        }
        long[] order = candidates(logits, most - FAR * sampling.temperature());
        double[] weights = new double[order.length];
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            weights[i] = Math.exp((logits[id(order[i])] - most) / sampling.temperature());
            sum += weights[i];
        }
        int kept = order.length;
        if (sampling.topP() < 1) {
            double reached = 0;
            kept = 0;
            while (kept < order.length && reached < sampling.topP() * sum) {
                reached += weights[kept++];
            }
            sum = reached;
        }
        double at = random.nextDouble() * sum;
        for (int i = 0; i < kept; i++) {
            at -= weights[i];
            if (at < 0) {
                return id(order[i]);
            }
        }
        return id(order[0]); // rounding left a rest
    }

    /**
     * Candidates above a logit, as sortable keys: the likeliest first, equals by id; unsorted where no order is needed.
     */
    private long[] candidates(float[] logits, double least) {
        int n = 0;
        long[] keys = new long[64];
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] >= least && logits[i] > Float.NEGATIVE_INFINITY) {
                keys = n == keys.length ? Arrays.copyOf(keys, 2 * n) : keys;
                keys[n++] = key(logits[i], i);
            }
        }
        keys = Arrays.copyOf(keys, n);
        boolean few = sampling.topK() > 0 && sampling.topK() < n;
        if (few || sampling.topP() < 1) {
            Arrays.sort(keys);
        }
        return few ? Arrays.copyOf(keys, sampling.topK()) : keys;
    }

    /** Ascending keys are descending logits, then ascending ids. */
    private static long key(float logit, int id) {
        int bits = Float.floatToIntBits(logit == 0 ? 0f : logit);
        int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ~ascending << 32) | id;
    }

    private static int id(long key) {
        return (int) key;
    }
}
