package io.brewprint.dataset;

import io.brewprint.config.AtomicFiles;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sums over a graph's edges by which graphs are known that have all edges but one in common: the sum of all, and the
 * sums that lack one. An edge is the types and pins of its two ends; ids, names and values do not count.
 */
final class EdgeSketch {
    /** Below this, having all edges but one in common says nothing. */
    private static final int LEAST = 8;

    private EdgeSketch() {}

    /** The sums; none for small graphs. */
    static Set<Long> of(Document document) {
        Map<String, Long> hashes = new HashMap<>();
        long sum = 0;
        Set<Long> edges = new LinkedHashSet<>();
        int count = 0;
        for (Graph graph : document.graphs()) {
            Map<String, String> types = new HashMap<>();
            for (Node node : graph.nodes()) {
                types.put(node.id(), node.type());
            }
            for (Edge edge : graph.edges()) {
                long hash = hashes.computeIfAbsent(
                        edge.kind() + end(types, edge.from()) + ">" + end(types, edge.to()), EdgeSketch::hash);
                sum += hash;
                edges.add(hash);
                count++;
            }
        }
        Set<Long> sums = new LinkedHashSet<>();
        if (count >= LEAST) {
            sums.add(sum);
            for (long edge : edges) {
                sums.add(sum - edge);
            }
        }
        return sums;
    }

    private static String end(Map<String, String> types, PinRef pin) {
        return types.getOrDefault(pin.node(), "") + "." + pin.pin();
    }

    /** The first eight bytes of a text's SHA-256. */
    static long hash(String text) {
        return Long.parseUnsignedLong(AtomicFiles.sha256(text).substring(0, 16), 16);
    }
}
