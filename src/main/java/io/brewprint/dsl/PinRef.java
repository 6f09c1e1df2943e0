package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

/**
 * One end of an edge.
 *
 * @param node the node's id
 * @param pin the pin's name
 */
public record PinRef(String node, String pin) {
    /** Refuses nulls. */
    public PinRef {
        requireNonNull(node, "node");
        requireNonNull(pin, "pin");
    }
}
