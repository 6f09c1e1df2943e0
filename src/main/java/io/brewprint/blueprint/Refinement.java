package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Colour refinement of one graph. Colours are 64-bit hashes of what a node sees, so they do not depend on any
 * numbering; neither do the steps, of which one is a node or the end of a wire looked at once.
 */
final class Refinement {
    private final LabelledGraph graph;
    private final int[][] neighbours;
    private final long[][] labels;
    private final long most;
    private long steps;

    /** @param most steps that may be taken in all */
    Refinement(LabelledGraph graph, long most) {
        this.graph = graph;
        this.most = most;
        int n = graph.labels().size();
        int[] degree = new int[n];
        for (LabelledEdge edge : graph.edges()) {
            degree[edge.from()]++;
            degree[edge.to()]++;
        }
        neighbours = new int[n][];
        labels = new long[n][];
        for (int i = 0; i < n; i++) {
            neighbours[i] = new int[degree[i]];
            labels[i] = new long[degree[i]];
        }
        for (LabelledEdge edge : graph.edges()) {
            long label = Mixing.text(edge.label());
            link(edge.from(), edge.to(), Mixing.mix(label ^ 0x0ddL), degree);
            link(edge.to(), edge.from(), Mixing.mix(label ^ 0x1b7L), degree);
        }
    }

    private void link(int node, int neighbour, long label, int[] left) {
        int at = --left[node];
        neighbours[node][at] = neighbour;
        labels[node][at] = label;
    }

    /** Nodes and both ends of wires: the steps of one round. */
    static long size(LabelledGraph graph) {
        return graph.labels().size() + 2L * graph.edges().size();
    }

    /** What writing a graph down counts: texts are put together and sorted. */
    static long writing(LabelledGraph graph) {
        return 16 * size(graph);
    }

    /** Steps taken so far. */
    long steps() {
        return steps;
    }

    /** Takes steps; false, and none taken, where there are not so many left. */
    boolean spend(long count) {
        if (steps + count > most) {
            return false;
        }
        steps += count;
        return true;
    }

    /** Each node's label as its colour. */
    long[] first() {
        long[] colours = new long[neighbours.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Mixing.text(graph.labels().get(i));
        }
        return colours;
    }

    /**
     * Rounds of hashing each node with its neighbours until no class is parted any more.
     *
     * @return false where the steps did not suffice: the colours are those of the last round
     */
    boolean refine(long[] colours) {
        int classes = classes(colours);
        while (spend(size(graph))) {
            long[] next = new long[colours.length];
            for (int i = 0; i < colours.length; i++) {
                long sum = 0;
                for (int link = 0; link < neighbours[i].length; link++) {
                    // A sum does not depend on order, and mixing both sides keeps it from cancelling out.
                    sum += Mixing.mix(labels[i][link] + Mixing.mix(colours[neighbours[i][link]]));
                }
                next[i] = Mixing.mix(colours[i] * 31 + Mixing.mix(sum));
            }
            System.arraycopy(next, 0, colours, 0, next.length);
            int now = classes(colours);
            if (now == classes) {
                return true;
            }
            classes = now;
        }
        return false;
    }

    /** A copy in which {@code node} is set apart from the rest of its class; not refined yet. */
    static long[] apart(long[] colours, int node) {
        long[] next = colours.clone();
        next[node] = Mixing.mix(next[node] + 0x51ed27L);
        return next;
    }

    /** How many colours there are. */
    static int classes(long[] colours) {
        long[] sorted = colours.clone();
        Arrays.sort(sorted);
        int classes = sorted.length == 0 ? 0 : 1;
        for (int i = 1; i < sorted.length; i++) {
            classes += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return classes;
    }

    /** The smallest colour class with more than one node, the least colour among equals; empty when all differ. */
    static List<Integer> smallestCell(long[] colours) {
        Map<Long, List<Integer>> cells = new HashMap<>();
        for (int i = 0; i < colours.length; i++) {
            cells.computeIfAbsent(colours[i], ignored -> new ArrayList<>()).add(i);
        }
        List<Integer> found = List.of();
        long colour = 0;
        for (Map.Entry<Long, List<Integer>> cell : cells.entrySet()) {
            int size = cell.getValue().size();
            boolean better = found.isEmpty() || size < found.size() || (size == found.size() && cell.getKey() < colour);
            if (size > 1 && better) {
                found = cell.getValue();
                colour = cell.getKey();
            }
        }
        return found;
    }

    /** One node of each group of twins in {@code cell}: nodes with the very same neighbours can be swapped. */
    List<Integer> withoutTwins(List<Integer> cell) {
        record Link(int node, long label) {}
        Map<List<Link>, Integer> kept = new HashMap<>();
        for (int node : cell) {
            List<Link> links = new ArrayList<>();
            for (int i = 0; i < neighbours[node].length; i++) {
                links.add(new Link(neighbours[node][i], labels[node][i]));
            }
            links.sort((a, b) ->
                    a.node() != b.node() ? Integer.compare(a.node(), b.node()) : Long.compare(a.label(), b.label()));
            kept.putIfAbsent(links, node);
        }
        return List.copyOf(kept.values());
    }

    /** The graph as a text in the order of its colours. */
    String write(long[] colours) {
        int n = colours.length;
        var order = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Long.compare(colours[a], colours[b]));
        // Nodes of one colour share a rank: without a leaf the text must not depend on which comes first.
        int[] rank = new int[n];
        var lines = new ArrayList<String>();
        for (int i = 0; i < n; i++) {
            int node = order.get(i);
            boolean same = i > 0 && colours[node] == colours[order.get(i - 1)];
            rank[node] = same ? rank[order.get(i - 1)] : i;
            lines.add(graph.labels().get(node));
        }
        var wires = new ArrayList<String>();
        for (LabelledEdge edge : graph.edges()) {
            wires.add(rank[edge.from()] + ">" + rank[edge.to()] + " " + edge.label());
        }
        Collections.sort(wires);
        var text = new StringBuilder();
        for (List<String> part : List.of(lines, wires)) {
            for (String line : part) {
                text.append(line.length()).append(':').append(line);
            }
            text.append(';');
        }
        return text.toString();
    }
}
