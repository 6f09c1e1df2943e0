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
 * already made, looks alike through the most wires, shares the most slots with what hangs on it counted too ({@link
 * SlotLikeness}), and is the same through the most wires. What is alike even then can be exchanged.
 *
 * <p>The choice depends on neither ids nor order, and is the same with the roles exchanged. It is greedy and bounded:
 * of each document at most {@value #MOST} vertices are paired, which is far beyond any answer that is read; documents
 * that are equal as a whole are paired in full whatever their size.
 */
final class SlotAlignment {
    /** Indices of two vertices. */
    record Pair(int first, int second) {}

    private static final int MOST = 512;

    /**
     * A pair that may be made.
     *
     * @param kept wires to pairs already made
     * @param alike through how many wires both look alike, names and values not seen
     * @param likeness how many values they and their surroundings share
     * @param same through how many wires both are the same
     */
    private record Candidate(int kept, int alike, long likeness, int same, int u, int v) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::kept)
            .thenComparingInt(Candidate::alike)
            .thenComparingLong(Candidate::likeness)
            .thenComparingInt(Candidate::same)
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
    /** Slots shared; -1 where the labels differ. */
    private final int[][] shared;

    private final int[][] kept;
    private final SlotLikeness likeness;
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
        shared = new int[Math.min(MOST, orderA.length)][Math.min(MOST, orderB.length)];
        kept = new int[shared.length][Math.min(MOST, orderB.length)];
        for (int u = 0; u < shared.length; u++) {
            for (int v = 0; v < shared[u].length; v++) {
                SlotGraph.Vertex other = verticesB.get(orderB[v]);
                shared[u][v] = a(u).label().equals(other.label()) ? a(u).agreeing(other) : -1;
            }
        }
        likeness = new SlotLikeness(shared, linksA, linksB);
    }

    /** Pairs of an expected document and an answer. */
    static List<Pair> of(SlotGraph expected, SlotGraph actual) {
        long[] seenA = SlotColours.last(expected);
        long[] seenB = SlotColours.last(actual);
        int[] orderA = order(expected, seenA);
        int[] orderB = order(actual, seenB);
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
                                .map(pair -> new Pair(/* first= */ pair.second(), /* second= */ pair.first()))
                                .toList();
    }

    /** Blueprint, variables and graphs first, so that a flood of nodes does not drown them. */
    private static int[] order(SlotGraph graph, long[] seen) {
        return IntStream.range(0, seen.length)
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer i) -> graph.vertices().get(i).label().startsWith(SlotGraph.NODE))
                        .thenComparingLong(i -> seen[i]))
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
                links.computeIfAbsent(to, key -> new ArrayList<>()).add(new LabelledEdge(to, from, '<' + link.label()));
            }
        }
        return links;
    }

    private List<Pair> pairs() {
        for (int u = 0; u < kept.length; u++) {
            for (int v = 0; v < kept[u].length; v++) {
                if (shared[u][v] >= 0) {
                    open.add(candidate(u, v));
                }
            }
        }
        boolean[] takenA = new boolean[orderA.length];
        boolean[] takenB = new boolean[orderB.length];
        List<Pair> pairs = new ArrayList<>();
        for (Candidate next = open.poll(); next != null; next = open.poll()) {
            if (!takenA[next.u] && !takenB[next.v]) {
                takenA[next.u] = true;
                takenB[next.v] = true;
                pairs.add(new Pair(orderA[next.u], orderB[next.v]));
                follow(next, takenA, takenB);
            }
        }
        return pairs;
    }

    private Candidate candidate(int u, int v) {
        SlotGraph.Vertex a = a(u);
        // a graph that is called otherwise is known by its nodes alone, which come first
        boolean renamed = a.label().startsWith(SlotGraph.GRAPH)
                && shared[u][v] < a.slots().size();
        return new Candidate(
                kept[u][v],
                renamed ? 0 : wires.agreement(orderA[u], orderB[v]),
                likeness.of(u, v),
                values.agreement(orderA[u], orderB[v]),
                u,
                v);
    }

    private SlotGraph.Vertex a(int u) {
        return verticesA.get(orderA[u]);
    }

    /** What hangs on a new pair by the same wire becomes a better pair itself. */
    private void follow(Candidate made, boolean[] takenA, boolean[] takenB) {
        for (LabelledEdge a : linksA.getOrDefault(made.u, List.of())) {
            for (LabelledEdge b : linksB.getOrDefault(made.v, List.of())) {
                int u = a.to();
                int v = b.to();
                if (!takenA[u] && !takenB[v] && shared[u][v] >= 0 && a.label().equals(b.label())) {
                    kept[u][v]++;
                    open.add(candidate(u, v));
                }
            }
        }
    }
}
