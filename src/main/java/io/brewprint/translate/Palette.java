package io.brewprint.translate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The colours by which an Unreal user tells kinds of nodes and types of pins apart. */
final class Palette {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("Bool", "#950000"), Map.entry("Byte", "#006e65"), Map.entry("Int", "#1fe3af"),
            Map.entry("Int64", "#acd9a8"), Map.entry("Float", "#9ffb44"), Map.entry("String", "#fb00d1"),
            Map.entry("Name", "#c87eff"), Map.entry("Text", "#e57aac"), Map.entry("Vector", "#fdc823"),
            Map.entry("Rotator", "#9fb3ff"), Map.entry("Transform", "#fc7200"), Map.entry("Delegate", "#fc3738"),
            Map.entry("Wildcard", "#807978"), Map.entry("LinearColor", "#0058c8"), Map.entry("HitResult", "#0058c8"),
            Map.entry("Vector2D", "#0058c8"), Map.entry("TimerHandle", "#0058c8"), Map.entry("Struct", "#0058c8"));

    private Palette() {}

    static String type(@Nullable String type) {
        if (type == null) {
            return "#a0a0a0";
        }
        int open = type.indexOf('<');
        String outer = open < 0 ? type : type.substring(0, open);
        if (outer.equals("Array") || outer.equals("Set") || outer.equals("Map")) {
            int end = type.indexOf(',') > 0 ? type.indexOf(',') : type.length() - 1;
            return type(type.substring(open + 1, end));
        }
        if (outer.equals("Class") || outer.equals("SoftClass")) {
            return "#5900c2";
        }
        return TYPES.getOrDefault(outer, outer.startsWith("E") && outer.length() > 1
                && Character.isUpperCase(outer.charAt(1)) ? "#006e65" : "#00a9f4");
    }

    /** The header of a node; {@code pure} for one without exec pins. */
    static String header(String type, boolean pure) {
        if (type.startsWith("Event")) {
            return "#8f1414";
        }
        if (type.startsWith("CastTo")) {
            return "#1b6f70";
        }
        return switch (type) {
            case "Branch", "Sequence", "FlipFlop", "DoOnce", "Gate", "MultiGate", "ForLoop", "ForEachLoop", "WhileLoop",
                    "SwitchOnInt", "SwitchOnString", "SwitchOnName", "SwitchOnEnum", "IsValidBranch" -> "#5b5b5b";
            case "FunctionEntry", "FunctionResult" -> "#5a2d82";
            case "VariableSet" -> "#2a5d4b";
            default -> pure ? "#3c7035" : "#1e5b8a";
        };
    }
}
