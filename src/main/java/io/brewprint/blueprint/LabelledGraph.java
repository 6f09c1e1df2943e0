package io.brewprint.blueprint;

import java.util.List;

/**
 * A directed multigraph with labels on nodes and edges; nodes are known by their index only.
 *
 * @param labels one a node
 * @param edges in any order
 */
public record LabelledGraph(List<String> labels, List<LabelledEdge> edges) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when an edge names no node
     */
    public LabelledGraph {
        labels = List.copyOf(labels);
        edges = List.copyOf(edges);
        for (LabelledEdge edge : edges) {
            if (edge.from() < 0 || edge.from() >= labels.size() || edge.to() < 0 || edge.to() >= labels.size()) {
                throw new IllegalArgumentException("edge " + edge + " leaves the " + labels.size() + " nodes");
            }
        }
    }
}
