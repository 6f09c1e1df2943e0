package io.brewprint.dsl;

import io.brewprint.dsl.Positions.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Structure and references of a document; {@link GraphValidator} looks into each graph. */
final class Validator {
    private final Document document;
    private final Positions positions;
    private final List<Problem> problems = new ArrayList<>();

    Validator(Document document, Positions positions, boolean named) {
        this.document = document;
        this.positions = positions;
        heading(named);
        Set<String> variables = variables();
        graphs(variables);
    }

    List<Problem> problems() {
        return problems;
    }

    private void heading(boolean named) {
        if (!named) {
            add(ProblemCode.NO_BLUEPRINT, Spot.NOWHERE, "no BLUEPRINT line", "begin with BLUEPRINT: BP_Name");
        } else if (document.name().isBlank()) {
            add(ProblemCode.EMPTY_NAME, positions.heading(), "the BLUEPRINT line names nothing",
                    "write BLUEPRINT: BP_Name");
        }
    }

    private Set<String> variables() {
        var names = new HashSet<String>();
        for (int i = 0; i < document.variables().size(); i++) {
            String name = document.variables().get(i).name();
            if (!names.add(name)) {
                add(ProblemCode.REPEATED_VARIABLE, positions.variables().get(i),
                        "a second variable named '" + name + "'", "declare it once");
            }
        }
        return names;
    }

    private void graphs(Set<String> variables) {
        if (document.graphs().isEmpty()) {
            add(ProblemCode.NO_GRAPH, Spot.NOWHERE, "no GRAPH line", "write GRAPH: EventGraph and nodes below it");
        }
        Map<String, @Nullable Boolean> names = new HashMap<>();
        for (int i = 0; i < document.graphs().size(); i++) {
            Graph graph = document.graphs().get(i);
            Positions.OfGraph spots = positions.graphs().get(i);
            if (names.put(graph.name(), true) != null) {
                add(ProblemCode.REPEATED_GRAPH, spots.heading(), "a second graph named '" + graph.name() + "'",
                        "give each graph a name of its own");
            }
            if (graph.nodes().isEmpty() && graph.comments().isEmpty()) {
                add(ProblemCode.NO_NODES, spots.heading(), "graph '" + graph.name() + "' has no nodes", null);
            }
            problems.addAll(new GraphValidator(graph, spots, variables).problems());
        }
    }

    private void add(ProblemCode code, Spot spot, String message, @Nullable String hint) {
        problems.add(code.at(spot.line(), spot.first(), message, hint));
    }
}
