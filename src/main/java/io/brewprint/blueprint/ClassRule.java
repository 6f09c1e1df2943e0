package io.brewprint.blueprint;

import java.util.List;
import java.util.Set;

/**
 * What of a node class's properties the DSL writes how.
 *
 * @param keys attributes that name the node
 * @param implied properties that follow from the rest or are layout, without their index
 */
public record ClassRule(List<Key> keys, Set<String> implied) {
    /** A class without a rule of its own. */
    static final ClassRule NONE = new ClassRule(List.of(), Set.of());

    /**
     * One naming key.
     *
     * @param attribute in the DSL
     * @param property in Unreal
     */
    public record Key(String attribute, String property) {}

    /** Copies the collections. */
    public ClassRule {
        keys = List.copyOf(keys);
        implied = Set.copyOf(implied);
    }
}
