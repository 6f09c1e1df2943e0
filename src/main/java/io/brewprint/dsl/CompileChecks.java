package io.brewprint.dsl;

import io.brewprint.blueprint.NearMiss;
import io.brewprint.blueprint.PinSpec;
import org.jspecify.annotations.Nullable;

/** {@link CompileRules} applied to one graph. */
final class CompileChecks {
    private final GraphValidator graph;

    CompileChecks(GraphValidator graph) {
        this.graph = graph;
    }

    void check(CheckedNode seat) {
        for (PinSpec pin : CompileRules.wiredInputs(seat, graph.parent)) {
            if (!isWired(seat, pin)) {
                unwired(seat, pin);
            }
        }
        String owner = CompileRules.foreignEvent(seat, graph.catalog, graph.parent);
        if (!owner.isEmpty()) {
            add(
                    ProblemCode.WRONG_SELF,
                    seat,
                    seat.node.type() + " is an event of " + owner + ", and this Blueprint is " + graph.parent,
                    "write PARENT: " + owner);
        }
        called(seat);
    }

    private void unwired(CheckedNode seat, PinSpec pin) {
        String name = Spelling.name(seat.node.id()) + "." + Spelling.name(pin.name());
        if (CompileRules.isTarget(seat, pin)) {
            add(
                    ProblemCode.WRONG_SELF,
                    seat,
                    "this Blueprint is " + graph.parent + ", and the target of " + seat.node.type() + " "
                            + seat.node.id() + " is " + pin.type(),
                    "wire the " + pin.type() + " to " + name);
        } else {
            add(
                    ProblemCode.NEEDS_WIRE,
                    seat,
                    "nothing is wired to '" + pin.name() + "' of " + seat.node.type() + " " + seat.node.id()
                            + ", which takes no literal",
                    "write DATA id.Pin -> " + name);
        }
    }

    /** Wired as a whole, or split into its members. */
    private static boolean isWired(CheckedNode seat, PinSpec pin) {
        return CompileRules.isSplit(seat.node, pin)
                || seat.isUsed(name -> isOf(pin, name) || isOf(pin, seat.usual(name)));
    }

    private static boolean isOf(PinSpec pin, @Nullable String name) {
        return name != null && (name.equals(pin.name()) || CompileRules.isMember(pin, name));
    }

    private void called(CheckedNode seat) {
        String name = CompileRules.called(seat);
        boolean missing = !name.isEmpty()
                && CompileRules.definesAll(graph.parent)
                && !graph.callable.contains(name)
                && isCalledHere(seat.use(CompileRules.calledOn(seat), false));
        if (missing) {
            add(
                    ProblemCode.UNKNOWN_EVENT,
                    seat,
                    "no event or function is named '" + name + "'",
                    NearMiss.of(name, graph.callable)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("add NODE id: Event_Custom [EventName=" + Spelling.value(name) + "]"));
        }
    }

    /** True where no other object is wired to what a node calls on. */
    private boolean isCalledHere(CheckedNode.@Nullable Use on) {
        return on == null || on.isAll(end -> CompileRules.isThis(graph.seat(end.node())));
    }

    private void add(ProblemCode code, CheckedNode seat, String message, String hint) {
        graph.add(code, seat.spot.line(), seat.spot.second(), message, hint);
    }
}
