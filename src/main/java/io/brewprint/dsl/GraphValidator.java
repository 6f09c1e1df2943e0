package io.brewprint.dsl;

import io.brewprint.dsl.Edge.Kind;
import io.brewprint.dsl.Positions.Spot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ids, references and wires of one graph. */
final class GraphValidator {
    /** Types of nodes where control enters a graph, beside everything that begins with Event. */
    private static final Set<String> ROOTS = Set.of("FunctionEntry", "Tunnel", "InputKey", "InputTouch",
            "InputAxisKeyEvent", "InputDebugKey", "InputAction", "EnhancedInputAction", "CustomEvent", "Timeline");

    /** An object pin where a call may have several targets. */
    private static final Set<String> MANY_SOURCES = Set.of("self", "Target");

    private final Graph graph;
    private final Positions.OfGraph spots;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();

    GraphValidator(Graph graph, Positions.OfGraph spots, Set<String> variables) {
        this.graph = graph;
        this.spots = spots;
        nodes(variables);
        edges();
        comments();
        if (graph.kind() == null) {
            reach();
        }
    }

    List<Problem> problems() {
        return problems;
    }

    private void nodes(Set<String> variables) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            Spot spot = spots.nodes().get(i);
            if (ids.putIfAbsent(node.id(), i) != null) {
                add(ProblemCode.DUPLICATE_ID, spot.line(), spot.first(),
                        "a second node with the id '" + node.id() + "'", "give each node an id of its own");
            }
            var keys = new HashSet<String>();
            for (Attribute attribute : node.attributes()) {
                if (!keys.add(attribute.name())) {
                    add(ProblemCode.REPEATED_ATTRIBUTE, spot.line(), spot.second(),
                            "attribute '" + attribute.name() + "' is written twice", "keep one of them");
                }
            }
            if (node.type().equals("VariableGet") || node.type().equals("VariableSet")) {
                variable(node, spot, variables);
            }
        }
    }

    private void variable(Node node, Spot spot, Set<String> variables) {
        String name = node.attribute("VarName").orElse("");
        if (name.isEmpty()) {
            add(ProblemCode.MISSING_ATTRIBUTE, spot.line(), spot.second(), node.type() + " names no variable",
                    "write [VarName=Name]");
        } else if (!variables.contains(name)
                && node.attribute("@Owner").isEmpty() && node.attribute("@Scope").isEmpty()) {
            // A variable of another class or of a function is declared elsewhere.
            add(ProblemCode.UNDECLARED_VARIABLE, spot.line(), spot.second(), "variable '" + name + "' is not declared",
                    "write VAR " + Words.name(name) + ": Type above the graph");
        }
    }

    private void edges() {
        var kinds = new HashMap<String, Kind>();
        var execFrom = new HashMap<PinRef, PinRef>();
        var dataTo = new HashMap<PinRef, PinRef>();
        var seen = new HashSet<Edge>();
        for (int i = 0; i < graph.edges().size(); i++) {
            Edge edge = graph.edges().get(i);
            Spot spot = spots.edges().get(i);
            reference(edge.from(), spot.line(), spot.first());
            reference(edge.to(), spot.line(), spot.second());
            if (!seen.add(new Edge(edge.kind(), edge.from(), edge.to(), null))) {
                add(ProblemCode.REPEATED_EDGE, spot.line(), spot.first(), "this edge is written twice", "keep one");
                continue;
            }
            mixed("from ", edge.from(), edge.kind(), spot.line(), spot.first(), kinds);
            mixed("to ", edge.to(), edge.kind(), spot.line(), spot.second(), kinds);
            if (edge.kind() == Kind.EXEC) {
                PinRef before = execFrom.putIfAbsent(edge.from(), edge.to());
                if (before != null && graph.kind() == null) {
                    add(ProblemCode.EXEC_FAN_OUT, spot.line(), spot.first(),
                            text(edge.from()) + " already leads to " + text(before),
                            "an exec output leads to one place: put a Sequence between");
                }
            } else if (!MANY_SOURCES.contains(edge.to().pin())) {
                PinRef before = dataTo.putIfAbsent(edge.to(), edge.from());
                if (before != null && graph.kind() == null) {
                    add(ProblemCode.TWO_SOURCES, spot.line(), spot.second(),
                            text(edge.to()) + " already takes its value from " + text(before),
                            "an input takes one value: remove one of the edges");
                }
            }
        }
    }

    private void reference(PinRef pin, int line, int column) {
        if (!ids.containsKey(pin.node())) {
            add(ProblemCode.DANGLING_REFERENCE, line, column, "no node has the id '" + pin.node() + "'",
                    "declare it with NODE " + Words.name(pin.node()) + ": Type");
        }
    }

    private void mixed(String side, PinRef pin, Kind kind, int line, int column, Map<String, Kind> kinds) {
        Kind before = kinds.putIfAbsent(side + text(pin), kind);
        if (before != null && before != kind) {
            add(ProblemCode.MIXED_PIN, line, column, text(pin) + " carries both exec and data",
                    "a pin carries one of the two");
        }
    }

    private void comments() {
        for (int i = 0; i < graph.comments().size(); i++) {
            Spot spot = spots.comments().get(i);
            for (String node : graph.comments().get(i).nodes()) {
                if (!ids.containsKey(node)) {
                    add(ProblemCode.DANGLING_REFERENCE, spot.line(), spot.first(), "no node has the id '" + node + "'",
                            null);
                }
            }
        }
    }

    /** Nodes without any wire, and nodes that take exec wires with no event behind them. */
    private void reach() {
        var wired = new HashSet<String>();
        var entered = new HashSet<String>();
        Map<String, List<String>> next = new HashMap<>();
        for (Edge edge : graph.edges()) {
            wired.add(edge.from().node());
            wired.add(edge.to().node());
            if (edge.kind() == Kind.EXEC) {
                entered.add(edge.to().node());
                next.computeIfAbsent(edge.from().node(), id -> new ArrayList<>()).add(edge.to().node());
            }
        }
        var reached = new HashSet<String>();
        var open = new ArrayDeque<String>();
        for (Node node : graph.nodes()) {
            if (isRoot(node.type()) && reached.add(node.id())) {
                open.add(node.id());
            }
        }
        while (!open.isEmpty()) {
            for (String id : next.getOrDefault(open.poll(), List.of())) {
                if (reached.add(id)) {
                    open.add(id);
                }
            }
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            Spot spot = spots.nodes().get(i);
            if (!wired.contains(node.id()) && graph.nodes().size() > 1 && !isRoot(node.type())) {
                add(ProblemCode.DISCONNECTED, spot.line(), spot.first(), node.type() + " " + node.id() + " has no wire",
                        "wire it or leave it out");
            } else if ((entered.contains(node.id()) || next.containsKey(node.id())) && !reached.contains(node.id())) {
                add(ProblemCode.UNREACHABLE, spot.line(), spot.first(), "no event leads to " + node.type() + " "
                        + node.id(), "wire it to an event's output");
            }
        }
    }

    private static boolean isRoot(String type) {
        return type.startsWith("Event") || ROOTS.contains(type);
    }

    private static String text(PinRef pin) {
        return Words.name(pin.node()) + "." + Words.name(pin.pin());
    }

    private void add(ProblemCode code, int line, int column, String message, @Nullable String hint) {
        problems.add(code.at(line, column, message, hint));
    }
}
