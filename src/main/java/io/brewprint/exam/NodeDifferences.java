package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes of two documents differ, by the pairing that slots are counted by.
 *
 * @param expected for each graph of the expected document the nodes that differ, by id
 * @param actual the same of the answer
 */
public record NodeDifferences(List<Map<String, Kind>> expected, List<Map<String, Kind>> actual) {
    /** What is the matter with a node. */
    public enum Kind {
        /** No node of its type stands for it in the other document. */
        UNPAIRED,
        /** The node that stands for it has other names or values. */
        VALUES
    }

    /** Compares. */
    public static NodeDifferences of(Document expected, Document actual, NodeCatalog catalog) {
        SlotGraph want = SlotGraph.of(expected, catalog);
        SlotGraph got = SlotGraph.of(actual, catalog);
        Map<Integer, Kind> ofWant = unpaired(want);
        Map<Integer, Kind> ofGot = unpaired(got);
        for (SlotAlignment.Pair pair : SlotAlignment.of(want, got)) {
            SlotGraph.Vertex first = want.vertices().get(pair.first());
            SlotGraph.Vertex second = got.vertices().get(pair.second());
            int same = first.agreeing(second);
            if (same == first.slots().size() && same == second.slots().size()) {
                ofWant.remove(pair.first());
                ofGot.remove(pair.second());
            } else {
                ofWant.put(pair.first(), Kind.VALUES);
                ofGot.put(pair.second(), Kind.VALUES);
            }
        }
        return new NodeDifferences(byId(expected, ofWant), byId(actual, ofGot));
    }

    private static Map<Integer, Kind> unpaired(SlotGraph graph) {
        Map<Integer, Kind> all = new HashMap<>();
        for (int i = 0; i < graph.vertices().size(); i++) {
            all.put(i, Kind.UNPAIRED);
        }
        return all;
    }

    /** Vertices stand in the order of the document: the Blueprint, variables, then each graph before its nodes. */
    private static List<Map<String, Kind>> byId(Document document, Map<Integer, Kind> kinds) {
        List<Map<String, Kind>> graphs = new ArrayList<>();
        int at = 1 + document.variables().size();
        for (Graph graph : document.graphs()) {
            at++;
            Map<String, Kind> nodes = new HashMap<>();
            Set<String> seen = new HashSet<>();
            for (Node node : graph.nodes()) {
                Kind kind = kinds.get(at++);
                if (seen.add(node.id()) && kind != null) { // of two with one id the first is the one that has it
                    nodes.put(node.id(), kind);
                }
            }
            graphs.add(nodes);
        }
        return graphs;
    }
}
