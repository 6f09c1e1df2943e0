package io.brewprint.dsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;

/** {@code DATA 5 -> n2.B} means the attribute {@code B=5} of n2: read so, with a hint. */
final class LiteralSources {
    private LiteralSources() {}

    /** Turns the literals of a graph into attributes, now that its nodes are known. */
    static void settle(Draft.OfGraph graph, Draft draft) {
        if (graph.literals.isEmpty()) {
            return;
        }
        var ids = new HashMap<String, Integer>();
        for (int i = 0; i < graph.nodes.size(); i++) {
            ids.putIfAbsent(graph.nodes.get(i).id(), i);
        }
        var sources = new HashSet<>(ids.keySet());
        for (Draft.Literal literal : graph.literals) {
            Edge edge = literal.instead();
            if (edge != null && sources.contains(edge.from().node())) {
                // Node "0" with a pin "5" is there: 0.5 is no number.
                graph.edges.add(edge);
                graph.edgeSpots.add(literal.spot());
                continue;
            }
            Integer index = ids.get(literal.to().node());
            int line = literal.spot().line();
            if (index == null) {
                draft.report(
                        ProblemCode.DANGLING_REFERENCE,
                        line,
                        literal.spot().second(),
                        "no node has the id '" + literal.to().node() + "'",
                        null);
                continue;
            }
            Node node = graph.nodes.get(index);
            String written = Spelling.key(literal.to().pin()) + "=" + Spelling.value(literal.value());
            if (node.attribute(literal.to().pin()).isPresent()) {
                draft.report(
                        ProblemCode.REPEATED_ATTRIBUTE,
                        line,
                        literal.spot().first(),
                        "the value of " + literal.to().pin() + " is also written at the node",
                        "keep one of them");
                continue;
            }
            var attributes = new ArrayList<>(node.attributes());
            attributes.add(new Attribute(literal.to().pin(), literal.value()));
            graph.nodes.set(index, new Node(node.id(), node.type(), attributes));
            draft.report(
                    ProblemCode.LITERAL_SOURCE,
                    line,
                    literal.spot().first(),
                    "a value is no source of a wire; read as [" + written + "] of " + node.id(),
                    "write [" + written + "] at the node");
        }
    }
}
