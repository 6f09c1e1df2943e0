package io.brewprint.dataset;

import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A large document cut where one event ends and the next begins. What runs one after another stays together, as does
 * what takes a value from a node that runs, and who names an event with that event; pure nodes go with everybody who
 * uses them, and each part has the variables that it names.
 */
final class EventParts {
    private static final String EVENT_NAME = "EventName";

    private final Graph graph;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Map<String, List<Edge>> into = new HashMap<>();
    /** Of each node that runs, another of its group, nearer to the group's head. */
    private final Map<String, String> head = new HashMap<>();

    private EventParts(Graph graph) {
        this.graph = graph;
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
        for (Edge edge : graph.edges()) {
            into.computeIfAbsent(edge.to().node(), key -> new ArrayList<>()).add(edge);
            if (edge.kind() == Edge.Kind.EXEC) {
                running.add(edge.from().node());
                running.add(edge.to().node());
            }
        }
        for (String id : running) {
            join(id);
        }
        joinCalls();
    }

    /** Joins events that others name, by a timer for instance, with those who do. */
    private void joinCalls() {
        Map<String, String> events = new HashMap<>();
        nodes.values().forEach(node -> node.attribute(EVENT_NAME).ifPresent(name -> events.put(name, node.id())));
        for (Node node : nodes.values()) {
            for (Attribute attribute : node.attributes()) {
                String event = events.get(attribute.value());
                if (event != null && !attribute.name().equals(EVENT_NAME)) {
                    head.put(root(event), root(node.id()));
                }
            }
        }
    }

    /**
     * The parts of a document of one graph, each of at most {@code most} nodes where its events allow it.
     *
     * @return none where it cannot be cut: it is small enough, has several graphs, or is one event's
     */
    static List<Document> of(Document document, int most) {
        if (document.graphs().size() != 1
                || document.graphs().getFirst().nodes().size() <= most) {
            return List.of();
        }
        EventParts cut = new EventParts(document.graphs().getFirst());
        List<Set<String>> groups = cut.groups(most);
        return groups.size() < 2
                ? List.of()
                : groups.stream().map(group -> cut.part(document, group)).toList();
    }

    /** Joins a node that runs with all that it follows or takes a value from, over pure nodes too. */
    private void join(String id) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            for (Edge edge : into.getOrDefault(open.removeLast(), List.of())) {
                String from = edge.from().node();
                if (running.contains(from)) {
                    head.put(root(from), root(id));
                } else if (seen.add(from)) {
                    open.add(from);
                }
            }
        }
    }

    private String root(String id) {
        String at = id;
        while (!head.getOrDefault(at, at).equals(at)) {
            at = head.getOrDefault(at, at);
        }
        return at;
    }

    /** Groups of nodes in the order of the document, small neighbours together. */
    private List<Set<String>> groups(int most) {
        Map<String, Set<String>> byHead = new LinkedHashMap<>();
        for (String id : nodes.keySet()) {
            if (running.contains(id)) {
                Set<String> group = byHead.computeIfAbsent(root(id), key -> new LinkedHashSet<>());
                group.add(id);
                feeds(id, group);
            }
        }
        List<Set<String>> groups = new ArrayList<>();
        for (Set<String> group : byHead.values()) {
            Set<String> last = groups.isEmpty() ? Set.of() : groups.getLast();
            Set<String> both = new LinkedHashSet<>(last);
            both.addAll(group);
            if (!last.isEmpty() && both.size() <= most) {
                groups.set(groups.size() - 1, both);
            } else {
                groups.add(group);
            }
        }
        return groups;
    }

    /** Adds the pure nodes whose values reach a node. */
    private void feeds(String id, Set<String> group) {
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            for (Edge edge : into.getOrDefault(open.removeLast(), List.of())) {
                String from = edge.from().node();
                if (!running.contains(from) && nodes.containsKey(from) && group.add(from)) {
                    open.add(from);
                }
            }
        }
    }

    private Document part(Document whole, Set<String> group) {
        List<Node> kept = nodes.values().stream()
                .filter(node -> group.contains(node.id()))
                .toList();
        List<Edge> edges = graph.edges().stream()
                .filter(edge -> group.contains(edge.from().node())
                        && group.contains(edge.to().node()))
                .toList();
        Set<String> named = new HashSet<>();
        kept.forEach(node -> node.attributes().stream().map(Attribute::value).forEach(named::add));
        return new Document(
                whole.name(),
                whole.parent(),
                whole.category(),
                whole.types(),
                whole.variables().stream()
                        .filter(variable -> named.contains(variable.name()))
                        .toList(),
                List.of(new Graph(graph.name(), graph.kind(), kept, edges, List.of())));
    }
}
