package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Unreal pastes and then does not compile, as far as the document shows it. {@code docs/validation.md} names for
 * each rule the place in Unreal.
 */
public final class CompileRules {
    private static final String CAST = "CastTo";

    /** Attributes that name an event or function of the document. */
    private static final Map<String, String> CALLS = Map.of(
            "SetTimerByFunctionName", "FunctionName",
            "ClearTimerByFunctionName", "FunctionName",
            "PauseTimerByFunctionName", "FunctionName",
            "UnpauseTimerByFunctionName", "FunctionName",
            "CallFunction", "@Function",
            "CreateDelegate", "@SelectedFunctionName");

    private CompileRules() {}

    /**
     * The inputs of a node that do not work without a wire: those that take no literal, and a target that the Blueprint
     * itself cannot be.
     *
     * @param parent what the Blueprint is, empty where that is not said
     */
    public static List<PinSpec> wiredInputs(CheckedNode seat, String parent) {
        if (seat.signature == null || !seat.checked) {
            return List.of();
        }
        List<PinSpec> wired = List.of();
        for (PinSpec pin : seat.signature.pins()) {
            if (!pin.output() && (pin.wired() || (isTarget(seat, pin) && !isSelf(parent, pin.type())))) {
                wired = wired.isEmpty() ? new ArrayList<>(2) : wired;
                wired.add(pin);
            }
        }
        return wired;
    }

    /** True where the node itself says that an input is split into its members. */
    public static boolean isSplit(Node node, PinSpec pin) {
        return OwnTypes.splits(node, pin.name())
                || node.attributes().stream().anyMatch(attribute -> isMember(pin, attribute.name()));
    }

    /** True for a name that a member of a split input has. */
    public static boolean isMember(PinSpec pin, String name) {
        return name.length() > pin.name().length() + 1 && name.startsWith(pin.name() + "_");
    }

    /** True for the pin that stands for the Blueprint itself as long as nothing is wired to it. */
    public static boolean isTarget(CheckedNode seat, PinSpec pin) {
        return pin.name().equals("Target")
                && !pin.hidden()
                && !pin.wired()
                && !seat.type().startsWith("Variable");
    }

    /** False where the Blueprint surely is none of that class. */
    private static boolean isSelf(String parent, String wanted) {
        return !TypeRules.isClass(parent) || !TypeRules.isClass(wanted) || TypeRules.isA(parent, wanted);
    }

    /** The class that an event belongs to, where the Blueprint surely is none of it; else empty. */
    public static String foreignEvent(CheckedNode seat, NodeCatalog catalog, String parent) {
        if (seat.signature == null || !seat.checked || !seat.signature.isEvent()) {
            return "";
        }
        String owner = catalog.byName(seat.type()).map(NodeType::owner).orElse("");
        String name = owner.substring(owner.lastIndexOf('.') + 1);
        return isSelf(parent, name) ? "" : name;
    }

    /** The class that a cast of that node leads to, where it cannot succeed for a value of that type; else empty. */
    public static String hopelessCast(CheckedNode seat, PinSpec pin, String given, String parent) {
        String type = seat.type();
        if (!type.startsWith(CAST) || !pin.name().equals("Object")) {
            return "";
        }
        String from = given.equals("Self") ? parent : given;
        String to = type.substring(CAST.length());
        boolean known = TypeRules.isClass(from) && TypeRules.isClass(to);
        return known && !TypeRules.isA(from, to) && !TypeRules.isA(to, from) ? to : "";
    }

    /** The event or function of the Blueprint itself that a node calls by its name; empty where it calls none. */
    public static String called(CheckedNode seat) {
        String key = CALLS.get(seat.type());
        String name = key == null ? "" : NodeChecks.value(seat, key);
        // A path leads out of the Blueprint.
        return name.isBlank() || name.indexOf('/') >= 0 || name.indexOf(':') >= 0 ? "" : name;
    }

    /** True for the attribute by which nodes of that type call an event or function. */
    public static boolean isCall(String type, String key) {
        return key.equals(CALLS.get(type));
    }

    /** The input by which a node calls on an object: on another one where more than the Blueprint itself is wired. */
    public static String calledOn(CheckedNode seat) {
        return seat.type().endsWith("TimerByFunctionName") ? "Object" : "Target";
    }

    /** True for a node that gives the Blueprint itself: what is wired to it is called on this Blueprint still. */
    public static boolean isThis(@Nullable CheckedNode seat) {
        return seat != null && seat.checked && seat.type().equals("Self");
    }

    /** True where a function that the document lacks cannot come from the parent, which may be a Blueprint too. */
    public static boolean definesAll(String parent) {
        return parent.isEmpty() || TypeRules.isClass(parent);
    }

    /** The name by which a node can be called; null where it cannot. */
    public static @Nullable String defined(Node node) {
        return node.type().startsWith("Event_Custom") || node.type().equals("CustomEvent")
                ? node.attribute("EventName").or(() -> node.attribute("Name")).orElse(null)
                : null;
    }

    /** True for an event of which neither the catalog nor the node itself says what it is. */
    public static boolean isUnexplainedEvent(CheckedNode seat, NodeCatalog catalog) {
        return seat.checked
                && seat.alias == null
                && seat.type().startsWith("Event")
                && catalog.byName(seat.type()).isEmpty();
    }
}
