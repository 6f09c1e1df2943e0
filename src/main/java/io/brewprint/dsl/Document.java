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
 * @param types what short type names stand for, where that is not known anyway
 * @param variables in the order written
 * @param graphs in the order written
 */
public record Document(
        String name,
        @Nullable String parent,
        @Nullable String category,
        List<TypePath> types,
        List<Variable> variables,
        List<Graph> graphs) {
    /** Copies the lists. */
    public Document {
        requireNonNull(name, "name");
        types = List.copyOf(types);
        variables = List.copyOf(variables);
        graphs = List.copyOf(graphs);
    }

    /** A document whose types are all known. */
    public Document(
            String name,
            @Nullable String parent,
            @Nullable String category,
            List<Variable> variables,
            List<Graph> graphs) {
        this(name, parent, category, List.of(), variables, graphs);
    }
}
