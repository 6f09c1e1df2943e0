package io.brewprint.dsl;

import io.brewprint.blueprint.LabelledEdge;
import io.brewprint.blueprint.LabelledGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** A document as a labelled graph. */
final class Labels {
    private Labels() {}

    static LabelledGraph of(Document document, boolean exact) {
        var labels = new ArrayList<String>();
        var edges = new ArrayList<LabelledEdge>();
        if (exact) {
            for (Variable variable : document.variables()) {
                labels.add("VAR " + variable.name() + ": " + variable.type() + " = " + variable.defaultValue());
            }
        }
        for (Graph graph : document.graphs()) {
            var ids = new HashMap<String, Integer>();
            for (Node node : graph.nodes()) {
                ids.putIfAbsent(node.id(), labels.size());
                labels.add(exact ? node.type() + attributes(node.attributes()) : node.type());
            }
            for (Edge edge : graph.edges()) {
                Integer from = ids.get(edge.from().node());
                Integer to = ids.get(edge.to().node());
                // A dangling edge is an error of its own and has no place in a graph.
                if (from != null && to != null) {
                    String label = edge.kind() + " " + edge.from().pin() + "->"
                            + edge.to().pin();
                    edges.add(new LabelledEdge(from, to, label));
                }
            }
        }
        return new LabelledGraph(labels, edges);
    }

    private static String attributes(List<Attribute> attributes) {
        var sorted = new ArrayList<>(attributes);
        sorted.sort(Comparator.comparing(Attribute::name).thenComparing(Attribute::value));
        var text = new StringBuilder();
        for (Attribute attribute : sorted) {
            text.append(text.isEmpty() ? " [" : ", ");
            text.append(Spelling.key(attribute.name())).append('=').append(Spelling.value(attribute.value()));
        }
        return text.toString();
    }
}
