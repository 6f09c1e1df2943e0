package io.brewprint.dsl;

import io.brewprint.blueprint.NearMiss;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.TextPositions.Spot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a node says of itself: its type, its attributes, the names that it uses. */
public final class NodeChecks {
    /** The attribute without which a node of that type says nothing. */
    private static final Map<String, String> REQUIRED = Map.of(
            "VariableGet", "VarName",
            "VariableSet", "VarName",
            "Event_Custom", "EventName",
            "Event_InputAction", "ActionName",
            "Event_InputAxis", "AxisName",
            "Event_InputKey", "Key",
            "CallFunction", "@Function");

    /** The value without which a node of that type does nothing, or Unreal warns of it or refuses it. */
    private static final Map<String, String> IDLE_WITHOUT = Map.ofEntries(
            Map.entry("SetTimerByFunctionName", "FunctionName"),
            Map.entry("ClearTimerByFunctionName", "FunctionName"),
            Map.entry("PauseTimerByFunctionName", "FunctionName"),
            Map.entry("UnpauseTimerByFunctionName", "FunctionName"),
            Map.entry("CreateWidget", "WidgetClass"),
            Map.entry("SpawnActorFromClass", "ActorClass"),
            Map.entry("ConstructObject", "Class"),
            Map.entry("AddComponentByClass", "ComponentClass"),
            Map.entry("GetAllActorsOfClass", "ActorClass"),
            Map.entry("GetActorOfClass", "ActorClass"),
            Map.entry("OpenLevel", "LevelName"),
            Map.entry("Event_InputKey", "Key"),
            Map.entry("Event_EnhancedInput", "InputAction"));

    /** Attributes that do not tell one event from another. */
    private static final Set<String> DETAILS = Set.of("@Params", "@Types", "@Split", "@Names");

    private final GraphValidator graph;

    NodeChecks(GraphValidator graph) {
        this.graph = graph;
    }

    void check(CheckedNode seat) {
        Node node = seat.node;
        Spot spot = seat.spot;
        if (node.attributes().size() > 1) {
            repeated(node, spot);
        }
        if (!graph.isBlueprint()) {
            return;
        }
        if (seat.alias != null) {
            graph.add(
                    ProblemCode.ALIAS_TYPE,
                    spot.line(),
                    spot.second(),
                    "'" + node.type() + "' is read as '" + seat.type() + "'",
                    "write " + seat.type());
        } else if (CompileRules.isUnexplainedEvent(seat, graph.catalog)) {
            graph.add(
                    ProblemCode.UNKNOWN_NODE,
                    spot.line(),
                    spot.second(),
                    "no event is named '" + node.type() + "'",
                    near(node.type(), "name its function with [@Event=\"/Script/Module.Class:Name\"]"));
        } else if (seat.signature == null
                && !GraphValidator.hasOwnWord(node)
                && !node.type().equals("CallFunction")) {
            graph.add(
                    ProblemCode.UNKNOWN_NODE,
                    spot.line(),
                    spot.second(),
                    "no node type is named '" + node.type() + "'",
                    near(
                            node.type(),
                            "name its function with [@Function=\"/Script/Module.Class:Name\"], "
                                    + "or take a type of docs/dsl.md"));
        }
        required(seat);
        if (seat.checked) {
            for (int i = 0; i < node.attributes().size(); i++) {
                attribute(seat, node.attributes().get(i), i);
            }
        }
        event(seat);
    }

    private String near(String type, String otherwise) {
        List<String> names = graph.catalog.nearest(type);
        return names.isEmpty() ? otherwise : "did you mean " + String.join(" or ", names) + "?";
    }

    private void repeated(Node node, Spot spot) {
        var keys = new HashSet<String>();
        for (int i = 0; i < node.attributes().size(); i++) {
            String name = node.attributes().get(i).name();
            if (!keys.add(name)) {
                graph.add(
                        ProblemCode.REPEATED_ATTRIBUTE,
                        spot.line(),
                        graph.locator.attribute(spot.line(), i),
                        "attribute '" + name + "' is written twice",
                        "keep one of them");
            }
        }
    }

    /** True for the attribute without which nodes of that type say nothing. */
    public static boolean isRequired(String type, String key) {
        return key.equals(REQUIRED.get(type));
    }

    /** The attribute that says what the node is; empty where it needs none. */
    public static String needed(CheckedNode seat) {
        String key = REQUIRED.get(seat.type());
        return key == null
                        || (seat.type().equals("Event_InputKey")
                                && seat.node.attributes().isEmpty())
                ? ""
                : key;
    }

    private void required(CheckedNode seat) {
        String key = needed(seat);
        if (key.isEmpty()) {
            return;
        }
        String value = value(seat, key);
        if (value.isEmpty()) {
            graph.add(
                    ProblemCode.MISSING_ATTRIBUTE,
                    seat.spot.line(),
                    seat.spot.second(),
                    seat.node.type() + (key.equals("VarName") ? " names no variable" : " lacks its " + key),
                    "write [" + key + "=Name]");
        } else if (key.equals("VarName")
                && !graph.variables.containsKey(value)
                && seat.node.attribute("@Owner").isEmpty()
                && seat.node.attribute("@Scope").isEmpty()) {
            // A variable of another class or of a function is declared elsewhere.
            graph.add(
                    ProblemCode.UNDECLARED_VARIABLE,
                    seat.spot.line(),
                    seat.spot.second(),
                    "variable '" + value + "' is not declared",
                    NearMiss.of(value, graph.variables.keySet())
                            .map(name -> "did you mean " + name + "?")
                            .orElse("write VAR " + Spelling.name(value) + ": Type above the graph"));
        }
    }

    /** The value of an attribute under its name or any alias of it; empty when it is not written. */
    public static String value(CheckedNode seat, String key) {
        for (Attribute attribute : seat.node.attributes()) {
            if (attribute.name().equals(key) || key.equals(seat.usual(attribute.name()))) {
                return attribute.value();
            }
        }
        return "";
    }

    private void attribute(CheckedNode seat, Attribute attribute, int index) {
        String name = attribute.name();
        if (name.startsWith("@") || graph.catalog.isKey(seat.type(), name) || seat.signature == null) {
            return;
        }
        PinSpec pin = seat.signature.pin(name, false);
        if (pin == null) {
            String usual = seat.usual(name);
            if (usual != null) {
                hint(seat, name, usual, index);
                pin = seat.signature.pin(usual, false);
            } else {
                pin = seat.pin(name, false);
                if (pin == null) {
                    unknown(seat, name, index);
                    return;
                }
            }
        }
        if (pin == null) {
            return;
        }
        // What the node says of the pin itself comes before the catalog.
        PinSpec said = seat.pin(name, false);
        pin = said == null ? pin : said;
        int line = seat.spot.line();
        if (pin.isExec()) {
            graph.add(
                    ProblemCode.UNKNOWN_ATTRIBUTE,
                    line,
                    graph.locator.attribute(line, index),
                    "'" + name + "' of " + seat.node.type() + " takes control, not a value",
                    "wire it with EXEC");
        } else if (!TypeRules.isValue(type(seat, pin), attribute.value())) {
            graph.add(
                    ProblemCode.BAD_VALUE,
                    line,
                    graph.locator.attribute(line, index),
                    "'" + attribute.value() + "' is no value of " + type(seat, pin) + " for '" + name + "'",
                    TypeRules.usualValue(type(seat, pin), attribute.value())
                            .map(usual -> "write " + Spelling.value(usual))
                            .orElse(example(type(seat, pin))));
        }
    }

    private String type(CheckedNode seat, PinSpec pin) {
        return type(seat, pin, graph.variables);
    }

    /** The type of what an attribute gives. */
    public static String type(CheckedNode seat, PinSpec pin, Map<String, String> variables) {
        boolean variable = seat.type().startsWith("Variable") && pin.name().equals("Value");
        return TypeRules.usual(variable ? variables.getOrDefault(value(seat, "VarName"), pin.type()) : pin.type());
    }

    private void hint(CheckedNode seat, String name, String usual, int index) {
        int line = seat.spot.line();
        graph.add(
                ProblemCode.ALIAS_PIN,
                line,
                graph.locator.attribute(line, index),
                "'" + name + "' is read as '" + usual + "'",
                "write " + usual);
    }

    private void unknown(CheckedNode seat, String name, int index) {
        int line = seat.spot.line();
        List<String> known = new ArrayList<>(seat.signature == null ? List.of() : seat.signature.names(false, false));
        known.remove("Target");
        graph.add(
                ProblemCode.UNKNOWN_ATTRIBUTE,
                line,
                graph.locator.attribute(line, index),
                seat.node.type() + " has no input '" + name + "'",
                suggestion(name, known));
    }

    static String suggestion(String word, List<String> known) {
        Optional<String> near = NearMiss.of(word, known);
        return near.map(name -> "did you mean " + name + "?")
                .orElse(known.isEmpty() ? "leave it out" : "it has " + String.join(", ", known));
    }

    static String example(String type) {
        return switch (type) {
            case "Bool" -> "write true or false";
            case "Int", "Int64" -> "write a whole number such as 5";
            case "Vector" -> "write X, Y and Z such as \"0, 0, 42\"";
            case "Rotator" -> "write pitch, yaw and roll such as \"0, 90, 0\"";
            default -> "write a number such as 1.5";
        };
    }

    /** One event of a kind fits in a Blueprint; those that a name or key tells apart are of different kinds. */
    private void event(CheckedNode seat) {
        String key = eventKey(seat);
        if (key.isEmpty()) {
            return;
        }
        Integer before = graph.events.putIfAbsent(key, seat.spot.line());
        if (before != null) {
            graph.add(
                    ProblemCode.REPEATED_EVENT,
                    seat.spot.line(),
                    seat.spot.second(),
                    "this event already stands in line " + before,
                    "wire both chains to one of them, with a Sequence");
        }
    }

    /** What tells an event from the others of its graph; empty for nodes of which there may be many. */
    public static String eventKey(CheckedNode seat) {
        String type = seat.type();
        if (seat.signature == null
                || !seat.signature.isEvent()
                || type.equals("FunctionEntry")
                || type.equals("Tunnel")
                || type.equals("Timeline")
                || seat.node.attribute("@Class").isPresent()) {
            return "";
        }
        var key = new StringBuilder(type);
        for (Attribute attribute : seat.node.attributes()) {
            if (!DETAILS.contains(attribute.name())) {
                key.append('\n').append(attribute.name()).append('=').append(attribute.value());
            }
        }
        return key.toString();
    }

    /** Inputs that do nothing without a wire, and nodes that do nothing without a value. */
    void checkInputs(CheckedNode seat) {
        if (seat.signature == null || !seat.checked) {
            return;
        }
        String key = IDLE_WITHOUT.getOrDefault(seat.type(), "");
        if (!key.isEmpty() && needed(seat).isEmpty() && !isGiven(seat, key)) {
            graph.add(
                    ProblemCode.UNWIRED_INPUT,
                    seat.spot.line(),
                    seat.spot.second(),
                    seat.node.type() + " " + seat.node.id() + " says no " + key,
                    "write [" + key + "=Name]");
        }
        for (PinSpec pin : seat.signature.pins()) {
            boolean needed = !pin.output()
                    && ((pin.name().equals("Object") && seat.type().startsWith("CastTo"))
                            || (pin.name().equals("Input") && seat.type().equals("IsValid")));
            if (needed && !isGiven(seat, pin.name())) {
                graph.add(
                        ProblemCode.UNWIRED_INPUT,
                        seat.spot.line(),
                        seat.spot.second(),
                        "nothing is wired to '" + pin.name() + "' of " + seat.node.type() + " " + seat.node.id(),
                        "write DATA id.Pin -> " + Spelling.name(seat.node.id()) + "." + pin.name());
            }
        }
    }

    private static boolean isGiven(CheckedNode seat, String pin) {
        if (seat.use(pin, false) != null || !value(seat, pin).isEmpty()) {
            return true;
        }
        for (var other : seat.ownPins == null
                ? Map.<String, String>of().entrySet()
                : seat.ownPins.pins().entrySet()) {
            if (other.getValue().equals(pin) && seat.use(other.getKey(), false) != null) {
                return true;
            }
        }
        for (var other : seat.alias == null
                ? Map.<String, String>of().entrySet()
                : seat.alias.pins().entrySet()) {
            if (other.getValue().equals(pin) && seat.use(other.getKey(), false) != null) {
                return true;
            }
        }
        return false;
    }
}
