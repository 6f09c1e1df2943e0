package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.TextPositions.Spot;
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
    private final TextPositions positions;
    private final List<Problem> problems = new ArrayList<>();

    private final NodeCatalog catalog;
    private final Locator locator;

    /** The text is where the columns of pins and attributes are looked up. */
    Validator(Document document, TextPositions positions, boolean named, NodeCatalog catalog, String text) {
        this.document = document;
        this.positions = positions;
        this.catalog = catalog;
        this.locator = new Locator(text);
        heading(named);
        graphs(variables());
        unused();
    }

    List<Problem> problems() {
        return problems;
    }

    private void heading(boolean named) {
        if (!named) {
            add(ProblemCode.NO_BLUEPRINT, Spot.NOWHERE, "no BLUEPRINT line", "begin with BLUEPRINT: BP_Name");
        } else if (document.name().isBlank()) {
            add(
                    ProblemCode.EMPTY_NAME,
                    positions.heading(),
                    "the BLUEPRINT line names nothing",
                    "write BLUEPRINT: BP_Name");
        }
    }

    private Map<String, String> variables() {
        var types = new HashMap<String, String>();
        for (int i = 0; i < document.variables().size(); i++) {
            Variable variable = document.variables().get(i);
            Spot spot = positions.variables().get(i);
            if (types.putIfAbsent(variable.name(), variable.type()) != null) {
                add(
                        ProblemCode.REPEATED_VARIABLE,
                        spot,
                        "a second variable named '" + variable.name() + "'",
                        "declare it once");
            }
            TypeRules.spelling(variable.type())
                    .ifPresent(usual -> problems.add(ProblemCode.ALIAS_TYPE.at(
                            spot.line(),
                            spot.second(),
                            "'" + variable.type() + "' is read as '" + usual + "'",
                            "write " + usual)));
            boolean declared =
                    document.types().stream().anyMatch(type -> type.name().equals(variable.type()));
            if (!declared && TypeRules.spelling(variable.type()).isEmpty()) {
                TypeRules.nearest(variable.type())
                        .ifPresent(near -> problems.add(ProblemCode.UNKNOWN_TYPE.at(
                                spot.line(),
                                spot.second(),
                                "no type is known as '" + variable.type() + "'",
                                "did you mean " + near + "?")));
            }
            String value = variable.defaultValue();
            if (value != null && !TypeRules.isValue(variable.type(), value)) {
                problems.add(ProblemCode.BAD_VALUE.at(
                        spot.line(),
                        spot.second(),
                        "'" + value + "' is no value of " + variable.type(),
                        TypeRules.usualValue(variable.type(), value)
                                .map(usual -> "write " + usual)
                                .orElse(NodeChecks.example(variable.type()))));
            }
        }
        return types;
    }

    /** Events and functions that a timer may name. */
    private Set<String> callable() {
        var names = new HashSet<String>();
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                String name = CompileRules.defined(node);
                if (name != null) {
                    names.add(name);
                }
            }
            names.add(graph.name());
        }
        return names;
    }

    /** A variable that is declared and nowhere read or written. */
    private void unused() {
        var used = new HashSet<String>();
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                for (Attribute attribute : node.attributes()) {
                    if (attribute.name().equals("VarName") || attribute.name().equals("Variable")) {
                        used.add(attribute.value());
                    }
                }
            }
        }
        for (int i = 0; i < document.variables().size(); i++) {
            String name = document.variables().get(i).name();
            if (used.add(name)) {
                add(
                        ProblemCode.UNUSED_VARIABLE,
                        positions.variables().get(i),
                        "no node uses variable '" + name + "'",
                        "leave it out, or read it with VariableGet");
            }
        }
    }

    private void graphs(Map<String, String> variables) {
        if (document.graphs().isEmpty()) {
            add(ProblemCode.NO_GRAPH, Spot.NOWHERE, "no GRAPH line", "write GRAPH: EventGraph and nodes below it");
        }
        Set<String> callable = callable();
        String parent = document.parent() == null ? "" : document.parent();
        var events = new HashMap<String, Integer>();
        Map<String, @Nullable Boolean> names = new HashMap<>();
        for (int i = 0; i < document.graphs().size(); i++) {
            Graph graph = document.graphs().get(i);
            TextPositions.OfGraph spots = positions.graphs().get(i);
            if (names.put(graph.name(), true) != null) {
                add(
                        ProblemCode.REPEATED_GRAPH,
                        spots.heading(),
                        "a second graph named '" + graph.name() + "'",
                        "give each graph a name of its own");
            }
            if (graph.nodes().isEmpty() && graph.comments().isEmpty()) {
                add(ProblemCode.NO_NODES, spots.heading(), "graph '" + graph.name() + "' has no nodes", null);
            }
            new GraphValidator(graph, spots, catalog, locator, variables, callable, parent, events, problems).check();
        }
    }

    private void add(ProblemCode code, Spot spot, String message, @Nullable String hint) {
        problems.add(code.at(spot.line(), spot.first(), message, hint));
    }
}
