package io.brewprint.dataset;

import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A large document cut where one event ends and the next begins. What runs one after another stays together, as does
 * what takes a value from a node that runs, and who names an event with that event; pure nodes that depend on no
 * running one go with everybody who uses them, and each part has the variables that it names.
 */
final class EventParts {
    private static final String EVENT_NAME = "EventName";
    /**
     * Pure nodes that go with several parts count in each; beyond so many times the document no further part is made.
     */
    private static final int COPIES = 2;

    private final Graph graph;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    /** By node, the wires that lead to it, by their places in the graph. */
    private final Map<String, List<Integer>> into = new HashMap<>();
    /** Nodes that run, and pure ones that take a value from them: each of them is in one part alone. */
    private final Set<String> bound = new HashSet<>();
    /** Of each bound node, another of its group, nearer to the group's head. */
    private final Map<String, String> head = new HashMap<>();

    private EventParts(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            nodes.put(node.id(), node);
            places.put(node.id(), places.size());
        }
        Map<String, List<String>> onward = new HashMap<>();
        for (int i = 0; i < graph.edges().size(); i++) {
            Edge edge = graph.edges().get(i);
            into.computeIfAbsent(edge.to().node(), key -> new ArrayList<>()).add(i);
            onward.computeIfAbsent(edge.from().node(), key -> new ArrayList<>())
                    .add(edge.to().node());
            if (edge.kind() == Edge.Kind.EXEC) {
                bound.add(edge.from().node());
                bound.add(edge.to().node());
            }
        }
        List<String> open = new ArrayList<>(bound);
        while (!open.isEmpty()) {
            onward.getOrDefault(open.removeLast(), List.of()).stream()
                    .filter(bound::add)
                    .forEach(open::add);
        }
        for (Edge edge : graph.edges()) {
            if (bound.contains(edge.from().node())) {
                join(edge.from().node(), edge.to().node());
            }
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
                    join(event, node.id());
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
        return cut.groups(most).stream().map(group -> cut.part(document, group)).toList();
    }

    private void join(String one, String other) {
        head.put(root(one), root(other));
    }

    private String root(String id) {
        String at = id;
        for (String next = head.getOrDefault(at, at); !next.equals(at); next = head.getOrDefault(at, at)) {
            head.put(at, head.getOrDefault(next, next)); // half the way for whoever comes next
            at = next;
        }
        return at;
    }

    /** Groups of nodes in the order of the document, small neighbours together. */
    private List<Set<String>> groups(int most) {
        Map<String, Set<String>> byHead = new LinkedHashMap<>();
        for (String id : nodes.keySet()) {
            if (bound.contains(id)) {
                byHead.computeIfAbsent(root(id), key -> new LinkedHashSet<>()).add(id);
            }
        }
        List<Set<String>> groups = new ArrayList<>();
        int left = COPIES * nodes.size();
        for (Set<String> group : byHead.size() < 2 ? List.<Set<String>>of() : byHead.values()) {
            left = feed(group, left);
            if (left < 0) {
                return groups;
            }
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

    /**
     * Adds the pure nodes whose values reach a group; gives how many more may be added elsewhere, below 0 for too many.
     */
    private int feed(Set<String> group, int most) {
        int left = most;
        List<String> open = new ArrayList<>(group);
        while (!open.isEmpty() && left >= 0) {
            for (int wire : into.getOrDefault(open.removeLast(), List.of())) {
                String from = graph.edges().get(wire).from().node();
                if (!bound.contains(from) && nodes.containsKey(from) && group.add(from)) {
                    open.add(from);
                    left--;
                }
            }
        }
        return left;
    }

    private Document part(Document whole, Set<String> group) {
        List<Node> kept = group.stream()
                .sorted(Comparator.comparing(places::get))
                .map(nodes::get)
                .toList();
        List<Edge> edges = group.stream()
                .flatMap(id -> into.getOrDefault(id, List.of()).stream())
                .sorted()
                .map(graph.edges()::get)
                .filter(edge -> group.contains(edge.from().node()))
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
