package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One graph of a Blueprint.
 *
 * @param name such as {@code EventGraph}
 * @param kind null for a Blueprint graph, else {@code Material}, {@code RigVM} and so on
 * @param nodes in reading order
 * @param edges in the order written
 * @param comments the comment boxes
 */
public record Graph(String name, @Nullable String kind, List<Node> nodes, List<Edge> edges, List<CommentBox> comments) {
    /** Copies the lists. */
    public Graph {
        requireNonNull(name, "name");
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        comments = List.copyOf(comments);
    }

    /** A Blueprint graph. */
    public Graph(String name, List<Node> nodes, List<Edge> edges, List<CommentBox> comments) {
        this(name, null, nodes, edges, comments);
    }
}
