package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of one connected graph: the smallest over all leaves of the search tree of colour refinement with
 * individualisation. Colours are 64-bit hashes of what a node sees, so they do not depend on any numbering.
 */
final class CanonicalForm {
    /** Beyond these leaves the graph is so symmetric that the refined colours alone stand for it. */
    private static final int MOST_LEAVES = 64;

    private record Link(int node, long label) {}

    private final LabelledGraph graph;
    private final List<List<Link>> links = new ArrayList<>();
    private @Nullable String best;
    private int leaves;

    private CanonicalForm(LabelledGraph graph) {
        this.graph = graph;
        graph.labels().forEach(ignored -> links.add(new ArrayList<>()));
        for (LabelledEdge edge : graph.edges()) {
            long label = Mixing.text(edge.label());
            links.get(edge.from()).add(new Link(edge.to(), Mixing.mix(label ^ 0x0ddL)));
            links.get(edge.to()).add(new Link(edge.from(), Mixing.mix(label ^ 0x1b7L)));
        }
    }

    static String of(LabelledGraph graph) {
        var form = new CanonicalForm(graph);
        long[] colours = new long[graph.labels().size()];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Mixing.text(graph.labels().get(i));
        }
        form.refine(colours);
        long[] first = colours.clone();
        form.search(colours);
        // The size of the tree is the same for every numbering, and so is the choice made here.
        return form.leaves > MOST_LEAVES || form.best == null ? form.write(first) : form.best;
    }

    private void search(long[] colours) {
        if (leaves > MOST_LEAVES) {
            return;
        }
        List<Integer> cell = smallestCell(colours);
        if (cell.isEmpty()) {
            leaves++;
            String text = write(colours);
            if (best == null || text.compareTo(best) < 0) {
                best = text;
            }
            return;
        }
        var twins = new HashSet<List<Link>>();
        for (int node : cell) {
            // Nodes with the very same neighbours can be swapped: one of them stands for all.
            var neighbours = new ArrayList<>(links.get(node));
            neighbours.sort((a, b) ->
                    a.node() != b.node() ? Integer.compare(a.node(), b.node()) : Long.compare(a.label(), b.label()));
            if (twins.add(neighbours)) {
                long[] next = colours.clone();
                next[node] = Mixing.mix(next[node] + 0x51ed27L);
                refine(next);
                search(next);
            }
        }
    }

    /** The smallest colour class with more than one node, the least colour among equals; empty when all differ. */
    private static List<Integer> smallestCell(long[] colours) {
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

    /** Rounds of hashing each node with its neighbours until no class is parted any more. */
    private void refine(long[] colours) {
        int classes = count(colours);
        while (true) {
            long[] next = new long[colours.length];
            for (int i = 0; i < colours.length; i++) {
                long sum = 0;
                for (Link link : links.get(i)) {
                    // A sum does not depend on order, and mixing both sides keeps it from cancelling out.
                    sum += Mixing.mix(link.label() + Mixing.mix(colours[link.node()]));
                }
                next[i] = Mixing.mix(colours[i] * 31 + Mixing.mix(sum));
            }
            System.arraycopy(next, 0, colours, 0, next.length);
            int now = count(colours);
            if (now == classes) {
                return;
            }
            classes = now;
        }
    }

    private static int count(long[] colours) {
        return (int) Arrays.stream(colours).distinct().count();
    }

    private String write(long[] colours) {
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
