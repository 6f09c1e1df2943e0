package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike two graphs are, names and ids of nodes ignored.
 *
 * @param nodeF1 F1 of the multisets of node labels, 0 to 1
 * @param edgeF1 F1 of the multisets of edges written {@code TypeA.Pin->TypeB.Pin}, 0 to 1; 1 when neither has any
 * @param f1 F1 of nodes and edges together
 * @param identical same canonical hash: the same graph but for order
 */
public record GraphMatch(double nodeF1, double edgeF1, double f1, boolean identical) {
    /** Compares an answer with what was expected. */
    public static GraphMatch compare(LabelledGraph expected, LabelledGraph actual) {
        List<String> expectedEdges = edges(expected);
        List<String> actualEdges = edges(actual);
        int nodeHits = hits(expected.labels(), actual.labels());
        int edgeHits = hits(expectedEdges, actualEdges);
        int nodes = expected.labels().size() + actual.labels().size();
        int edges = expectedEdges.size() + actualEdges.size();
        boolean identical = CanonicalHash.of(expected).equals(CanonicalHash.of(actual));
        return new GraphMatch(
                f1(nodeHits, nodes), f1(edgeHits, edges), f1(nodeHits + edgeHits, nodes + edges), identical);
    }

    private static double f1(int hits, int total) {
        return total == 0 ? 1 : 2.0 * hits / total;
    }

    private static List<String> edges(LabelledGraph graph) {
        var texts = new ArrayList<String>(graph.edges().size());
        for (LabelledEdge edge : graph.edges()) {
            String from = graph.labels().get(edge.from());
            String to = graph.labels().get(edge.to());
            texts.add(from + '\0' + edge.label() + '\0' + to);
        }
        return texts;
    }

    private static int hits(List<String> expected, List<String> actual) {
        Map<String, Integer> left = new HashMap<>();
        for (String item : expected) {
            left.merge(item, 1, Integer::sum);
        }
        int hits = 0;
        for (String item : actual) {
            int count = left.getOrDefault(item, 0);
            if (count > 0) {
                hits++;
                left.put(item, count - 1);
            }
        }
        return hits;
    }
}
