package io.brewprint.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of one connected graph. Where colour refinement parts all nodes it is the graph in the order of
 * its colours; else the smallest over all leaves of the search tree of individualisation, if those are few; else what
 * {@link SplitForm} makes of its likenesses. Each of the three has its bound of steps; beyond the last the refined
 * colours alone are the text, which graphs that differ may share.
 *
 * @param text the same for every numbering of the graph
 * @param whole whether no other graph has the text
 * @param steps that it took
 */
record CanonicalForm(String text, boolean whole, long steps) {
    /** Beyond these leaves the likenesses of a graph are looked at instead. */
    private static final int MOST_LEAVES = 64;

    /** Of the first refinement; a chain of five thousand nodes needs half of them. */
    static final long MOST_REFINING = 1L << 27;
    /** Of each of the two searches. */
    static final long MOST_SEARCHING = 1L << 23;

    /**
     * The form of a component.
     *
     * @param share of the steps that a graph has, 0 to 1; by size, so that it is the same for every numbering
     */
    static CanonicalForm of(LabelledGraph component, double share) {
        var refinement = new Refinement(component, (long) (share * MOST_REFINING));
        long[] colours = refinement.first();
        boolean stable = refinement.refine(colours);
        String refined = refinement.write(colours);
        if (Refinement.classes(colours) == colours.length || !stable) {
            return new CanonicalForm(refined, stable, refinement.steps());
        }
        var search = new Search(component, (long) (share * MOST_SEARCHING));
        search.from(colours, 0);
        long steps = refinement.steps() + search.refinement.steps();
        if (!search.overrun && search.best != null) {
            return new CanonicalForm(search.best, true, steps);
        }
        var split = new SplitForm((long) (share * MOST_SEARCHING));
        String text = split.of(component, colours, 0);
        return new CanonicalForm(text == null ? refined : text, text != null, steps + split.steps());
    }

    /** The tree is the same for every numbering, and so is whether it has too many leaves or takes too many steps. */
    private static final class Search {
        private final LabelledGraph graph;
        private final Refinement refinement;
        private @Nullable String best;
        private int leaves;
        private boolean overrun;

        Search(LabelledGraph graph, long most) {
            this.graph = graph;
            refinement = new Refinement(graph, most);
        }

        /** @param forks above; a tree has more leaves than any way down it has forks, so they are as few */
        void from(long[] start, int forks) {
            long[] colours = start;
            while (true) {
                List<Integer> cell = Refinement.smallestCell(colours);
                // its nodes are sorted into classes, and the wires of a class looked at for twins
                if (!refinement.spend(cell.isEmpty() ? Refinement.writing(graph) : 2 * Refinement.size(graph))) {
                    overrun = true;
                } else if (cell.isEmpty()) {
                    leaf(colours);
                    return;
                }
                if (overrun) {
                    return;
                }
                List<Integer> ways = refinement.withoutTwins(cell);
                if (ways.size() > 1) {
                    overrun |= forks + ways.size() > MOST_LEAVES;
                    fork(colours, ways, forks + 1);
                    return;
                }
                colours = Refinement.apart(colours, ways.getFirst());
                overrun |= !refinement.refine(colours);
            }
        }

        private void fork(long[] colours, List<Integer> ways, int forks) {
            for (int node : ways) {
                if (overrun) {
                    return;
                }
                long[] next = Refinement.apart(colours, node);
                overrun |= !refinement.refine(next);
                from(next, forks);
            }
        }

        private void leaf(long[] colours) {
            overrun |= ++leaves > MOST_LEAVES;
            String text = refinement.write(colours);
            if (best == null || text.compareTo(best) < 0) {
                best = text;
            }
        }
    }
}
