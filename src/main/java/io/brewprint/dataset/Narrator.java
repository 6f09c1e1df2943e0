package io.brewprint.dataset;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says in words what a translated Blueprint does: its events and, along the exec wires, what each one runs. An export
 * comes without a request; this makes one of it.
 */
public final class Narrator {
    /** Changes when the same document would be told otherwise. */
    public static final String VERSION = "3";

    private static final int MAX_CHAIN = 12;
    private static final int MAX_CHAINS = 6;

    private Narrator() {}

    /**
     * A request that {@code document} answers: all of it in the words in which composed Blueprints are asked for, where
     * its events lead through trees of nodes; else what its events run, without values.
     */
    public static String narrate(Document document) {
        long seed = Long.parseUnsignedLong(Contamination.graphHash(document).substring(0, 16), 16);
        return Composer.tell(document, NodeCatalog.standard(), seed).orElseGet(() -> outline(document));
    }

    private static String outline(Document document) {
        List<String> chains = new ArrayList<>();
        for (Graph graph : document.graphs()) {
            chains.addAll(chains(graph));
        }
        String name = document.name().isBlank() ? "a Blueprint" : document.name();
        if (chains.isEmpty()) {
            return "Create " + name + " with the nodes " + nodes(document) + ".";
        }
        String more = chains.size() > MAX_CHAINS ? "; and " + (chains.size() - MAX_CHAINS) + " more events" : "";
        return "Create " + name + ": " + String.join("; ", chains.subList(0, Math.min(MAX_CHAINS, chains.size())))
                + more + ".";
    }

    private static List<String> chains(Graph graph) {
        Map<String, Node> nodes = new HashMap<>();
        graph.nodes().forEach(n -> nodes.put(n.id(), n));
        Map<String, List<String>> next = new HashMap<>();
        Set<String> reached = new LinkedHashSet<>();
        for (Edge edge : graph.edges()) {
            if (edge.kind() == Edge.Kind.EXEC) {
                next.computeIfAbsent(edge.from().node(), k -> new ArrayList<>())
                        .add(edge.to().node());
                reached.add(edge.to().node());
            }
        }
        List<String> chains = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (next.containsKey(node.id()) && !reached.contains(node.id())) {
                Set<String> path = new LinkedHashSet<>();
                walk(node.id(), next, path);
                List<String> words = path.stream()
                        .skip(1)
                        .map(nodes::get)
                        .filter(n -> n != null)
                        .map(Narrator::words)
                        .toList();
                chains.add("on " + words(node) + ", " + String.join(", then ", words));
            }
        }
        return chains;
    }

    private static void walk(String id, Map<String, List<String>> next, Set<String> path) {
        if (path.size() <= MAX_CHAIN && path.add(id)) {
            next.getOrDefault(id, List.of()).forEach(n -> walk(n, next, path));
        }
    }

    private static String nodes(Document document) {
        return String.join(
                ", ",
                document.graphs().stream()
                        .flatMap(g -> g.nodes().stream())
                        .map(Narrator::words)
                        .distinct()
                        .limit(MAX_CHAIN)
                        .toList());
    }

    /** {@code PrintString [InString=Hi]} as {@code print string "Hi"}. */
    private static String words(Node node) {
        String type = node.type().replaceFirst("^Event_", "").replace('_', ' ');
        String spaced = type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String value = node.attributes().stream()
                .map(Attribute::value)
                .filter(v -> !v.isBlank() && v.length() <= 40 && v.indexOf('/') < 0)
                .findFirst()
                .map(v -> " " + v)
                .orElse("");
        return spaced + value;
    }
}
