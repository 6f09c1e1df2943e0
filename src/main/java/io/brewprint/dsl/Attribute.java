package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

/**
 * One {@code Name=value} of a node: an input pin's default, a naming key such as {@code VarName}, or, where the name
 * begins with {@code @}, a property of the node that is no pin.
 *
 * @param name any text; {@code \w+} or {@code @\w+} prints bare, everything else in quotes
 * @param value the plain text, without quotes and escapes
 */
public record Attribute(String name, String value) {
    /** Refuses nulls. */
    public Attribute {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }
}
