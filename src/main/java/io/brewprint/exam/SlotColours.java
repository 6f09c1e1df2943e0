package io.brewprint.exam;

import io.brewprint.blueprint.LabelledEdge;
import io.brewprint.blueprint.Mixing;
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
                .mapToLong(vertex -> Mixing.text(values ? vertex.text() : vertex.label()))
                .toArray();
    }

    private static List<List<Link>> links(SlotGraph graph) {
        List<List<Link>> links = new ArrayList<>();
        graph.vertices().forEach(vertex -> links.add(new ArrayList<>()));
        for (LabelledEdge wire : graph.wires()) {
            long label = Mixing.text(wire.label());
            links.get(wire.from()).add(new Link(wire.to(), Mixing.mix(label ^ 0x0dd)));
            links.get(wire.to()).add(new Link(wire.from(), Mixing.mix(label ^ 0x1b7)));
        }
        return links;
    }

    private static long[] next(long[] colours, List<List<Link>> links) {
        long[] next = new long[colours.length];
        for (int i = 0; i < next.length; i++) {
            long sum = 0; // of hashes, for it does not depend on order
            for (Link link : links.get(i)) {
                sum += Mixing.mix(link.label + Mixing.mix(colours[link.vertex]));
            }
            next[i] = Mixing.mix(colours[i] * 31 + Mixing.mix(sum));
        }
        return next;
    }
}
