package io.brewprint.blueprint;

import static java.util.Objects.requireNonNull;

/**
 * A directed edge between two nodes of a {@link LabelledGraph}.
 *
 * @param from index of the node it leaves
 * @param to index of the node it enters
 * @param label such as {@code EXEC Then->Execute}
 */
public record LabelledEdge(int from, int to, String label) {
    /** Refuses a missing label. */
    public LabelledEdge {
        requireNonNull(label, "label");
    }
}
