package io.brewprint.dsl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the original puts nodes: a column by the depth along exec wires, a row by rank within it. */
final class IrPlaces {
    private IrPlaces() {}

    static Map<String, int[]> of(Graph graph, int column, int row) {
        Map<String, List<String>> next = new HashMap<>();
        Map<String, Integer> before = new LinkedHashMap<>();
        graph.nodes().forEach(node -> before.put(node.id(), 0));
        for (Edge edge : graph.edges()) {
            if (edge.kind() == Edge.Kind.EXEC && before.containsKey(edge.to().node())) {
                next.computeIfAbsent(edge.from().node(), key -> new ArrayList<>())
                        .add(edge.to().node());
                before.merge(edge.to().node(), 1, Integer::sum);
            }
        }
        // The longest way from a node that nothing leads to; what stands in a circle stays in the first column.
        Map<String, Integer> depth = new HashMap<>();
        var open = new ArrayDeque<String>();
        before.forEach((id, count) -> {
            if (count == 0) {
                open.add(id);
            }
        });
        while (!open.isEmpty()) {
            String id = open.poll();
            for (String to : next.getOrDefault(id, List.of())) {
                depth.merge(to, depth.getOrDefault(id, 0) + 1, Math::max);
                if (before.merge(to, -1, Integer::sum) == 0) {
                    open.add(to);
                }
            }
        }
        Map<Integer, Integer> ranks = new HashMap<>();
        Map<String, int[]> places = new HashMap<>();
        for (Node node : graph.nodes()) {
            int x = depth.getOrDefault(node.id(), 0);
            places.put(node.id(), new int[] {x * column, (ranks.merge(x, 1, Integer::sum) - 1) * row});
        }
        return places;
    }
}
