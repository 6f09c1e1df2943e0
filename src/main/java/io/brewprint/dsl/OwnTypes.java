package io.brewprint.dsl;

import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import java.util.HashMap;
import java.util.Map;

/** The types that a node gives its pins itself: {@code @Types=(B=Float,>ReturnValue=Vector)}. */
final class OwnTypes {
    private OwnTypes() {}

    /** True where the node says that this input is split into its members: {@code @Split=(NewTransform)}. */
    static boolean splits(Node node, String input) {
        return Literals.fields(node.attribute("@Split").orElse("")).stream()
                .anyMatch(field -> input.equals(field.key().isEmpty() ? field.value() : field.key()));
    }

    /** How a pin is found among them. */
    static String key(String name, boolean output) {
        return (output ? ">" : "") + name;
    }

    /** Types by {@link #key}; a type that is written in full, as a category and a path, is one that no rule knows. */
    static Map<String, String> of(Node node) {
        String list = node.attribute("@Types").orElse("");
        if (list.isEmpty()) {
            return Map.of();
        }
        var types = new HashMap<String, String>();
        for (Field field : Literals.fields(list)) {
            String type = field.value().indexOf(':') >= 0 ? "Wildcard" : field.value();
            if (!field.key().isEmpty()) {
                types.put(field.key(), type);
            } else if (field.raw().startsWith(">")) {
                // The mark before a quoted name hides the equals sign behind it.
                Literals.fields("(" + field.raw().substring(1) + ")")
                        .forEach(inner -> types.put(
                                key(inner.key(), true), inner.value().indexOf(':') >= 0 ? "Wildcard" : inner.value()));
            }
        }
        return types;
    }
}
