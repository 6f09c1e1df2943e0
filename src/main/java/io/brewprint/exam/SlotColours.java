package io.brewprint.exam;

import io.brewprint.blueprint.LabelledEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What each vertex of two graphs sees within 0, 1, 2 .. wires, as 64-bit hashes that do not depend on any numbering.
 * Rounds end where no further one would part vertices, or after {@value #MOST_ROUNDS}.
 */
final class SlotColours {
    private static final int MOST_ROUNDS = 128;

    private record Link(int vertex, long label) {}

    private final List<long[]> first = new ArrayList<>();
    private final List<long[]> second = new ArrayList<>();

    /**
     * Colours both.
     *
     * @param values whether names and values are seen, or labels and wires alone
     */
    SlotColours(SlotGraph a, SlotGraph b, boolean values) {
        first.add(start(a, values));
        second.add(start(b, values));
        List<List<Link>> linksA = links(a);
        List<List<Link>> linksB = links(b);
        int classes = 0;
        for (int now = classes(); now > classes && first.size() < MOST_ROUNDS; now = classes()) {
            classes = now;
            first.add(next(first.getLast(), linksA));
            second.add(next(second.getLast(), linksB));
        }
    }

    /** Rounds in which vertex {@code u} of the first graph and {@code v} of the second look the same. */
    int agreement(int u, int v) {
        int low = 0;
        int high = first.size();
        while (low < high) { // who looks the same from afar does so from near, too
            int middle = (low + high) >>> 1;
            if (first.get(middle)[u] == second.get(middle)[v]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of a graph alone: what each vertex sees of the whole. */
    static long[] last(SlotGraph graph) {
        return new SlotColours(graph, graph, true).first.getLast();
    }

    private int classes() {
        Set<Long> all = new HashSet<>();
        for (List<long[]> side : List.of(first, second)) {
            for (long colour : side.getLast()) {
                all.add(colour);
            }
        }
        return all.size();
    }

    private static long[] start(SlotGraph graph, boolean values) {
        return graph.vertices().stream()
                .mapToLong(vertex -> hash(values ? vertex.text() : vertex.label()))
                .toArray();
    }

    private static List<List<Link>> links(SlotGraph graph) {
        List<List<Link>> links = new ArrayList<>();
        graph.vertices().forEach(vertex -> links.add(new ArrayList<>()));
        for (LabelledEdge wire : graph.wires()) {
            long label = hash(wire.label());
            links.get(wire.from()).add(new Link(wire.to(), mix(label ^ 0x0dd)));
            links.get(wire.to()).add(new Link(wire.from(), mix(label ^ 0x1b7)));
        }
        return links;
    }

    private static long[] next(long[] colours, List<List<Link>> links) {
        long[] next = new long[colours.length];
        for (int i = 0; i < next.length; i++) {
            long sum = 0; // of hashes, for it does not depend on order
            for (Link link : links.get(i)) {
                sum += mix(link.label + mix(colours[link.vertex]));
            }
            next[i] = mix(colours[i] * 31 + mix(sum));
        }
        return next;
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
