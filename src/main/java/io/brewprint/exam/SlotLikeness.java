package io.brewprint.exam;

import io.brewprint.blueprint.LabelledEdge;
import java.util.List;
import java.util.Map;

/**
 * How much two vertices have in common with what hangs on them: the slots they share, and half as much for each wire
 * further. A number without a unit, to be compared only; the same with the roles exchanged.
 */
final class SlotLikeness {
    private static final int ROUNDS = 8;
    private static final int SHARED = 1 << 20;
    private static final long MOST = 1L << 44;
    /** Beyond so many pairs of wires nothing is looked at but the vertices themselves. */
    private static final long MOST_PAIRS = 1L << 23;

    private final Map<Integer, List<LabelledEdge>> linksA;
    private final Map<Integer, List<LabelledEdge>> linksB;
    private final long[][] own;
    private long[][] all;

    /**
     * Looks at all pairs.
     *
     * @param shared slots that two vertices share; negative for two that cannot stand for each other
     */
    SlotLikeness(int[][] shared, Map<Integer, List<LabelledEdge>> linksA, Map<Integer, List<LabelledEdge>> linksB) {
        this.linksA = linksA;
        this.linksB = linksB;
        own = new long[shared.length][];
        for (int u = 0; u < shared.length; u++) {
            own[u] = new long[shared[u].length];
            for (int v = 0; v < own[u].length; v++) {
                own[u][v] = shared[u][v] < 0 ? -1 : (long) SHARED * Math.min(shared[u][v] + 1, 1 << 20);
            }
        }
        all = own;
        long pairs = (long) count(linksA) * count(linksB);
        for (int round = 0; round < ROUNDS && pairs <= MOST_PAIRS; round++) {
            all = next();
        }
    }

    private static int count(Map<Integer, List<LabelledEdge>> links) {
        return links.values().stream().mapToInt(List::size).sum();
    }

    long of(int u, int v) {
        return all[u][v];
    }

    private long[][] next() {
        long[][] next = new long[own.length][];
        for (int u = 0; u < own.length; u++) {
            next[u] = own[u].clone();
            List<LabelledEdge> a = linksA.getOrDefault(u, List.of());
            for (int v = 0; v < next[u].length; v++) {
                if (own[u][v] >= 0) {
                    List<LabelledEdge> b = linksB.getOrDefault(v, List.of());
                    next[u][v] = Math.min(MOST, own[u][v] + (best(a, b, false) + best(b, a, true)) / 4);
                }
            }
        }
        return next;
    }

    /** For each of {@code from} the likeness of what is most alike among {@code to}. */
    private long best(List<LabelledEdge> from, List<LabelledEdge> to, boolean turned) {
        long sum = 0;
        for (LabelledEdge one : from) {
            long best = 0;
            for (LabelledEdge other : to) {
                if (one.label().equals(other.label())) {
                    best = Math.max(best, turned ? all[other.to()][one.to()] : all[one.to()][other.to()]);
                }
            }
            sum += best;
        }
        return sum;
    }
}
