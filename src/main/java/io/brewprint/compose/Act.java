package io.brewprint.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing that a Blueprint does: a recipe with its values, and the blocks behind its outputs. One object a node. */
final class Act {
    final Recipe recipe;
    /** Class in the type's name, for casts; else empty. */
    final String target;
    /** By pin; those that are left out are not there. */
    final Map<String, Value> inputs = new LinkedHashMap<>();
    /** By exec output, in their order. */
    final Map<String, List<Act>> blocks = new LinkedHashMap<>();

    Act(Recipe recipe, String target) {
        this.recipe = recipe;
        this.target = target;
    }

    /** Type of its first node. */
    String type() {
        return recipe.first().replace("*", target);
    }

    boolean isEvent() {
        return recipe.type().startsWith("Event_") || recipe.type().equals(OwnFunction.ENTRY);
    }

    boolean isFlow() {
        return !recipe.blocks().isEmpty();
    }
}
