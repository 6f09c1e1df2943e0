package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

/**
 * What a short type name stands for where the engine's tables do not tell: {@code TYPE S_Item: struct
 * /Game/S_Item.S_Item}.
 *
 * @param name as types write it
 * @param category object, struct or byte, the last for an enum
 * @param path the full path
 */
public record TypePath(String name, String category, String path) {
    /** Refuses nulls. */
    public TypePath {
        requireNonNull(name, "name");
        requireNonNull(category, "category");
        requireNonNull(path, "path");
    }
}
