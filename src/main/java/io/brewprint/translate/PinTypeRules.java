package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of one node's pins, as DSL types. What the node says itself in {@code @Types} comes first, then variables
 * and parameters, the catalog, the class that owns a function, and what the wires carry.
 */
final class PinTypeRules {
    private final NodeDraft draft;
    private final Map<String, UnrealType> types;
    private final @Nullable String variable;
    private final @Nullable NodeSignature signature;
    private final Map<String, PinSpec> specs = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();

    /** What the wildcards of the node stand for, as far as a wire tells. */
    private @Nullable String element;

    /** The enum that a wire on the node carries. */
    private @Nullable String enumeration;

    /** What a wire takes from a node of many options, each of the same type. */
    private @Nullable String result;

    PinTypeRules(NodeDraft draft, NodeCatalog catalog, Map<String, UnrealType> types, Map<String, String> variables) {
        this.draft = draft;
        this.types = types;
        variable = variables.get(draft.attribute("VarName"));
        signature = catalog.signature(draft.node.type());
        for (PinSpec spec : catalog.pins(draft.node.type())) {
            specs.put((spec.output() ? ">" : "<") + spec.name(), spec);
        }
        for (String attribute : new String[] {"@Pins", "@Types"}) {
            PinList.read(draft.attribute(attribute)).forEach(item -> {
                if (!item.value().isEmpty()) {
                    said.put(item.key(), item.value());
                }
            });
        }
        for (Field field : Literals.fields(draft.attribute("@Params"))) {
            int colon = field.value().indexOf(':');
            parameters.put(
                    field.key(), colon < 0 ? field.value() : field.value().substring(0, colon));
        }
    }

    /** Gives every pin its type; the keys begin with a mark of the side. */
    void settle(Map<String, PinDraft> pins) {
        pins.forEach((key, pin) -> {
            PinSpec spec = spec(key);
            if (!pin.exec && spec != null && pin.wired != null) {
                learn(spec, pin.wired);
            }
        });
        pins.forEach((key, pin) -> {
            if (!pin.exec) {
                settle(key.substring(1), pin);
            }
        });
    }

    void settle(String name, PinDraft pin) {
        PinSpec spec = spec((pin.output ? ">" : "<") + name);
        pin.type = given(name, pin.output, derived(name, pin, spec));
        if (spec != null && spec.type().contains("Wildcard") && pin.type != null && !pin.type.contains("Wildcard")) {
            draft.resolve(pin.type);
        }
    }

    /** What the node says of a pin itself, else what follows otherwise. */
    @Nullable
    String given(String name, boolean output, @Nullable String otherwise) {
        return said.getOrDefault((output ? ">" : "<") + name, otherwise);
    }

    /** Unreal's names are case-blind. */
    private @Nullable PinSpec spec(String key) {
        PinSpec exact = specs.get(key);
        if (exact == null) {
            for (Map.Entry<String, PinSpec> other : specs.entrySet()) {
                if (other.getKey().equalsIgnoreCase(key)) {
                    return other.getValue();
                }
            }
        }
        return exact;
    }

    private void learn(PinSpec spec, String wired) {
        if (spec.type().equals("Byte") && isEnum(wired)) {
            enumeration = enumeration == null ? wired : enumeration;
        } else if (spec.output()
                && spec.type().equals("Wildcard")
                && spec.name().equals("ReturnValue")) {
            result = wired;
        }
        boolean array = specs.values().stream().anyMatch(other -> other.type().contains("<Wildcard"));
        String inner = array ? inner(spec.type(), wired) : "";
        if (element == null && !inner.isEmpty() && !inner.contains("Wildcard")) {
            element = inner;
        }
    }

    /** What stands in a wire's type where the pin's says Wildcard; empty where the two are not alike. */
    private static String inner(String type, String wired) {
        int at = type.indexOf("Wildcard");
        int behind = type.length() - at - "Wildcard".length();
        boolean alike = at >= 0
                && type.indexOf("Wildcard", at + 1) < 0
                && wired.length() > at + behind
                && wired.startsWith(type.substring(0, at))
                && wired.endsWith(type.substring(type.length() - behind));
        return alike ? wired.substring(at, wired.length() - behind) : "";
    }

    private @Nullable String derived(String name, PinDraft pin, @Nullable PinSpec spec) {
        boolean value = pin.unrealName.equals(draft.attribute("VarName")) || pin.unrealName.equals("Output_Get");
        if (variable != null && value) {
            return variable;
        }
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (!pin.output && pin.unrealName.equals("self")) {
            String owner = owner(spec);
            if (!owner.isEmpty()) {
                return owner;
            }
        }
        return spec == null ? bySignature(name, pin) : bySpec(pin, spec);
    }

    /** The class of a call's target: the function's own, where the catalog does not know the very function. */
    private String owner(@Nullable PinSpec spec) {
        if (draft.className().equals("K2Node_Message")) {
            return "Object";
        }
        boolean known = spec != null
                && !spec.type().equals("Object")
                && draft.attribute("@Function").isEmpty();
        return known || draft.owner().isEmpty() ? "" : "object:" + draft.owner();
    }

    private String bySpec(PinDraft pin, PinSpec spec) {
        if (spec.type().contains("Wildcard")) {
            boolean tells = pin.wired != null && !pin.wired.contains("Wildcard");
            return tells && pin.wired != null
                    ? pin.wired
                    : element == null ? spec.type() : spec.type().replace("Wildcard", element);
        }
        if (spec.type().equals("Byte")) {
            return pin.wired != null && isEnum(pin.wired) ? pin.wired : enumeration();
        }
        // What a node gives, the wire knows best.
        return spec.output() && pin.wired != null ? pin.wired : spec.type();
    }

    private @Nullable String bySignature(String name, PinDraft pin) {
        PinSpec known = signature == null ? null : signature.pin(name, pin.output);
        boolean says = known != null && !known.type().contains("Wildcard") && !known.isAny() && !known.isExec();
        if (says && known != null) {
            return pin.output && pin.wired != null ? pin.wired : known.type();
        }
        return pin.wired != null
                ? pin.wired
                : pin.output ? null : draft.node.type().equals("Select") ? result : element;
    }

    /** The enum of a node for enums. */
    private String enumeration() {
        String path = ObjectRef.of(draft.attribute("@Enum")).path();
        return !path.isEmpty() ? "byte:" + path : enumeration == null ? "Byte" : enumeration;
    }

    private boolean isEnum(String type) {
        UnrealType unreal = UnrealType.of(type, types);
        return unreal.category().equals("byte") && !unreal.path().isEmpty();
    }
}
