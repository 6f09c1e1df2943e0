package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One node of a graph.
 *
 * @param id unique in its graph
 * @param type the catalog's name, or any other text
 * @param attributes in the order written
 */
public record Node(String id, String type, List<Attribute> attributes) {
    /** Copies the list. */
    public Node {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        attributes = List.copyOf(attributes);
    }

    /** The value of the first attribute of that name. */
    public Optional<String> attribute(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }
}
