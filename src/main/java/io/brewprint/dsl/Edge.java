package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One wire.
 *
 * @param kind exec or data
 * @param from the output pin
 * @param to the input pin
 * @param type the value's type on a data wire, where the text names it
 */
public record Edge(
        Kind kind, PinRef from, PinRef to, @Nullable String type) {
    /** What runs through the wire. */
    public enum Kind {
        /** Control. */
        EXEC,
        /** A value. */
        DATA
    }

    /** Refuses nulls other than the type. */
    public Edge {
        requireNonNull(kind, "kind");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
    }
}
