package io.brewprint.blueprint;

import java.util.List;
import java.util.Set;

/**
 * What of a node class's properties the DSL writes how.
 *
 * @param keys attributes that name the node
 * @param derived properties that the way back works out from the rest, without their index; where it would write
 *     another value they are kept like any other
 * @param left properties that are layout, or Unreal's own notes, and are not kept
 */
public record ClassRule(List<Key> keys, Set<String> derived, Set<String> left) {
    /** A class without a rule of its own. */
    static final ClassRule NONE = new ClassRule(List.of(), Set.of(), Set.of());

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
        derived = Set.copyOf(derived);
        left = Set.copyOf(left);
    }
}
