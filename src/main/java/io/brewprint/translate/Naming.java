package io.brewprint.translate;

import io.brewprint.blueprint.NodeType;
import io.brewprint.dsl.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node is called in the DSL.
 *
 * @param type the DSL type
 * @param catalog the catalog's entry for its pins, null when there is none
 * @param attributes naming keys and properties, without the pins' defaults
 * @param variable the variable of a get or set node, else empty
 */
record Naming(String type, @Nullable NodeType catalog, List<Attribute> attributes, String variable) {
    Naming {
        attributes = List.copyOf(attributes);
    }
}
