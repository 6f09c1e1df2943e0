package io.brewprint.exam;

import io.brewprint.blueprint.LabelledEdge;
import io.brewprint.blueprint.LabelledGraph;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document as a graph whose vertices hold slots: one for the Blueprint, one a variable, one a graph, one a node. Ids,
 * order and positions are gone; comment boxes, CATEGORY and TYPE lines say nothing to Unreal and are left out, and so
 * are wires to nodes that are not there.
 *
 * @param vertices in the order of the document
 * @param links wires, and {@value #IN} from each graph to its nodes
 */
record SlotGraph(List<Vertex> vertices, List<LabelledEdge> links) {
    /** Label of the link from a graph to a node of it. */
    static final String IN = "in";

    /** How labels of graphs begin. */
    static final String GRAPH = "GRAPH";
    /** How labels of nodes begin. */
    static final String NODE = "NODE ";

    private static final String EVENT_GRAPH = "EventGraph";

    /**
     * A name or a value.
     *
     * @param place which value of its vertex it is
     * @param key what it has in common with every other spelling of the same value
     */
    record Slot(SlotKind kind, String place, String key) implements Comparable<Slot> {
        static Slot of(SlotKind kind, String place, String value) {
            return new Slot(kind, place, kind.key(value));
        }

        @Override
        public int compareTo(Slot other) {
            int byPlace = place.compareTo(other.place);
            return byPlace != 0 ? byPlace : key.compareTo(other.key);
        }
    }

    /**
     * What may hold slots.
     *
     * @param label what it is, but for names and values: only vertices of one label can stand for each other
     * @param slots sorted
     */
    record Vertex(String label, List<Slot> slots) {
        Vertex {
            slots = slots.stream().sorted().toList();
        }

        /** How many slots it shares with {@code other}; a place that is there twice counts twice. */
        int agreeing(Vertex other) {
            return common(other).size();
        }

        /** Those slots. */
        List<Slot> common(Vertex other) {
            List<Slot> both = new ArrayList<>();
            for (int i = 0, j = 0; i < slots.size() && j < other.slots.size(); ) {
                int order = slots.get(i).compareTo(other.slots.get(j));
                if (order == 0) {
                    both.add(slots.get(i));
                }
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }
            return both;
        }

        /** Label and slots in one. */
        String text() {
            StringBuilder text =
                    new StringBuilder().append(label.length()).append(':').append(label);
            for (Slot slot : slots) {
                text.append(slot.place.length()).append(':').append(slot.place);
                text.append(slot.key.length()).append('=').append(slot.key);
            }
            return text.toString();
        }
    }

    /** Of any document, whole or not. */
    static SlotGraph of(Document document, NodeCatalog catalog) {
        List<Vertex> vertices = new ArrayList<>();
        List<LabelledEdge> links = new ArrayList<>();
        vertices.add(blueprint(document));
        document.variables().forEach(variable -> vertices.add(vertex(variable)));
        for (Graph graph : document.graphs()) {
            int place = vertices.size();
            vertices.add(vertex(graph));
            Map<String, Integer> ids = new HashMap<>();
            for (Node node : graph.nodes()) {
                ids.putIfAbsent(node.id(), vertices.size());
                links.add(new LabelledEdge(place, vertices.size(), IN));
                vertices.add(vertex(node, catalog));
            }
            for (Edge edge : graph.edges()) {
                Integer from = ids.get(edge.from().node());
                Integer to = ids.get(edge.to().node());
                if (from != null && to != null) {
                    links.add(new LabelledEdge(
                            from,
                            to,
                            edge.kind() + " " + edge.from().pin() + "->"
                                    + edge.to().pin()));
                }
            }
        }
        return new SlotGraph(List.copyOf(vertices), List.copyOf(links));
    }

    private static Vertex blueprint(Document document) {
        List<Slot> slots = new ArrayList<>();
        if (!document.name().isEmpty()) {
            slots.add(Slot.of(SlotKind.BLUEPRINT, "name", document.name()));
        }
        if (document.parent() != null) {
            slots.add(Slot.of(SlotKind.PARENT, "parent", document.parent()));
        }
        return new Vertex("BLUEPRINT", slots);
    }

    private static Vertex vertex(Variable variable) {
        List<Slot> slots = new ArrayList<>();
        slots.add(Slot.of(SlotKind.VARIABLE, "name", variable.name()));
        slots.add(Slot.of(SlotKind.TYPE, "type", variable.type()));
        String preset = variable.defaultValue();
        if (preset != null) {
            slots.add(new Slot(
                    SlotKind.DEFAULT,
                    "default",
                    SlotKind.of(variable.type(), preset).key(preset)));
        }
        return new Vertex("VAR", slots);
    }

    private static Vertex vertex(Graph graph) {
        String kind = graph.kind() == null ? "" : " " + graph.kind();
        return graph.name().equals(EVENT_GRAPH)
                ? new Vertex(GRAPH + " " + EVENT_GRAPH + kind, List.of())
                : new Vertex(GRAPH + kind, List.of(Slot.of(SlotKind.GRAPH, "name", graph.name())));
    }

    private static Vertex vertex(Node node, NodeCatalog catalog) {
        List<Slot> slots = new ArrayList<>();
        for (Attribute attribute : node.attributes()) {
            SlotKind kind = SlotKind.of(node, attribute.name(), attribute.value(), catalog);
            slots.add(Slot.of(kind, attribute.name(), attribute.value()));
        }
        return new Vertex(NODE + node.type(), slots);
    }

    /** The wires alone. */
    List<LabelledEdge> wires() {
        return links.stream().filter(link -> !link.label().equals(IN)).toList();
    }

    /** All that the document says, names and values too, for its canonical hash; a node's label has its graph's. */
    LabelledGraph exact() {
        List<String> labels = new ArrayList<>();
        vertices.forEach(vertex -> labels.add(vertex.text()));
        for (LabelledEdge link : links) {
            if (link.label().equals(IN)) {
                labels.set(
                        link.to(),
                        vertices.get(link.from()).text()
                                + vertices.get(link.to()).text());
            }
        }
        return new LabelledGraph(Collections.unmodifiableList(labels), wires());
    }
}
