package io.brewprint.translate;

import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes stand when the DSL does not say: columns along the wires, and one band for each set of comments, so that
 * a box drawn around its nodes holds no others.
 */
final class Placement {
    private static final int COLUMN = 384;
    private static final int ROW = 224;
    private static final int MARGIN = 64;

    /** A rectangle. */
    record Box(int x, int y, int width, int height) {}

    private final Map<String, int[]> places = new HashMap<>();

    Placement(Graph graph) {
        Map<String, Integer> columns = columns(graph);
        Map<String, List<Integer>> bands = bands(graph);
        var order = new ArrayList<>(graph.nodes());
        // Boxes that hold others come first, so that the nodes of each box are neighbours.
        order.sort(Comparator.comparing((Node node) -> key(bands.get(node.id()))));
        var filled = new HashMap<Integer, Integer>();
        String band = "";
        int top = 0;
        int bottom = 0;
        for (Node node : order) {
            String key = key(bands.get(node.id()));
            if (!key.equals(band)) {
                band = key;
                top = bottom + MARGIN * 3;
                filled.clear();
            }
            int column = columns.getOrDefault(node.id(), 0);
            int row = filled.merge(column, 1, Integer::sum) - 1;
            int y = top + row * ROW;
            bottom = Math.max(bottom, y + ROW);
            places.put(node.id(), new int[] {column * COLUMN, y});
        }
    }

    int x(String id) {
        return places.getOrDefault(id, new int[2])[0];
    }

    int y(String id) {
        return places.getOrDefault(id, new int[2])[1];
    }

    /** A box around the comment's nodes; beside the graph when it has none. */
    Box around(CommentBox comment, int index) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (String id : comment.nodes()) {
            left = Math.min(left, x(id));
            top = Math.min(top, y(id));
            right = Math.max(right, x(id) + COLUMN - MARGIN);
            bottom = Math.max(bottom, y(id) + ROW - MARGIN);
        }
        return comment.nodes().isEmpty()
                ? new Box(-1024, index * 256, 400, 100)
                : new Box(left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
    }

    private static Map<String, Integer> columns(Graph graph) {
        var columns = new LinkedHashMap<String, Integer>();
        graph.nodes().forEach(node -> columns.put(node.id(), 0));
        // Longest path, cut off for loops.
        boolean moved = true;
        for (int round = 0; moved && round < 60; round++) {
            moved = false;
            for (Edge edge : graph.edges()) {
                Integer from = columns.get(edge.from().node());
                Integer to = columns.get(edge.to().node());
                if (from != null && to != null && to <= from && from < 60) {
                    columns.put(edge.to().node(), from + 1);
                    moved = true;
                }
            }
        }
        return columns;
    }

    private static Map<String, List<Integer>> bands(Graph graph) {
        var byOrder = new ArrayList<Integer>();
        for (int i = 0; i < graph.comments().size(); i++) {
            byOrder.add(i);
        }
        byOrder.sort(Comparator.comparing(i -> -graph.comments().get(i).nodes().size()));
        var bands = new HashMap<String, List<Integer>>();
        graph.nodes().forEach(node -> bands.put(node.id(), new ArrayList<>()));
        for (int rank = 0; rank < byOrder.size(); rank++) {
            for (String id : graph.comments().get(byOrder.get(rank)).nodes()) {
                List<Integer> band = bands.get(id);
                if (band != null) {
                    band.add(rank);
                }
            }
        }
        return bands;
    }

    private static String key(@Nullable List<Integer> band) {
        var text = new StringBuilder();
        for (int rank : band == null ? List.<Integer>of() : band) {
            text.append(String.format("%05d/", rank));
        }
        return text.toString();
    }
}
