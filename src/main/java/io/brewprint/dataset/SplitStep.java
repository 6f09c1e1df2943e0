package io.brewprint.dataset;

import io.brewprint.dsl.PinRef;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Steps that lead to one or two other steps and end the chain. */
final class SplitStep implements SyntheticAction {
    /** Adds the node that splits; gives the exec pins the inner steps start from. */
    private interface Splitter {
        List<PinRef> emit(GraphDraft graph, PinRef from);
    }

    private final String kind;
    private final List<String> phrases;
    private final List<SyntheticAction> inner;
    private final Splitter splitter;

    private SplitStep(String kind, List<String> phrases, List<SyntheticAction> inner, Splitter splitter) {
        this.kind = kind;
        this.phrases = phrases;
        this.inner = inner;
        this.splitter = splitter;
    }

    @Override
    public String kind() {
        return kind + inner.stream().map(SyntheticAction::kind).toList();
    }

    @Override
    public String phrase(Random random) {
        Object[] parts = inner.stream().map(s -> s.phrase(random)).toArray();
        return SampleValues.pick(random, phrases).formatted(parts);
    }

    @Override
    public @Nullable PinRef emit(GraphDraft graph, PinRef from) {
        List<PinRef> pins = splitter.emit(graph, from);
        for (int i = 0; i < inner.size(); i++) {
            inner.get(i).emit(graph, pins.get(i));
        }
        return null;
    }

    @Override
    public boolean open() {
        return false;
    }

    static SyntheticAction branch(Random r, SyntheticAction yes, SyntheticAction no) {
        String name = SampleValues.pick(r, SampleValues.BOOLS);
        return new SplitStep(
                "branch",
                List.of("if " + name + " is true %s, otherwise %s", "if " + name + ", %s, else %s"),
                List.of(yes, no),
                (g, from) -> branchOn(g, from, name));
    }

    static SyntheticAction ifTrue(Random r, SyntheticAction yes) {
        String name = SampleValues.pick(r, SampleValues.BOOLS);
        return new SplitStep(
                "if",
                List.of("if " + name + " is true %s", "%s but only if " + name),
                List.of(yes),
                (g, from) -> branchOn(g, from, name));
    }

    private static List<PinRef> branchOn(GraphDraft g, PinRef from, String name) {
        g.variable(name, "Bool", "false");
        String branch = g.after(from, "Branch");
        String get = g.node("VariableGet", "VarName", name);
        g.data(get, "Value", branch, "Condition", "Bool");
        return List.of(new PinRef(branch, "True"), new PinRef(branch, "False"));
    }

    static SyntheticAction compare(Random r, SyntheticAction yes, boolean less) {
        String name = SampleValues.pick(r, SampleValues.FLOATS);
        String limit = SampleValues.number(r, 5, 95, 5) + ".0";
        String words = less ? "less than" : "greater than";
        return new SplitStep(
                less ? "less" : "greater",
                List.of("if " + name + " is " + words + " " + limit + " %s"),
                List.of(yes),
                (g, from) -> {
                    g.variable(name, "Float", "100.0");
                    String branch = g.after(from, "Branch");
                    String get = g.node("VariableGet", "VarName", name);
                    String test = g.node(less ? "LessThan" : "GreaterThan", "B", limit);
                    g.data(get, "Value", test, "A", "Float");
                    g.data(test, "ReturnValue", branch, "Condition", "Bool");
                    return List.of(new PinRef(branch, "True"));
                });
    }

    static SyntheticAction near(Random r, SyntheticAction yes) {
        String limit = SampleValues.number(r, 100, 900, 50) + ".0";
        return new SplitStep(
                "near",
                List.of(
                        "if the player is closer than " + limit + " %s",
                        "if the distance to the player is below " + limit + " %s"),
                List.of(yes),
                (g, from) -> {
                    String branch = g.after(from, "Branch");
                    String pawn = g.node("GetPlayerPawn");
                    String distance = g.node("GetDistanceTo");
                    String test = g.node("LessThan", "B", limit);
                    g.data(pawn, "ReturnValue", distance, "OtherActor", "Actor");
                    g.data(distance, "ReturnValue", test, "A", "Float");
                    g.data(test, "ReturnValue", branch, "Condition", "Bool");
                    return List.of(new PinRef(branch, "True"));
                });
    }

    static SyntheticAction flipFlop(Random r, SyntheticAction a, SyntheticAction b) {
        return new SplitStep(
                "flip_flop",
                List.of("alternate between two actions: %s, and %s", "flip flop: first %s, next %s"),
                List.of(a, b),
                (g, from) -> {
                    String node = g.after(from, "FlipFlop");
                    return List.of(new PinRef(node, "A"), new PinRef(node, "B"));
                });
    }

    static SyntheticAction sequence(Random r, SyntheticAction a, SyntheticAction b) {
        return new SplitStep(
                "sequence",
                List.of("run a sequence: %s, and %s", "in sequence %s and %s"),
                List.of(a, b),
                (g, from) -> {
                    String node = g.after(from, "Sequence");
                    return List.of(new PinRef(node, "Then_0"), new PinRef(node, "Then_1"));
                });
    }

    static SyntheticAction loop(Random r, SyntheticAction body) {
        String last = SampleValues.number(r, 2, 20, 1);
        return new SplitStep(
                "for_loop",
                List.of("loop from 0 to " + last + " and each time %s", "for 0 to " + last + " %s"),
                List.of(body),
                (g, from) -> {
                    String node = g.after(from, "ForLoop", "FirstIndex", "0", "LastIndex", last);
                    return List.of(new PinRef(node, "LoopBody"));
                });
    }

    static SyntheticAction random(Random r, SyntheticAction yes, SyntheticAction no) {
        String share = "0." + SampleValues.number(r, 1, 9, 1);
        return new SplitStep(
                "random", List.of("with a chance of " + share + " %s, otherwise %s"), List.of(yes, no), (g, from) -> {
                    String branch = g.after(from, "Branch");
                    String roll = g.node("RandomFloat");
                    String test = g.node("LessThan", "B", share);
                    g.data(roll, "ReturnValue", test, "A", "Float");
                    g.data(test, "ReturnValue", branch, "Condition", "Bool");
                    return List.of(new PinRef(branch, "True"), new PinRef(branch, "False"));
                });
    }
}
