package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One variable of the Blueprint.
 *
 * @param name as Unreal shows it
 * @param type such as {@code Float} or {@code Array<Actor>}
 * @param defaultValue plain text, null when none is written
 */
public record Variable(String name, String type, @Nullable String defaultValue) {
    /** Refuses nulls other than the default. */
    public Variable {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }
}
