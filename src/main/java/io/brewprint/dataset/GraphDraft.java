package io.brewprint.dataset;

import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Blueprint under construction: nodes are numbered as they come, exec wires are written before data wires. */
final class GraphDraft {
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> exec = new ArrayList<>();
    private final List<Edge> data = new ArrayList<>();

    /** Adds a node; {@code attributes} are names and values in turn. */
    String node(String type, String... attributes) {
        List<Attribute> list = new ArrayList<>();
        for (int i = 0; i < attributes.length; i += 2) {
            list.add(new Attribute(attributes[i], attributes[i + 1]));
        }
        String id = "n" + (nodes.size() + 1);
        nodes.add(new Node(id, type, list));
        return id;
    }

    /** Adds a node that runs after {@code from}. */
    String after(PinRef from, String type, String... attributes) {
        String id = node(type, attributes);
        exec.add(new Edge(Edge.Kind.EXEC, from, new PinRef(id, "Execute"), null));
        return id;
    }

    void data(String from, String pin, String to, String toPin, String type) {
        data.add(new Edge(Edge.Kind.DATA, new PinRef(from, pin), new PinRef(to, toPin), type));
    }

    /** Declares a variable once; the first default counts. */
    void variable(String name, String type, String defaultValue) {
        variables.putIfAbsent(name, new Variable(name, type, defaultValue));
    }

    /** Declares a variable that has no default: a component, or another object. */
    void variable(String name, String type) {
        variables.putIfAbsent(name, new Variable(name, type, null));
    }

    /** Adds the custom event that a timer calls, unless it is there. */
    void event(String name) {
        boolean there = nodes.stream()
                .anyMatch(
                        node -> node.attribute("EventName").filter(name::equals).isPresent());
        if (!there) {
            node("Event_Custom", "EventName", name);
        }
    }

    Document finish(String name) {
        List<Edge> edges = new ArrayList<>(exec);
        edges.addAll(data);
        Graph graph = new Graph("EventGraph", nodes, edges, List.of());
        return new Document(name, "Actor", null, List.copyOf(variables.values()), List.of(graph));
    }
}
