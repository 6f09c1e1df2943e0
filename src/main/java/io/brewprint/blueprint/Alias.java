package io.brewprint.blueprint;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Another spelling of a type, of its pins, or of both.
 *
 * @param type the type that it stands for
 * @param pins other names of pins and attributes, each with the name that it stands for
 * @param dialect where it is from: synthetic, lessons, ir or validator, the original's four vocabularies
 */
public record Alias(String type, Map<String, String> pins, String dialect) {
    /** Copies the map. */
    public Alias {
        requireNonNull(type, "type");
        pins = Map.copyOf(pins);
        requireNonNull(dialect, "dialect");
    }
}
