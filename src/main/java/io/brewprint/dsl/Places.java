package io.brewprint.dsl;

import java.util.List;

/** The lines of a text that graphs and nodes of its document stand on; indices are the document's. */
public final class Places {
    private final List<TextPositions.OfGraph> graphs;

    Places(TextPositions positions) {
        graphs = positions.graphs();
    }

    /** The line of a graph's heading, from 1; 0 when unknown. */
    public int graph(int graph) {
        return graph < graphs.size() ? graphs.get(graph).heading().line() : 0;
    }

    /** The line of a node, from 1; 0 when unknown. */
    public int node(int graph, int node) {
        boolean known =
                graph < graphs.size() && node < graphs.get(graph).nodes().size();
        return known ? graphs.get(graph).nodes().get(node).line() : 0;
    }

    /** The line of a wire, from 1; 0 when unknown. */
    public int edge(int graph, int edge) {
        boolean known =
                graph < graphs.size() && edge < graphs.get(graph).edges().size();
        return known ? graphs.get(graph).edges().get(edge).line() : 0;
    }
}
