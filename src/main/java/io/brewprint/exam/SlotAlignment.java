package io.brewprint.exam;

import io.brewprint.blueprint.LabelledEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Which vertex of an answer stands for which of the expected document. Only vertices of one label (nodes of one type)
 * are paired, each at most once. The next pair is always the one that, in this order, keeps the most wires to pairs
 * already made, looks alike through the most wires, looks alike through the most wires with values seen too, and shares
 * the most slots. What is alike even then can be exchanged without any change to what is counted.
 *
 * <p>The choice depends on neither ids nor order, and is the same with the roles exchanged. It is greedy and bounded:
 * of each document at most {@value #MOST} vertices are paired, which is far beyond any answer that is read; documents
 * that are equal as a whole are paired in full whatever their size.
 */
final class SlotAlignment {
    /** Indices of two vertices. */
    record Pair(int first, int second) {}

    private static final int MOST = 512;
    private static final int MOST_WIRES = 0x7fff;

    /** A pair that may be made; {@code rank} holds the four criteria, the first in the highest bits. */
    private record Candidate(long rank, int u, int v) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingLong(Candidate::rank)
            .reversed()
            .thenComparingInt(Candidate::u)
            .thenComparingInt(Candidate::v);

    private final List<SlotGraph.Vertex> verticesA;
    private final List<SlotGraph.Vertex> verticesB;
    private final int[] orderA;
    private final int[] orderB;
    private final Map<Integer, List<LabelledEdge>> linksA;
    private final Map<Integer, List<LabelledEdge>> linksB;
    private final SlotColours wires;
    private final SlotColours values;
    private final PriorityQueue<Candidate> open = new PriorityQueue<>(BEST_FIRST);

    private SlotAlignment(SlotGraph a, SlotGraph b, int[] orderA, int[] orderB) {
        verticesA = a.vertices();
        verticesB = b.vertices();
        this.orderA = orderA;
        this.orderB = orderB;
        linksA = links(a, orderA);
        linksB = links(b, orderB);
        wires = new SlotColours(a, b, false);
        values = new SlotColours(a, b, true);
    }

    /** Pairs of an expected document and an answer. */
    static List<Pair> of(SlotGraph expected, SlotGraph actual) {
        long[] seenA = SlotColours.last(expected);
        long[] seenB = SlotColours.last(actual);
        int[] orderA = order(seenA);
        int[] orderB = order(seenB);
        int sides = Arrays.compare(sorted(seenA), sorted(seenB));
        if (sides == 0) { // as far as colours tell, and they tell all of the slots
            return IntStream.range(0, orderA.length)
                    .mapToObj(i -> new Pair(orderA[i], orderB[i]))
                    .toList();
        }
        // one of the two is always the first, so that exchanged roles cannot part equal candidates otherwise
        return sides < 0
                ? new SlotAlignment(expected, actual, orderA, orderB).pairs()
                : new SlotAlignment(actual, expected, orderB, orderA)
                        .pairs().stream()
                                .map(pair -> new Pair(pair.second(), pair.first()))
                                .toList();
    }

    private static int[] order(long[] seen) {
        return IntStream.range(0, seen.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> seen[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long[] sorted(long[] seen) {
        return Arrays.stream(seen).sorted().toArray();
    }

    /** Links by each of their ends, in places of the order; those that leave what is paired are left out. */
    private static Map<Integer, List<LabelledEdge>> links(SlotGraph graph, int[] order) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < Math.min(MOST, order.length); i++) {
            places.put(order[i], i);
        }
        Map<Integer, List<LabelledEdge>> links = new HashMap<>();
        for (LabelledEdge link : graph.links()) {
            Integer from = places.get(link.from());
            Integer to = places.get(link.to());
            if (from != null && to != null) {
                links.computeIfAbsent(from, key -> new ArrayList<>())
                        .add(new LabelledEdge(from, to, '>' + link.label()));
                links.computeIfAbsent(to, key -> new ArrayList<>())
                        .add(new LabelledEdge(to, from, '<' + link.label()));
            }
        }
        return links;
    }

    private List<Pair> pairs() {
        int n = Math.min(MOST, orderA.length);
        int m = Math.min(MOST, orderB.length);
        long[][] ranks = new long[n][m];
        for (int u = 0; u < n; u++) {
            for (int v = 0; v < m; v++) {
                SlotGraph.Vertex a = verticesA.get(orderA[u]);
                SlotGraph.Vertex b = verticesB.get(orderB[v]);
                if (a.label().equals(b.label())) {
                    ranks[u][v] = rank(u, v, a.agreeing(b));
                    open.add(new Candidate(ranks[u][v], u, v));
                }
            }
        }
        boolean[] takenA = new boolean[n];
        boolean[] takenB = new boolean[m];
        List<Pair> pairs = new ArrayList<>();
        for (Candidate next = open.poll(); next != null; next = open.poll()) {
            if (!takenA[next.u] && !takenB[next.v]) {
                takenA[next.u] = true;
                takenB[next.v] = true;
                pairs.add(new Pair(orderA[next.u], orderB[next.v]));
                follow(next, ranks, takenA, takenB);
            }
        }
        return pairs;
    }

    private long rank(int u, int v, int agreeing) {
        SlotGraph.Vertex a = verticesA.get(orderA[u]);
        // a graph that is called otherwise is known by its nodes alone, which come first
        long alike = a.label().startsWith(SlotGraph.GRAPH) && agreeing < a.slots().size()
                ? 0
                : wires.agreement(orderA[u], orderB[v]);
        long same = values.agreement(orderA[u], orderB[v]);
        return 1L | alike << 40 | same << 32 | (long) Math.min(agreeing, Integer.MAX_VALUE >> 8) << 1;
    }

    /** What hangs on a new pair by the same wire becomes a better pair itself. */
    private void follow(Candidate made, long[][] ranks, boolean[] takenA, boolean[] takenB) {
        for (LabelledEdge a : linksA.getOrDefault(made.u, List.of())) {
            for (LabelledEdge b : linksB.getOrDefault(made.v, List.of())) {
                int u = a.to();
                int v = b.to();
                if (!takenA[u]
                        && !takenB[v]
                        && ranks[u][v] != 0
                        && ranks[u][v] >>> 48 < MOST_WIRES
                        && a.label().equals(b.label())) {
                    ranks[u][v] += 1L << 48;
                    open.add(new Candidate(ranks[u][v], u, v));
                }
            }
        }
    }
}
