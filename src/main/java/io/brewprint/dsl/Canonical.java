package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document in its canonical form: usual names for types and pins, ids in reading order, exec wires first. */
final class Canonical {
    private final NodeCatalog catalog;

    Canonical(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    Document of(Document document) {
        return new Document(
                document.name(),
                document.parent(),
                document.category(),
                document.types(),
                variables(document),
                document.graphs().stream()
                        .map(graph -> numbered(ordered(named(graph, types(document)))))
                        .toList());
    }

    /** The same without new ids and order. */
    Document named(Document document) {
        return new Document(
                document.name(),
                document.parent(),
                document.category(),
                document.types(),
                variables(document),
                document.graphs().stream()
                        .map(graph -> named(graph, types(document)))
                        .toList());
    }

    private static Map<String, String> types(Document document) {
        var types = new HashMap<String, String>();
        document.variables().forEach(variable -> types.putIfAbsent(variable.name(), variable.type()));
        return types;
    }

    private static List<Variable> variables(Document document) {
        return document.variables().stream()
                .map(variable -> new Variable(
                        variable.name(), TypeRules.spelling(variable.type()).orElse(variable.type()), preset(variable)))
                .toList();
    }

    private static @Nullable String preset(Variable variable) {
        String value = variable.defaultValue();
        return value == null
                ? null
                : TypeRules.usualValue(variable.type(), value).orElse(value);
    }

    private Graph named(Graph graph, Map<String, String> variables) {
        if (graph.kind() != null) {
            return graph;
        }
        var names = new HashMap<String, Names>();
        var nodes = new ArrayList<Node>();
        for (Node node : graph.nodes()) {
            var own = new Names(node, variables);
            names.putIfAbsent(node.id(), own);
            nodes.add(own.node());
        }
        var edges = new ArrayList<Edge>();
        for (Edge edge : graph.edges()) {
            edges.add(new Edge(
                    edge.kind(),
                    pin(edge.from(), names, true),
                    pin(edge.to(), names, false),
                    edge.type() == null ? null : TypeRules.spelling(edge.type()).orElse(edge.type())));
        }
        return new Graph(graph.name(), null, nodes, edges, graph.comments());
    }

    private static PinRef pin(PinRef pin, Map<String, Names> names, boolean output) {
        Names own = names.get(pin.node());
        return own == null ? pin : new PinRef(pin.node(), own.pin(pin.pin(), output));
    }

    /** Which names one node's type and pins usually have, and how its values are usually written. */
    private final class Names {
        private final CheckedNode seat;
        private final Map<String, String> variables;

        Names(Node node, Map<String, String> variables) {
            this.seat = CheckedNode.of(node, Spot.NOWHERE, catalog);
            this.variables = variables;
        }

        Node node() {
            var attributes = new ArrayList<Attribute>();
            var keys = new HashSet<String>();
            seat.node.attributes().forEach(attribute -> keys.add(attribute.name()));
            for (Attribute attribute : seat.node.attributes()) {
                String name = attribute.name().startsWith("@") || catalog.isKey(seat.type(), attribute.name())
                        ? attribute.name()
                        : pin(attribute.name(), false);
                // An alias beside the usual name stays: which of the two counts is not ours to say.
                boolean taken = !name.equals(attribute.name()) && !keys.add(name);
                attributes.add(taken ? attribute : new Attribute(name, value(name, attribute.value())));
            }
            return new Node(seat.node.id(), seat.type(), attributes);
        }

        private String value(String name, String value) {
            PinSpec pin = seat.signature == null || name.startsWith("@") ? null : seat.signature.pin(name, false);
            return pin == null
                    ? value
                    : TypeRules.usualValue(NodeChecks.type(seat, pin, variables), value)
                            .orElse(value);
        }

        String pin(String name, boolean output) {
            if (seat.signature != null && seat.signature.pin(name, output) != null) {
                return name;
            }
            String usual = seat.usual(name);
            return usual == null ? name : usual;
        }
    }

    /** Exec wires first, each kind in the order written. */
    private static Graph ordered(Graph graph) {
        var edges = new ArrayList<>(graph.edges());
        edges.sort(Comparator.comparing(Edge::kind));
        return new Graph(graph.name(), graph.kind(), graph.nodes(), edges, graph.comments());
    }

    /** New ids n1, n2 and so on by line; a graph whose ids are not sound keeps them, so that no fault is hidden. */
    private static Graph numbered(Graph graph) {
        var ids = new HashMap<String, String>();
        for (Node node : graph.nodes()) {
            if (ids.put(node.id(), "n" + (ids.size() + 1)) != null) {
                return graph;
            }
        }
        for (Edge edge : graph.edges()) {
            if (!ids.containsKey(edge.from().node())
                    || !ids.containsKey(edge.to().node())) {
                return graph;
            }
        }
        for (CommentBox comment : graph.comments()) {
            if (!ids.keySet().containsAll(comment.nodes())) {
                return graph;
            }
        }
        var edges = new ArrayList<Edge>();
        for (Edge edge : graph.edges()) {
            edges.add(new Edge(edge.kind(), moved(edge.from(), ids), moved(edge.to(), ids), edge.type()));
        }
        return new Graph(
                graph.name(),
                graph.kind(),
                graph.nodes().stream()
                        .map(node -> new Node(ids.getOrDefault(node.id(), node.id()), node.type(), node.attributes()))
                        .toList(),
                edges,
                graph.comments().stream()
                        .map(comment -> new CommentBox(
                                comment.text(),
                                comment.nodes().stream()
                                        .map(id -> ids.getOrDefault(id, id))
                                        .toList(),
                                comment.attributes()))
                        .toList());
    }

    private static PinRef moved(PinRef pin, Map<String, String> ids) {
        return new PinRef(ids.getOrDefault(pin.node(), pin.node()), pin.pin());
    }
}
