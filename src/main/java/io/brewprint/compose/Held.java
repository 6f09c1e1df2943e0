package io.brewprint.compose;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Which Blueprints exams keep for themselves: those in which some node leads to another that it never leads to in what
 * is taught, and those in which ways part more than {@link #DEEPEST} times behind each other. Names, values and
 * wordings do not come into it, so none of them lets a graph slip through.
 */
public final class Held {
    /** How far another row is looked for in place of one that exams keep. */
    static final long AWAY = 1L << 44;

    private static final int ONE_IN = 40;
    private static final int DEEPEST = 2;
    /** What one step makes of two nodes: without that pair nothing would teach either of them. */
    private static final Set<String> TOGETHER = Recipes.ALL.steps().stream()
            .filter(recipe -> !recipe.second().isEmpty())
            .map(recipe -> pair(recipe.first(), recipe.second()))
            .collect(Collectors.toUnmodifiableSet());

    private Held() {}

    /** True for one that must not be taught. */
    public static boolean isHeld(Document document) {
        for (Graph graph : document.graphs()) {
            Map<String, Node> nodes = new HashMap<>();
            graph.nodes().forEach(node -> nodes.put(node.id(), node));
            Map<String, Set<String>> leaves = leaves(graph);
            Map<String, Integer> depth = new HashMap<>();
            for (Edge edge : graph.edges()) {
                Node from = nodes.get(edge.from().node());
                Node to = nodes.get(edge.to().node());
                if (edge.kind() == Edge.Kind.EXEC && from != null && to != null) {
                    if (isHeld(type(from), to.type())) {
                        return true;
                    }
                    // Composed documents write what leads somewhere ahead of where it leads.
                    int parts = depth.getOrDefault(from.id(), 0)
                            + (leaves.getOrDefault(from.id(), Set.of()).size() > 1 ? 1 : 0);
                    depth.merge(to.id(), parts, Math::max);
                    if (parts > DEEPEST) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** By which pins exec leaves each node. */
    private static Map<String, Set<String>> leaves(Graph graph) {
        Map<String, Set<String>> leaves = new HashMap<>();
        for (Edge edge : graph.edges()) {
            if (edge.kind() == Edge.Kind.EXEC) {
                leaves.computeIfAbsent(edge.from().node(), id -> new HashSet<>())
                        .add(edge.from().pin());
            }
        }
        return leaves;
    }

    /** Whether one type may not lead to another in what is taught. */
    static boolean isHeld(String from, String to) {
        CRC32 crc = new CRC32();
        String pair = pair(from, to);
        crc.update(pair.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % ONE_IN == 0 && !TOGETHER.contains(pair);
    }

    private static String pair(String from, String to) {
        return plain(from) + ">" + plain(to);
    }

    /** Events of whatever interface are one type: their names do not come into it. */
    private static String type(Node node) {
        return node.attribute("@Event").isPresent() ? Recipe.ANSWER : node.type();
    }

    /** Casts to whatever class are one type. */
    private static String plain(String type) {
        return type.startsWith("CastTo") ? "CastTo" : type;
    }
}
