package io.brewprint.dsl;

import io.brewprint.blueprint.NearMiss;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.Edge.Kind;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wires of a graph: both ends there, the pins theirs, one value an input, one way on, types that fit. */
public final class EdgeChecks {
    private final GraphValidator graph;

    EdgeChecks(GraphValidator graph) {
        this.graph = graph;
    }

    void check() {
        List<Edge> edges = graph.graph.edges();
        if (graph.isBlueprint()) {
            edges.forEach(this::element);
        }
        for (int i = 0; i < edges.size(); i++) {
            edge(edges.get(i), graph.spots.edges().get(i));
        }
    }

    /** What the wildcards of a node with an array stand for follows from what is wired to the array. */
    private void element(Edge edge) {
        if (edge.kind() != Kind.DATA) {
            return;
        }
        CheckedNode to = graph.seat(edge.to().node());
        CheckedNode from = graph.seat(edge.from().node());
        PinSpec input = to == null ? null : to.pin(edge.to().pin(), false);
        PinSpec output = from == null ? null : from.pin(edge.from().pin(), true);
        if (to != null
                && from != null
                && input != null
                && output != null
                && input.type().equals("Array<Wildcard>")) {
            to.element = TypeRules.element(type(from, output, edge.type()));
        }
    }

    private void edge(Edge edge, Spot spot) {
        CheckedNode from = end(edge.from(), spot.line(), spot.first());
        CheckedNode to = end(edge.to(), spot.line(), spot.second());
        if (from != null && to != null && !used(edge, from, to, spot)) {
            graph.add(ProblemCode.REPEATED_EDGE, spot.line(), spot.first(), "this edge is written twice", "keep one");
            return;
        }
        if (from != null && to != null) {
            if (edge.kind() == Kind.EXEC) {
                from.execNext.add(to);
                to.entered = true;
            } else {
                to.dataFrom.add(from);
            }
        }
        if (!graph.isBlueprint()) {
            return;
        }
        PinSpec output = from == null ? null : pin(edge, from, true, spot);
        PinSpec input = to == null ? null : pin(edge, to, false, spot);
        if (edge.kind() == Kind.DATA && from != null && to != null) {
            if ((output == null && from.checked) || (input == null && to.checked)) {
                // A wire that cannot be carries no value: no circle runs through it.
                to.dataFrom.removeLast();
            }
            types(edge, from, to, output, input, spot);
            givenTwice(edge, to, spot);
        }
    }

    private @Nullable CheckedNode end(PinRef pin, int line, int column) {
        CheckedNode seat = graph.seat(pin.node());
        if (seat == null) {
            graph.add(
                    ProblemCode.DANGLING_REFERENCE,
                    line,
                    column,
                    "no node has the id '" + pin.node() + "'",
                    NearMiss.of(pin.node(), graph.ids())
                            .filter(near -> pin.node().length() > 2)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("declare it with NODE " + Spelling.name(pin.node()) + ": Type"));
        }
        return seat;
    }

    /** False when the edge is there already. */
    private boolean used(Edge edge, CheckedNode from, CheckedNode to, Spot spot) {
        boolean exec = edge.kind() == Kind.EXEC;
        CheckedNode.Use out = from.use(edge.from().pin(), true);
        CheckedNode.Use in = to.use(edge.to().pin(), false);
        if (out == null) {
            from.add(new CheckedNode.Use(edge.from().pin(), edge.kind(), edge.to()), true);
        }
        if (in == null) {
            to.add(new CheckedNode.Use(edge.to().pin(), edge.kind(), edge.from()), false);
        }
        // An exec output leads to few places, an input of either kind may be asked of many: each is told by its side.
        CheckedNode.Use use = exec ? out : in;
        if (use != null && !use.add(exec ? edge.to() : edge.from()) && use.kind == edge.kind()) {
            return false;
        }
        if (out != null && out.kind != edge.kind()) {
            mixed(edge.from(), spot.line(), spot.first());
        } else if (out != null && exec && graph.isBlueprint()) {
            graph.add(
                    ProblemCode.EXEC_FAN_OUT,
                    spot.line(),
                    spot.first(),
                    GraphValidator.text(edge.from()) + " already leads to " + GraphValidator.text(out.first),
                    "an exec output leads to one place: put a Sequence between");
        }
        if (in != null && in.kind != edge.kind()) {
            mixed(edge.to(), spot.line(), spot.second());
        } else if (in != null
                && !exec
                && graph.isBlueprint()
                && !takesMany(edge.to().pin())) {
            graph.add(
                    ProblemCode.TWO_SOURCES,
                    spot.line(),
                    spot.second(),
                    GraphValidator.text(edge.to()) + " already takes its value from " + GraphValidator.text(in.first),
                    "an input takes one value: remove one of the edges");
        }
        return true;
    }

    /** A call may have several targets. */
    public static boolean takesMany(String pin) {
        return pin.equals("Target") || pin.equals("self");
    }

    private void mixed(PinRef pin, int line, int column) {
        graph.add(
                ProblemCode.MIXED_PIN,
                line,
                column,
                GraphValidator.text(pin) + " carries both exec and data",
                "a pin carries one of the two");
    }

    private @Nullable PinSpec pin(Edge edge, CheckedNode seat, boolean output, Spot spot) {
        PinRef ref = output ? edge.from() : edge.to();
        boolean exec = edge.kind() == Kind.EXEC;
        PinSpec pin = seat.pin(ref.pin(), output);
        if (!seat.checked || seat.signature == null) {
            return seat.signature == null || !seat.checked ? null : pin;
        }
        int line = spot.line();
        if (pin == null) {
            missing(seat, ref.pin(), output, exec, line);
            return null;
        }
        String usual = seat.signature.pin(ref.pin(), output) == null ? seat.usual(ref.pin()) : null;
        if (usual != null) {
            graph.add(
                    ProblemCode.ALIAS_PIN,
                    line,
                    graph.locator.pin(line, !output),
                    "'" + ref.pin() + "' is read as '" + usual + "'",
                    "write " + usual);
        }
        if (!pin.isAny() && pin.isExec() != exec) {
            graph.add(
                    ProblemCode.WRONG_WIRE,
                    line,
                    graph.locator.pin(line, !output),
                    "'" + ref.pin() + "' of " + seat.node.type()
                            + (pin.isExec() ? " is for control" : " is for a value"),
                    "write " + (pin.isExec() ? "EXEC" : "DATA") + " for this wire");
            return null;
        }
        return pin;
    }

    private void missing(CheckedNode seat, String name, boolean output, boolean exec, int line) {
        if (seat.signature == null) {
            return;
        }
        int column = graph.locator.pin(line, !output);
        PinSpec other = seat.signature.pin(name, !output);
        if (!output && exec && seat.signature.isEvent()) {
            graph.add(
                    ProblemCode.EVENT_NOT_ROOT,
                    line,
                    column,
                    "control cannot lead into the event " + seat.node.type() + " " + seat.node.id(),
                    "an event begins a chain: call a custom event instead");
        } else if (other != null) {
            graph.add(
                    ProblemCode.WRONG_DIRECTION,
                    line,
                    column,
                    "'" + name + "' of " + seat.node.type() + " is an " + (output ? "input" : "output"),
                    "a wire runs from an output to an input");
        } else {
            List<String> known = new ArrayList<>(seat.signature.names(output, exec));
            graph.add(
                    ProblemCode.UNKNOWN_PIN,
                    line,
                    column,
                    seat.node.type() + " has no " + (exec ? "exec " : "") + (output ? "output" : "input") + " '" + name
                            + "'",
                    NodeChecks.suggestion(name, known));
        }
    }

    private void types(
            Edge edge, CheckedNode from, CheckedNode to, @Nullable PinSpec output, @Nullable PinSpec input, Spot spot) {
        if (output == null || input == null || output.isExec() || input.isExec()) {
            return;
        }
        String given = type(from, output, edge.type());
        String taken = type(to, input, null);
        String hopeless = CompileRules.hopelessCast(to, input, given, graph.parent);
        if (!hopeless.isEmpty()) {
            graph.add(
                    ProblemCode.HOPELESS_CAST,
                    spot.line(),
                    spot.second(),
                    "no " + given + " is ever a " + hopeless,
                    "cast what comes from one of the two, or leave the cast out");
        }
        if (!TypeRules.fits(given, taken)) {
            boolean variable = to.type().equals("VariableSet") && input.name().equals("Value");
            String what = variable
                    ? "variable '" + NodeChecks.value(to, "VarName") + "' is " + taken
                    : "'" + edge.to().pin() + "' of " + to.node.type() + " takes "
                            + taken.replace("Array<Wildcard>", "an array");
            boolean cast = TypeRules.isA(taken, given);
            graph.add(
                    variable ? ProblemCode.VARIABLE_TYPE : ProblemCode.TYPE_MISMATCH,
                    spot.line(),
                    spot.second(),
                    what + ", and '" + edge.from().pin() + "' of " + from.node.type() + " gives " + given,
                    cast ? "put a CastTo" + taken + " between" : instead(to.type(), given));
        } else if (edge.type() != null && !TypeRules.fits(given, edge.type()) && !TypeRules.fits(edge.type(), given)) {
            graph.add(
                    ProblemCode.WIRE_TYPE,
                    spot.line(),
                    graph.locator.wireType(spot.line()),
                    "the wire is said to carry " + edge.type() + ", and '"
                            + edge.from().pin() + "' gives " + given,
                    "write [" + given + "]");
        }
    }

    /** The same operation for the type that comes, where the catalog has one. */
    private String instead(String type, String given) {
        for (String name :
                List.of(type + given, type.replace("Float", given), type.replace("Float", given + "Float"))) {
            if (!name.equals(type) && graph.catalog.byName(name).isPresent()) {
                return "use " + name;
            }
        }
        return "convert the value or wire another pin";
    }

    private String type(CheckedNode seat, PinSpec pin, @Nullable String said) {
        return type(seat, pin, said, seat.element, graph.variables);
    }

    /**
     * The type of a pin, as far as variables, arrays and classes given to the node tell it.
     *
     * @param said what the wire is said to carry, null when nothing is said
     * @param element what the node's array holds, null when that is not known
     */
    public static String type(
            CheckedNode seat,
            PinSpec pin,
            @Nullable String said,
            @Nullable String element,
            Map<String, String> variables) {
        String type = TypeRules.usual(pin.type());
        if (seat.type().startsWith("Variable") && pin.name().equals("Value")) {
            return seat.node.attribute("@Owner").isPresent()
                    ? type
                    : TypeRules.usual(variables.getOrDefault(NodeChecks.value(seat, "VarName"), type));
        }
        if (type.contains("Wildcard")) {
            return element == null ? type : type.replace("Wildcard", element);
        }
        if (pin.output()
                && seat.signature != null
                && seat.signature.isShapedByClass()
                && (type.equals("Object") || !TypeRules.isValueType(type))) {
            return said != null && TypeRules.fits(said, type) ? TypeRules.usual(said) : "Wildcard";
        }
        boolean open = type.equals("Object") || type.equals("Struct") || type.equals("Byte");
        return open && pin.output() && said != null ? TypeRules.usual(said) : type;
    }

    private void givenTwice(Edge edge, CheckedNode to, Spot spot) {
        String pin = edge.to().pin();
        for (Attribute attribute : to.node.attributes()) {
            if (attribute.name().equals(pin) && !graph.catalog.isKey(to.type(), pin)) {
                graph.add(
                        ProblemCode.VALUE_AND_WIRE,
                        spot.line(),
                        spot.second(),
                        "'" + pin + "' of " + to.node.id() + " has the value " + attribute.value()
                                + " and a wire: the value is never used",
                        "keep one of the two");
            }
        }
    }
}
