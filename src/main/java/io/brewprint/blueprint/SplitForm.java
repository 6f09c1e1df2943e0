package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a graph with many likenesses. Refined colours say all about a node that is alone in its class,
 * and about wires between two classes that go from each node of one to each of the other in the same way. Without
 * those the graph falls apart, twins into single nodes and copies into copies, and each part has a text of its own;
 * only where nothing falls away is a node set apart and the smallest text taken.
 */
final class SplitForm {
    /** Nodes set apart within each other; so much likeness takes more steps than there are, too. */
    private static final int MOST_APART = 64;

    private final long most;
    private long steps;

    /** @param most steps that may be taken */
    SplitForm(long most) {
        this.most = most;
    }

    /** Steps taken so far. */
    long steps() {
        return steps;
    }

    /**
     * The text.
     *
     * @param colours refined
     * @param apart nodes set apart above
     * @return null where the steps did not suffice, which is the same for every numbering
     */
    @Nullable
    String of(LabelledGraph graph, long[] colours, int apart) {
        var refinement = new Refinement(graph, most - steps);
        if (!refinement.spend(Refinement.writing(graph))) {
            return null;
        }
        steps += refinement.steps();
        String text = refinement.write(colours);
        if (Refinement.classes(colours) == colours.length) {
            return text;
        }
        List<LabelledGraph> parts = parts(graph, colours);
        return parts == null ? apart(graph, colours, apart) : joined(text, parts, apart);
    }

    private @Nullable String joined(String whole, List<LabelledGraph> parts, int apart) {
        List<String> texts = new ArrayList<>();
        for (LabelledGraph part : parts) {
            // Its labels are the colours of the whole, which are as fine as they get.
            String text = of(part, new Refinement(part, 0).first(), apart);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        Collections.sort(texts);
        var joined = new StringBuilder(whole);
        texts.forEach(text -> joined.append(text.length()).append('|').append(text));
        return joined.toString();
    }

    private @Nullable String apart(LabelledGraph graph, long[] colours, int apart) {
        String best = null;
        for (int node : Refinement.smallestCell(colours)) {
            long[] next = Refinement.apart(colours, node);
            var refinement = new Refinement(graph, most - steps);
            boolean stable = refinement.refine(next);
            steps += refinement.steps();
            String text = stable && apart < MOST_APART ? of(graph, next, apart + 1) : null;
            if (text == null) {
                return null;
            }
            best = best == null || text.compareTo(best) < 0 ? text : best;
        }
        return best;
    }

    /** What the graph falls into, labelled by the colours; null where nothing falls away. */
    private static @Nullable List<LabelledGraph> parts(LabelledGraph graph, long[] colours) {
        Map<Long, Integer> sizes = new HashMap<>();
        for (long colour : colours) {
            sizes.merge(colour, 1, Integer::sum);
        }
        int[] place = new int[colours.length];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < colours.length; i++) {
            place[i] = labels.size();
            if (sizes.getOrDefault(colours[i], 0) > 1) {
                labels.add(Long.toHexString(colours[i]));
            }
        }
        Set<Between> uneven = uneven(graph, colours, sizes);
        List<LabelledEdge> edges = new ArrayList<>();
        for (LabelledEdge edge : graph.edges()) {
            long from = colours[edge.from()];
            long to = colours[edge.to()];
            boolean alone = sizes.getOrDefault(from, 0) == 1 || sizes.getOrDefault(to, 0) == 1;
            if (!alone && (edge.from() == edge.to() || uneven.contains(new Between(from, to)))) {
                edges.add(new LabelledEdge(place[edge.from()], place[edge.to()], edge.label()));
            }
        }
        boolean same =
                labels.size() == colours.length && edges.size() == graph.edges().size();
        return same ? null : CanonicalHash.components(new LabelledGraph(labels, edges));
    }

    /** Wires that nodes of one colour have to nodes of another, or of the same. */
    private record Between(long from, long to) {}

    /** Between which colours some pairs of nodes are wired otherwise than others; a node's wires to itself aside. */
    private static Set<Between> uneven(LabelledGraph graph, long[] colours, Map<Long, Integer> sizes) {
        List<Map<Integer, Long>> wires = new ArrayList<>();
        for (int i = 0; i < colours.length; i++) {
            wires.add(new HashMap<>());
        }
        for (LabelledEdge edge : graph.edges()) {
            if (edge.from() != edge.to()) {
                long label = Mixing.text(edge.label());
                wires.get(edge.from()).merge(edge.to(), Mixing.mix(label ^ 0x0ddL), Long::sum);
                wires.get(edge.to()).merge(edge.from(), Mixing.mix(label ^ 0x1b7L), Long::sum);
            }
        }
        Map<Between, Long> first = new HashMap<>();
        Set<Between> uneven = new HashSet<>();
        for (int i = 0; i < colours.length; i++) {
            Map<Between, Integer> wired = new HashMap<>();
            for (Map.Entry<Integer, Long> wire : wires.get(i).entrySet()) {
                Between pair = new Between(colours[i], colours[wire.getKey()]);
                wired.merge(pair, 1, Integer::sum);
                Long other = first.putIfAbsent(pair, wire.getValue());
                if (other != null && !other.equals(wire.getValue())) {
                    uneven.add(pair);
                }
            }
            wired.forEach((pair, count) -> {
                int all = sizes.getOrDefault(pair.to(), 0) - (pair.from() == pair.to() ? 1 : 0);
                if (count != all) {
                    uneven.add(pair);
                }
            });
        }
        return uneven;
    }
}
