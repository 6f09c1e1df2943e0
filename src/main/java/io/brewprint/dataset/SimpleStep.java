package io.brewprint.dataset;

import io.brewprint.dsl.PinRef;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Steps that do one thing and go on. */
final class SimpleStep implements SyntheticAction {
    /** How a step adds its nodes. */
    private interface Emitter {
        @Nullable
        PinRef emit(GraphDraft graph, PinRef from);
    }

    private final String kind;
    private final List<String> phrases;
    private final Emitter emitter;

    private SimpleStep(String kind, List<String> phrases, Emitter emitter) {
        this.kind = kind;
        this.phrases = phrases;
        this.emitter = emitter;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String phrase(Random random) {
        return SampleValues.pick(random, phrases);
    }

    @Override
    public @Nullable PinRef emit(GraphDraft graph, PinRef from) {
        return emitter.emit(graph, from);
    }

    @Override
    public boolean open() {
        return !kind.equals("destroy");
    }

    /** One node with literal inputs. */
    private static SimpleStep call(String kind, List<String> phrases, String type, String... attributes) {
        return new SimpleStep(kind, phrases, (g, from) -> new PinRef(g.after(from, type, attributes), "Then"));
    }

    static SyntheticAction print(Random r) {
        String text = SampleValues.text(r);
        return call(
                "print",
                List.of("print \"" + text + "\"", "show the text \"" + text + "\"", "log \"" + text + "\""),
                "PrintString",
                "InString",
                text);
    }

    static SyntheticAction destroy(Random r) {
        return new SimpleStep("destroy", List.of("destroy the actor", "destroy itself", "remove itself"), (g, from) -> {
            g.after(from, "DestroyActor");
            return null;
        });
    }

    static SyntheticAction hide(Random r) {
        return call(
                "hide",
                List.of("hide the actor", "make itself invisible"),
                "SetActorHiddenInGame",
                "NewHidden",
                "true");
    }

    static SyntheticAction show(Random r) {
        return call(
                "show", List.of("show the actor", "make itself visible"), "SetActorHiddenInGame", "NewHidden", "false");
    }

    static SyntheticAction rotate(Random r) {
        String yaw = SampleValues.number(r, 5, 180, 5);
        return call(
                "rotate",
                List.of("rotate by " + yaw + " degrees", "turn " + yaw + " degrees", "add " + yaw + " degrees of yaw"),
                "AddActorLocalRotation",
                "DeltaRotation",
                "0, " + yaw + ", 0");
    }

    static SyntheticAction move(Random r) {
        String z = SampleValues.number(r, 10, 500, 10);
        return call(
                "move",
                List.of("move up by " + z, "rise by " + z + " units"),
                "AddActorLocalOffset",
                "DeltaLocation",
                "0, 0, " + z);
    }

    static SyntheticAction teleport(Random r) {
        String x = SampleValues.number(r, 0, 900, 50);
        String y = SampleValues.number(r, 0, 900, 50);
        return call(
                "teleport",
                List.of("teleport to " + x + ", " + y + ", 0", "set its location to " + x + ", " + y + ", 0"),
                "SetActorLocation",
                "NewLocation",
                x + ", " + y + ", 0");
    }

    static SyntheticAction impulse(Random r) {
        String z = SampleValues.number(r, 100, 2000, 100);
        String part = SampleValues.pick(r, SampleValues.PARTS);
        return component(
                "impulse",
                List.of(
                        "apply an upward impulse of " + z + " to " + part,
                        "launch " + part + " up with an impulse of " + z),
                part,
                "AddImpulse",
                "Impulse",
                "0, 0, " + z);
    }

    static SyntheticAction physics(Random r) {
        String part = SampleValues.pick(r, SampleValues.PARTS);
        return component(
                "physics",
                List.of("turn on physics of " + part, "start simulating physics of " + part),
                part,
                "SetSimulatePhysics",
                "Simulate",
                "true");
    }

    /** A step for a component of the actor: an actor itself is none. */
    private static SimpleStep component(
            String kind, List<String> phrases, String part, String type, String key, String value) {
        return new SimpleStep(kind, phrases, (g, from) -> {
            g.variable(part, "StaticMeshComponent");
            String step = g.after(from, type, key, value);
            String get = g.node("VariableGet", "VarName", part);
            g.data(get, "Value", step, "Target", "StaticMeshComponent");
            return new PinRef(step, "Then");
        });
    }

    static SyntheticAction sound(Random r) {
        String sound = SampleValues.pick(r, SampleValues.SOUNDS);
        return call(
                "sound", List.of("play the sound " + sound, "play " + sound), "PlaySoundAtLocation", "Sound", sound);
    }

    static SyntheticAction spawn(Random r) {
        String type = SampleValues.pick(r, SampleValues.CLASSES);
        return new SimpleStep("spawn", List.of("spawn a " + type, "spawn " + type), (g, from) -> {
            String spawn = g.after(from, "SpawnActorFromClass", "ActorClass", type);
            String place = g.node("GetActorTransform");
            g.data(place, "ReturnValue", spawn, "SpawnTransform", "Transform");
            return new PinRef(spawn, "Then");
        });
    }

    static SyntheticAction widget(Random r) {
        String widget = SampleValues.pick(r, SampleValues.WIDGETS);
        return new SimpleStep(
                "widget",
                List.of("show the widget " + widget, "add " + widget + " to the screen", "create the widget " + widget),
                (g, from) -> {
                    String create = g.after(from, "CreateWidget", "WidgetClass", widget);
                    String add = g.after(new PinRef(create, "Then"), "AddToViewport");
                    g.data(create, "ReturnValue", add, "Target", "Widget");
                    return new PinRef(add, "Then");
                });
    }

    static SyntheticAction timer(Random r) {
        String event = SampleValues.pick(r, SampleValues.EVENTS);
        String time = SampleValues.seconds(r);
        return new SimpleStep(
                "timer",
                List.of(
                        "start a looping timer that calls " + event + " every " + time + " seconds",
                        "call " + event + " every " + time + " seconds"),
                (g, from) -> {
                    String timer = g.after(
                            from, "SetTimerByFunctionName", "FunctionName", event, "Time", time, "Looping", "true");
                    g.event(event);
                    return new PinRef(timer, "Then");
                });
    }

    static SyntheticAction setBool(Random r) {
        String name = SampleValues.pick(r, SampleValues.BOOLS);
        boolean value = r.nextBoolean();
        return new SimpleStep(
                "set_bool", List.of("set " + name + " to " + value, "make " + name + " " + value), (g, from) -> {
                    g.variable(name, "Bool", Boolean.toString(!value));
                    return new PinRef(
                            g.after(from, "VariableSet", "VarName", name, "Value", Boolean.toString(value)), "Then");
                });
    }

    static SyntheticAction setFloat(Random r) {
        String name = SampleValues.pick(r, SampleValues.FLOATS);
        String value = SampleValues.number(r, 5, 100, 5);
        return new SimpleStep("set_float", List.of("set " + name + " to " + value + ".0"), (g, from) -> {
            g.variable(name, "Float", "0.0");
            return new PinRef(g.after(from, "VariableSet", "VarName", name, "Value", value + ".0"), "Then");
        });
    }

    static SyntheticAction addInt(Random r) {
        String name = SampleValues.pick(r, SampleValues.INTS);
        String by = SampleValues.number(r, 1, 9, 1);
        return new SimpleStep(
                "add_int",
                List.of("add " + by + " to " + name, "increase " + name + " by " + by),
                (g, from) -> change(g, from, name, "Int", "0", "AddInt", by));
    }

    static SyntheticAction subtractFloat(Random r) {
        String name = SampleValues.pick(r, SampleValues.FLOATS);
        String by = SampleValues.number(r, 5, 50, 5);
        return new SimpleStep(
                "subtract_float",
                List.of("subtract " + by + ".0 from " + name, "reduce " + name + " by " + by + ".0"),
                (g, from) -> change(g, from, name, "Float", "100.0", "SubtractFloat", by + ".0"));
    }

    private static PinRef change(
            GraphDraft g, PinRef from, String name, String type, String initial, String operator, String by) {
        g.variable(name, type, initial);
        String set = g.after(from, "VariableSet", "VarName", name);
        String get = g.node("VariableGet", "VarName", name);
        String sum = g.node(operator, "B", by);
        g.data(get, "Value", sum, "A", type);
        g.data(sum, "ReturnValue", set, "Value", type);
        return new PinRef(set, "Then");
    }

    static SyntheticAction printVariable(Random r) {
        String name = SampleValues.pick(r, SampleValues.INTS);
        return new SimpleStep("print_variable", List.of("print " + name, "print the value of " + name), (g, from) -> {
            g.variable(name, "Int", "0");
            String print = g.after(from, "PrintString");
            String get = g.node("VariableGet", "VarName", name);
            g.data(get, "Value", print, "InString", "String");
            return new PinRef(print, "Then");
        });
    }

    static SyntheticAction delay(Random r) {
        String time = SampleValues.seconds(r);
        return new SimpleStep(
                "delay",
                List.of("wait " + time + " seconds", "delay for " + time + " seconds"),
                (g, from) -> new PinRef(g.after(from, "Delay", "Duration", time), "Completed"));
    }

    static SyntheticAction doOnce(Random r) {
        return new SimpleStep(
                "do_once",
                List.of("only once", "do the rest just once"),
                (g, from) -> new PinRef(g.after(from, "DoOnce"), "Completed"));
    }

    static SyntheticAction cast(Random r) {
        String type = SampleValues.pick(r, SampleValues.CASTS);
        return new SimpleStep(
                "cast",
                List.of("cast the player pawn to " + type, "check that the player pawn is a " + type),
                (g, from) -> {
                    String cast = g.after(from, "CastTo" + type);
                    String pawn = g.node("GetPlayerPawn");
                    g.data(pawn, "ReturnValue", cast, "Object", "Actor");
                    return new PinRef(cast, "CastSucceeded");
                });
    }
}
