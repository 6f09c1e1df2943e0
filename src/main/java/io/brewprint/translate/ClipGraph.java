package io.brewprint.translate;

import io.brewprint.blueprint.LabelledEdge;
import io.brewprint.blueprint.LabelledGraph;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Pin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A clipboard text as a labelled graph: nodes by class, naming key and the values set on them, wires by the pins'
 * names. Read from the text without the DSL's names, so that two texts can be compared past every spelling of ours.
 */
final class ClipGraph {
    private static final List<String> KEYS = List.of(
            "FunctionReference",
            "EventReference",
            "VariableReference",
            "MacroGraphReference",
            "DelegateReference",
            "TargetType",
            "StructType",
            "Enum",
            "CustomFunctionName",
            "DelegatePropertyName",
            "ComponentPropertyName",
            "InputActionName",
            "InputAxisName",
            "InputKey",
            "InputAction",
            "TimelineName",
            "ProxyFactoryFunctionName",
            "ProxyFactoryClass",
            "ProxyClass",
            "CustomClass",
            "DelegateOwnerClass",
            "SelectedFunctionName",
            "NodeComment");

    /** Ids and flags beside the name proper: Unreal fills them in on pasting. */
    private static final List<String> NAMES = List.of("MemberName", "MemberParent", "MemberScope", "MacroGraph");

    private ClipGraph() {}

    static LabelledGraph of(Clip clip) {
        var labels = new ArrayList<String>();
        var edges = new ArrayList<LabelledEdge>();
        for (Level level : Level.of(clip.objects())) {
            add(level.objects(), labels, edges);
        }
        return new LabelledGraph(labels, edges);
    }

    private static void add(List<ClipObject> objects, List<String> labels, List<LabelledEdge> edges) {
        var roles = new Roles(objects);
        var wiring = new ClipLinks(objects, roles);
        var indices = new HashMap<ClipObject, Integer>();
        for (ClipObject object : objects) {
            Roles.Role role = roles.of(object);
            if (role == Roles.Role.NODE || role == Roles.Role.COMMENT) {
                indices.put(object, labels.size());
                labels.add(label(object, wiring));
            }
        }
        for (ClipLinks.Wire wire : wiring.wires()) {
            Integer from = indices.get(wiring.owner(wire.from()));
            Integer to = indices.get(wiring.owner(wire.to()));
            if (from != null && to != null) {
                edges.add(new LabelledEdge(from, to, pin(wire.from()) + "->" + pin(wire.to())));
            }
        }
    }

    private static String pin(Pin pin) {
        return (pin.isExec() ? "exec " : "") + pin.name().toLowerCase(Locale.ROOT);
    }

    private static String label(ClipObject object, ClipLinks wiring) {
        String type = object.className();
        var label = new StringBuilder(type);
        for (String key : KEYS) {
            String name =
                    names(type, key) ? object.raw(key).map(ClipGraph::name).orElse("") : "";
            if (!name.isEmpty()) {
                label.append(' ').append(key).append('=').append(name);
            }
        }
        Map<String, String> values = new TreeMap<>();
        for (Pin pin : object.pins()) {
            if (!pin.isOutput() && !pin.isExec() && !wiring.isLinked(pin)) {
                set(pin, values);
            }
        }
        return label.append(values).toString();
    }

    /** On other events these two hold a signature and a name that Unreal makes up itself. */
    private static boolean names(String type, String key) {
        return switch (key) {
            case "EventReference" -> type.equals("K2Node_Event");
            case "CustomFunctionName" -> type.equals("K2Node_CustomEvent");
            default -> true;
        };
    }

    private static String name(String raw) {
        List<Field> fields = raw.startsWith("(") ? Literals.fields(raw) : List.of();
        if (fields.isEmpty()) {
            return ObjectRef.of(raw).path();
        }
        Map<String, String> parts = new TreeMap<>();
        boolean own = fields.stream()
                .anyMatch(field ->
                        field.key().equals("bSelfContext") && field.value().equalsIgnoreCase("true"));
        for (Field field : fields) {
            boolean wanted = NAMES.contains(field.key()) && !(own && field.key().equals("MemberParent"));
            if (wanted && !ObjectRef.of(field.raw()).isNone()) {
                parts.put(field.key(), ObjectRef.of(field.raw()).path());
            }
        }
        return parts.toString();
    }

    private static void set(Pin pin, Map<String, String> values) {
        String own = Literals.words(pin.raw("AutogeneratedDefaultValue").orElse(""));
        String value = pin.raw("DefaultTextValue")
                .map(Literals::words)
                .or(() -> pin.raw("DefaultObject").map(raw -> ObjectRef.of(raw).path()))
                .orElseGet(() -> pin.value("DefaultValue"));
        boolean none = value.equals(own)
                || (value.isEmpty() && own.equals("None"))
                || value.contains(".Default__")
                || (value.equals("None") && pin.raw("DefaultObject").isPresent());
        if (!none) {
            values.merge(pin.name().toLowerCase(Locale.ROOT), value, (a, b) -> a + "|" + b);
        }
    }
}
