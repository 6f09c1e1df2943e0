package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a document holds, at a glance.
 *
 * @param graphs one line each
 * @param types nodes by DSL type
 * @param events what starts each chain, in reading order
 * @param functions called functions and how often
 * @param variables those declared or used
 */
public record Summary(
        String blueprint,
        @Nullable String parent,
        int nodes,
        int execLinks,
        int dataLinks,
        int comments,
        List<OfGraph> graphs,
        Map<String, Integer> types,
        List<String> events,
        Map<String, Integer> functions,
        List<Use> variables) {
    /** One graph; the kind is null for a Blueprint graph. */
    public record OfGraph(String name, @Nullable String kind, int nodes, int links, int comments) {}

    /** One variable and how often nodes read and write it; no type where it is not declared. */
    public record Use(String name, @Nullable String type, int gets, int sets) {}

    /** Copies the collections. */
    public Summary {
        graphs = List.copyOf(graphs);
        events = List.copyOf(events);
        variables = List.copyOf(variables);
    }

    /** Counts; the catalog tells calls and titles. */
    public static Summary of(Document document, NodeCatalog catalog) {
        var graphs = new ArrayList<OfGraph>();
        Map<String, Integer> types = new TreeMap<>();
        var events = new ArrayList<String>();
        Map<String, Integer> functions = new TreeMap<>();
        Map<String, int[]> uses = new TreeMap<>();
        document.variables().forEach(variable -> uses.put(variable.name(), new int[2]));
        int nodes = 0;
        int exec = 0;
        int data = 0;
        int comments = 0;
        for (Graph graph : document.graphs()) {
            graphs.add(new OfGraph(
                    graph.name(),
                    graph.kind(),
                    graph.nodes().size(),
                    graph.edges().size(),
                    graph.comments().size()));
            nodes += graph.nodes().size();
            comments += graph.comments().size();
            for (Edge edge : graph.edges()) {
                exec += edge.kind() == Edge.Kind.EXEC ? 1 : 0;
                data += edge.kind() == Edge.Kind.DATA ? 1 : 0;
            }
            for (Node node : graph.nodes()) {
                types.merge(node.type(), 1, Integer::sum);
                if (isEvent(node)) {
                    events.add(NodeTitle.of(node, catalog));
                }
                String function = function(node, catalog);
                if (!function.isEmpty()) {
                    functions.merge(function, 1, Integer::sum);
                }
                if (node.type().startsWith("Variable")) {
                    uses.computeIfAbsent(node.attribute("VarName").orElse(""), key -> new int[2])[
                            node.type().equals("VariableSet") ? 1 : 0]++;
                }
            }
        }
        return new Summary(
                document.name(),
                document.parent(),
                nodes,
                exec,
                data,
                comments,
                graphs,
                types,
                events,
                functions,
                uses(document, uses));
    }

    private static List<Use> uses(Document document, Map<String, int[]> uses) {
        var out = new ArrayList<Use>();
        uses.forEach((name, count) -> {
            String type = document.variables().stream()
                    .filter(variable -> variable.name().equals(name))
                    .map(Variable::type)
                    .findFirst()
                    .orElse(null);
            out.add(new Use(name, type, count[0], count[1]));
        });
        return out;
    }

    private static boolean isEvent(Node node) {
        return node.type().startsWith("Event") || node.type().startsWith("FunctionEntry");
    }

    /** The function that a node calls; empty for any other node. */
    private static String function(Node node, NodeCatalog catalog) {
        String named = node.attribute("@Function").orElse("");
        if (!named.isEmpty()) {
            return named.substring(named.lastIndexOf(':') + 1);
        }
        NodeType known = catalog.byName(node.type()).orElse(null);
        boolean call = known != null
                && known.member().contains(":")
                && !known.nodeClass().equals("K2Node_Event")
                && !known.nodeClass().equals("K2Node_MacroInstance");
        return call && known != null ? known.memberName() : "";
    }
}
