package io.brewprint.dsl;

import io.brewprint.blueprint.NearMiss;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The quick-fixes that are certain: what else could a wire that is written twice, or a name in other case, mean. */
final class Fixer {
    private final NodeCatalog catalog;

    /** For each graph which of its wires were kept. */
    final List<boolean[]> kept = new ArrayList<>();

    Fixer(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    Document fix(Document document) {
        Document named = new Canonical(catalog).named(document);
        Set<String> variables = new HashSet<>();
        named.variables().forEach(variable -> variables.add(variable.name()));
        return new Document(
                named.name(),
                named.parent(),
                named.category(),
                named.types(),
                named.variables(),
                named.graphs().stream().map(graph -> graph(graph, variables)).toList());
    }

    private Graph graph(Graph graph, Set<String> variables) {
        boolean[] stays = new boolean[graph.edges().size()];
        kept.add(stays);
        if (graph.kind() != null) {
            Arrays.fill(stays, true);
            return graph;
        }
        var nodes = new ArrayList<Node>();
        var signatures = new HashMap<String, NodeSignature>();
        for (Node node : graph.nodes()) {
            Node fixed = node(node, variables);
            nodes.add(fixed);
            NodeSignature signature = GraphValidator.hasOwnWord(fixed) ? null : catalog.signature(fixed.type());
            if (signature != null) {
                signatures.putIfAbsent(fixed.id(), signature);
            }
        }
        var edges = new ArrayList<Edge>();
        var seen = new HashSet<Edge>();
        for (int i = 0; i < stays.length; i++) {
            Edge fixed = edge(graph.edges().get(i), signatures);
            stays[i] = seen.add(new Edge(fixed.kind(), fixed.from(), fixed.to(), null));
            if (stays[i]) {
                edges.add(fixed);
            }
        }
        return new Graph(graph.name(), null, nodes, edges, graph.comments());
    }

    private Node node(Node node, Set<String> variables) {
        String type = node.type();
        if (catalog.signature(type) == null && !GraphValidator.hasOwnWord(node)) {
            type = certain(
                            type,
                            catalog.types().stream().map(known -> known.name()).toList())
                    .orElse(type);
        }
        NodeSignature signature = GraphValidator.hasOwnWord(node) ? null : catalog.signature(type);
        var attributes = new ArrayList<Attribute>();
        var seen = new HashSet<Attribute>();
        for (Attribute attribute : node.attributes()) {
            Attribute fixed = attribute;
            if (attribute.name().equals("VarName") && !variables.contains(attribute.value())) {
                fixed = new Attribute(
                        "VarName", certain(attribute.value(), variables).orElse(attribute.value()));
            } else if (signature != null && !catalog.isKey(type, attribute.name())) {
                fixed = new Attribute(pin(signature, attribute.name(), false, false), attribute.value());
            }
            if (seen.add(fixed)) {
                attributes.add(fixed);
            }
        }
        return new Node(node.id(), type, attributes);
    }

    /** A pin's name put right, and EXEC for DATA or DATA for EXEC where both pins agree that it is the other. */
    private static Edge edge(Edge edge, Map<String, NodeSignature> signatures) {
        NodeSignature from = signatures.get(edge.from().node());
        NodeSignature to = signatures.get(edge.to().node());
        PinSpec output = from == null ? null : from.pin(edge.from().pin(), true);
        PinSpec input = to == null ? null : to.pin(edge.to().pin(), false);
        boolean exec = edge.kind() == Edge.Kind.EXEC;
        if (output != null && input != null && !output.isAny() && !input.isAny() && output.isExec() == input.isExec()) {
            exec = output.isExec();
        }
        var kind = exec ? Edge.Kind.EXEC : Edge.Kind.DATA;
        return new Edge(
                kind,
                new PinRef(edge.from().node(), pin(from, edge.from().pin(), true, exec)),
                new PinRef(edge.to().node(), pin(to, edge.to().pin(), false, exec)),
                exec ? null : edge.type());
    }

    private static String pin(@Nullable NodeSignature signature, String name, boolean output, boolean exec) {
        if (signature == null || signature.pin(name, output) != null || signature.pin(name, !output) != null) {
            return name;
        }
        return certain(name, signature.names(output, exec)).orElse(name);
    }

    /** The one known word that differs in case, or by one slip in a word long enough; empty when two would do. */
    static Optional<String> certain(String word, Iterable<String> known) {
        String found = null;
        for (String candidate : known) {
            boolean near = candidate.equalsIgnoreCase(word)
                    || (word.length() > 4
                            && NearMiss.isOneSlip(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT)));
            if (near) {
                if (found != null) {
                    return Optional.empty();
                }
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }
}
