package io.brewprint.blueprint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A node type as a user describes it.
 *
 * @param name the DSL's name, a word
 * @param nodeClass Unreal's node class
 * @param member path and name of the function, event or macro; empty when the class says it all
 * @param pins in Unreal's order, inputs first
 * @param latent true when the node finishes later than it begins
 * @param aliases other names that are read and rewritten
 */
public record CatalogEntry(
        String name, String nodeClass, String member, List<PinSpec> pins, boolean latent, List<String> aliases) {
    /** Copies the lists. */
    public CatalogEntry {
        requireNonNull(name, "name");
        requireNonNull(nodeClass, "nodeClass");
        requireNonNull(member, "member");
        pins = List.copyOf(pins);
        aliases = List.copyOf(aliases);
    }
}
