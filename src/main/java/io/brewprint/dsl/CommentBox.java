package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A comment box.
 *
 * @param text what it says; may hold line breaks
 * @param nodes ids of the nodes that it encloses
 * @param attributes geometry and colour, where they are kept
 */
public record CommentBox(String text, List<String> nodes, List<Attribute> attributes) {
    /** Copies the lists. */
    public CommentBox {
        requireNonNull(text, "text");
        nodes = List.copyOf(nodes);
        attributes = List.copyOf(attributes);
    }
}
