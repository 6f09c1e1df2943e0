package io.brewprint.compose;

import io.brewprint.compose.Value.Computed;
import io.brewprint.compose.Value.Declared;
import io.brewprint.compose.Value.Stored;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Blueprint before it is written, and before it is told.
 *
 * @param name its name
 * @param named whether the request says the name
 * @param parent what it is
 * @param variables in the order in which they came up
 * @param starts its events, each with one block
 * @param functions of its own
 */
record Plan(
        String name,
        boolean named,
        String parent,
        List<Declared> variables,
        List<Act> starts,
        List<OwnFunction> functions) {
    /** Unreal's own name for a Blueprint that nobody has named. */
    static final String UNNAMED = "NewBlueprint";

    /** With the variables that are used, in the order of their first use. */
    static Plan of(String name, boolean named, String parent, List<Act> starts, List<OwnFunction> functions) {
        Set<Declared> used = new LinkedHashSet<>();
        collect(starts, used);
        functions.forEach(function -> collect(List.of(function.entry()), used));
        return new Plan(name, named, parent, List.copyOf(used), List.copyOf(starts), List.copyOf(functions));
    }

    private static void collect(Collection<Act> acts, Set<Declared> used) {
        for (Act act : acts) {
            values(act.inputs.values(), used);
            act.blocks.values().forEach(block -> collect(block, used));
        }
    }

    private static void values(Collection<Value> values, Set<Declared> used) {
        for (Value value : values) {
            if (value instanceof Stored stored) {
                used.add(stored.variable());
            } else if (value instanceof Computed computed) {
                values(computed.inputs().values(), used);
            }
        }
    }
}
