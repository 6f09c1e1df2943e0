package io.brewprint.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DSL document: a Blueprint with its variables and graphs.
 *
 * @param name the Blueprint's name; empty when the text has none
 * @param parent the parent class, null when not written
 * @param category null when not written
 * @param variables in the order written
 * @param graphs in the order written
 */
public record Document(
        String name,
        @Nullable String parent,
        @Nullable String category,
        List<Variable> variables,
        List<Graph> graphs) {
    /** Copies the lists. */
    public Document {
        requireNonNull(name, "name");
        variables = List.copyOf(variables);
        graphs = List.copyOf(graphs);
    }
}
