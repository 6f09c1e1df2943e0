package io.brewprint.dsl;

import io.brewprint.blueprint.GraphMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What differs between two documents, ids and order ignored.
 *
 * @param match node F1 and typed-edge F1
 * @param lines one a difference: {@code - } only in the first, {@code + } only in the second, {@code ~ } changed
 */
public record GraphDiff(GraphMatch match, List<String> lines) {
    private static final int ROUNDS = 3;

    /** Copies the lines. */
    public GraphDiff {
        lines = List.copyOf(lines);
    }

    /** Compares two documents graph by graph, graphs of one name with each other. */
    public static GraphDiff of(Document expected, Document actual) {
        var lines = new ArrayList<String>();
        field("BLUEPRINT", expected.name(), actual.name(), lines);
        field("PARENT", String.valueOf(expected.parent()), String.valueOf(actual.parent()), lines);
        variables(expected, actual, lines);
        Map<String, Graph> others = new LinkedHashMap<>();
        actual.graphs().forEach(graph -> others.putIfAbsent(graph.name(), graph));
        for (Graph graph : expected.graphs()) {
            Graph other = others.remove(graph.name());
            if (other == null
                    && expected.graphs().size() == 1
                    && actual.graphs().size() == 1) {
                other = others.remove(actual.graphs().getFirst().name());
                field("GRAPH", graph.name(), actual.graphs().getFirst().name(), lines);
            }
            if (other == null) {
                lines.add("- GRAPH: " + graph.name() + " with " + graph.nodes().size() + " nodes");
            } else {
                graphs(graph, other, lines);
            }
        }
        others.values()
                .forEach(graph -> lines.add(
                        "+ GRAPH: " + graph.name() + " with " + graph.nodes().size() + " nodes"));
        return new GraphDiff(GraphMatch.compare(Dsl.graph(expected), Dsl.graph(actual)), lines);
    }

    private static void field(String what, String before, String after, List<String> lines) {
        if (!before.equals(after)) {
            lines.add("~ " + what + ": " + before + " is " + after);
        }
    }

    private static void variables(Document expected, Document actual, List<String> lines) {
        Map<String, Variable> others = new LinkedHashMap<>();
        actual.variables().forEach(variable -> others.put(variable.name(), variable));
        for (Variable variable : expected.variables()) {
            Variable other = others.remove(variable.name());
            if (other == null) {
                lines.add("- VAR " + variable.name() + ": " + variable.type());
            } else if (!other.equals(variable)) {
                lines.add("~ VAR " + variable.name() + ": " + variable.type() + " = " + variable.defaultValue() + " is "
                        + other.type() + " = " + other.defaultValue());
            }
        }
        others.values().forEach(variable -> lines.add("+ VAR " + variable.name() + ": " + variable.type()));
    }

    private static void graphs(Graph expected, Graph actual, List<String> lines) {
        Map<String, String> pairs = pairs(expected, actual);
        Map<String, Node> others = new HashMap<>();
        actual.nodes().forEach(node -> others.putIfAbsent(node.id(), node));
        var left = new HashSet<>(pairs.values());
        for (Node node : expected.nodes()) {
            String id = pairs.get(node.id());
            Node other = id == null ? null : others.get(id);
            if (other == null) {
                lines.add("- NODE " + text(node));
            } else {
                attributes(node, other, lines);
            }
        }
        actual.nodes().stream()
                .filter(node -> !left.contains(node.id()))
                .forEach(node -> lines.add("+ NODE " + text(node)));
        var edges = new HashMap<String, String>();
        actual.edges()
                .forEach(edge ->
                        edges.put(key(edge, edge.from().node(), edge.to().node()), text(edge)));
        for (Edge edge : expected.edges()) {
            String from =
                    pairs.getOrDefault(edge.from().node(), "-" + edge.from().node());
            String to = pairs.getOrDefault(edge.to().node(), "-" + edge.to().node());
            if (edges.remove(key(edge, from, to)) == null) {
                lines.add("- " + text(edge));
            }
        }
        edges.values().stream().sorted().forEach(edge -> lines.add("+ " + edge));
    }

    private static String key(Edge edge, String from, String to) {
        return String.join(
                "\0", edge.kind().name(), from, edge.from().pin(), to, edge.to().pin());
    }

    private static void attributes(Node node, Node other, List<String> lines) {
        var all = new TreeMap<String, String>();
        node.attributes().forEach(attribute -> all.put(attribute.name(), "nothing"));
        other.attributes().forEach(attribute -> all.put(attribute.name(), "nothing"));
        for (String name : all.keySet()) {
            String before = node.attribute(name).orElse("nothing");
            String after = other.attribute(name).orElse("nothing");
            if (!before.equals(after)) {
                lines.add("~ " + node.type() + " " + node.id() + ": " + name + " " + before + " is " + after);
            }
        }
    }

    /** Which node stands for which: the most alike first, by what they are and by what is around them. */
    private static Map<String, String> pairs(Graph expected, Graph actual) {
        var pairs = new LinkedHashMap<String, String>();
        var taken = new HashSet<String>();
        for (int round = ROUNDS; round >= 0; round--) {
            for (boolean exact : new boolean[] {true, false}) {
                Map<String, String> a = colours(expected, round, exact);
                Map<String, List<String>> b = new HashMap<>();
                colours(actual, round, exact).forEach((id, colour) -> {
                    if (!taken.contains(id)) {
                        b.computeIfAbsent(colour, key -> new ArrayList<>()).add(id);
                    }
                });
                for (Node node : expected.nodes()) {
                    List<String> same = b.getOrDefault(a.getOrDefault(node.id(), ""), List.of());
                    if (!pairs.containsKey(node.id()) && !same.isEmpty()) {
                        same.sort(Comparator.naturalOrder());
                        String other = same.removeFirst();
                        pairs.put(node.id(), other);
                        taken.add(other);
                    }
                }
            }
        }
        return pairs;
    }

    private static Map<String, String> colours(Graph graph, int rounds, boolean exact) {
        var colours = new LinkedHashMap<String, String>();
        for (Node node : graph.nodes()) {
            String label = node.type() + (exact ? new TreeMap<>(named(node)) : "");
            colours.putIfAbsent(node.id(), Integer.toHexString(label.hashCode()));
        }
        for (int i = 0; i < rounds; i++) {
            var around = new HashMap<String, List<String>>();
            for (Edge edge : graph.edges()) {
                around.computeIfAbsent(edge.from().node(), key -> new ArrayList<>())
                        .add(">" + edge.from().pin() + edge.to().pin()
                                + colours.get(edge.to().node()));
                around.computeIfAbsent(edge.to().node(), key -> new ArrayList<>())
                        .add("<" + edge.from().pin() + edge.to().pin()
                                + colours.get(edge.from().node()));
            }
            var next = new LinkedHashMap<String, String>();
            colours.forEach((id, colour) -> {
                List<String> near = new ArrayList<>(around.getOrDefault(id, List.of()));
                near.sort(Comparator.naturalOrder());
                next.put(id, colour + Integer.toHexString(near.hashCode()));
            });
            next.replaceAll((id, colour) -> Integer.toHexString(colour.hashCode()));
            colours.putAll(next);
        }
        return colours;
    }

    private static Map<String, String> named(Node node) {
        var values = new HashMap<String, String>();
        node.attributes().forEach(attribute -> values.put(attribute.name(), attribute.value()));
        return values;
    }

    private static String text(Node node) {
        return Printer.line(node).substring("NODE ".length());
    }

    private static String text(Edge edge) {
        return edge.kind() + " " + GraphValidator.text(edge.from()) + " -> " + GraphValidator.text(edge.to());
    }
}
