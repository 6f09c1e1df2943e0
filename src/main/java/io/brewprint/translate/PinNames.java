package io.brewprint.translate;

import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.NodeType.PinName;
import io.brewprint.blueprint.Titles;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Pin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The DSL's names of one node's pins; no two pins of one direction share a name. */
final class PinNames {
    private final Map<Pin, String> names = new HashMap<>();

    /**
     * Names all pins.
     *
     * @param type the catalog's entry, where there is one
     * @param variable the variable of a get or set node, else empty
     */
    PinNames(ClipObject object, @Nullable NodeType type, String variable) {
        var inputs = new HashSet<String>();
        var outputs = new HashSet<String>();
        List<Pin> pins = object.pins();
        var unreal = new HashSet<String>();
        pins.forEach(pin -> unreal.add(direction(pin) + pin.name()));
        for (Pin pin : pins) {
            String wanted = wanted(object.className(), pin, type, variable);
            boolean clash = !wanted.equals(pin.name()) && unreal.contains(direction(pin) + wanted);
            String name = clash ? pin.name() : wanted;
            var taken = pin.isOutput() ? outputs : inputs;
            for (int i = 2; !taken.add(name); i++) {
                name = (clash ? pin.name() : wanted) + "_" + i;
            }
            names.put(pin, name);
        }
    }

    String name(Pin pin) {
        return names.getOrDefault(pin, pin.name());
    }

    private static String direction(Pin pin) {
        return pin.isOutput() ? "o" : "i";
    }

    private static String wanted(String nodeClass, Pin pin, @Nullable NodeType type, String variable) {
        String name = pin.name();
        if (!variable.isEmpty() && !pin.isExec() && (name.equals(variable) || name.equals("Output_Get"))) {
            return "Value";
        }
        if (type != null) {
            for (PinName known : type.pins()) {
                String mapped = mapped(known, pin);
                if (mapped != null) {
                    return mapped;
                }
            }
        }
        if (nodeClass.equals("K2Node_DynamicCast") || nodeClass.equals("K2Node_ClassDynamicCast")) {
            if (pin.isExec() && name.equals("then")) {
                return "CastSucceeded";
            }
            if (pin.isOutput() && name.startsWith("As")) {
                return castResult(name);
            }
        }
        return switch (name) {
            case "execute" -> pin.isExec() ? "Execute" : name;
            case "then" -> pin.isExec() ? "Then" : name;
            case "self" -> pin.isOutput() ? name : "Target";
            default -> name;
        };
    }

    private static @Nullable String mapped(PinName known, Pin pin) {
        String unreal = known.unreal();
        int star = unreal.indexOf('*');
        if (star < 0) {
            return unreal.equalsIgnoreCase(pin.name()) ? known.dsl() : null;
        }
        if (!pin.isOutput() || !pin.isExec() || pin.name().equals("Default")) {
            return null;
        }
        String before = unreal.substring(0, star);
        return pin.name().startsWith(before)
                ? known.dsl().replace("*", pin.name().substring(before.length()))
                : null;
    }

    /** {@code AsPlayer Controller} without its blank, where {@link #unrealCastResult} finds it again. */
    private static String castResult(String name) {
        String bare = name.replace(" ", "");
        if (unrealCastResult(bare).equals(name)) {
            return bare;
        }
        return unrealCastResult(name).equals(name) ? name : "=" + name;
    }

    /**
     * The result pin of a cast as Unreal calls it: the class in words. A name behind {@code =} is taken as it stands.
     */
    static String unrealCastResult(String name) {
        if (name.startsWith("=")) {
            return name.substring(1);
        }
        return name.startsWith("As") && name.indexOf(' ') < 0 ? "As" + Titles.words(name.substring(2)) : name;
    }
}
