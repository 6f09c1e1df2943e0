package io.brewprint.render;

import io.brewprint.blueprint.NodeCatalog;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The colours by which an Unreal user tells kinds of nodes and types of pins apart. */
final class Palette {
    /** What a node's header says of it. */
    enum Header {
        EVENT("#8f1414"),
        CALL("#2f6a97"),
        PURE("#4b7f3f"),
        FLOW("#6d6d6d"),
        CAST("#1b7a7a"),
        FUNCTION("#6a3a97");

        private final String colour;

        Header(String colour) {
            this.colour = colour;
        }

        String colour() {
            return colour;
        }
    }

    /** Unreal's own settings, brought from linear light to the screen's. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("Bool", "#950000"),
            Map.entry("Byte", "#006f66"),
            Map.entry("Int", "#1fe3af"),
            Map.entry("Int64", "#acd9a8"),
            Map.entry("Float", "#38d500"),
            Map.entry("String", "#ff00d4"),
            Map.entry("Name", "#c880ff"),
            Map.entry("Text", "#e77caa"),
            Map.entry("Vector", "#ffca23"),
            Map.entry("Rotator", "#a0b4ff"),
            Map.entry("Transform", "#ff7300"),
            Map.entry("Delegate", "#ff3838"),
            Map.entry("MulticastDelegate", "#ff3838"),
            Map.entry("Wildcard", "#807978"),
            Map.entry("Interface", "#f0ffa9"),
            Map.entry("SoftObject", "#95ffff"),
            Map.entry("SoftClass", "#ff95ff"),
            Map.entry("Class", "#5900bc"));

    private static final Set<String> STRUCTS = Set.of(
            "LinearColor",
            "HitResult",
            "Vector2D",
            "Vector4",
            "TimerHandle",
            "Struct",
            "Color",
            "Quat",
            "DateTime",
            "Timespan",
            "GameplayTag",
            "Key",
            "Guid",
            "Plane",
            "Box",
            "DataTableRowHandle",
            "InputActionValue",
            "FoliageHit",
            "IntPoint",
            "IntVector");

    private static final Set<String> FLOW = Set.of(
            "Branch",
            "Sequence",
            "FlipFlop",
            "DoOnce",
            "DoN",
            "Gate",
            "MultiGate",
            "ForLoop",
            "ForLoopWithBreak",
            "ForEachLoop",
            "ForEachLoopWithBreak",
            "WhileLoop",
            "SwitchOnInt",
            "SwitchOnString",
            "SwitchOnName",
            "SwitchOnEnum",
            "IsValidBranch",
            "ReverseForEachLoop",
            "Select");

    private Palette() {}

    static String type(@Nullable String type) {
        if (type == null || type.equals("any")) {
            return "#a0a0a0";
        }
        int open = type.indexOf('<');
        String outer = open < 0 ? type : type.substring(0, open);
        if (open >= 0 && (outer.equals("Array") || outer.equals("Set") || outer.equals("Map"))) {
            int end = type.indexOf(',') > 0 ? type.indexOf(',') : type.length() - 1;
            return type(type.substring(open + 1, end));
        }
        boolean enumeration = outer.length() > 1 && outer.startsWith("E") && Character.isUpperCase(outer.charAt(1));
        return TYPES.getOrDefault(outer, enumeration ? "#006f66" : STRUCTS.contains(outer) ? "#0059cb" : "#00aaf5");
    }

    static Header header(NodeFigure figure) {
        String type = figure.node.type();
        if (type.startsWith("CastTo")) {
            return Header.CAST;
        }
        if (type.equals("FunctionEntry") || type.equals("FunctionResult")) {
            return Header.FUNCTION;
        }
        if (FLOW.contains(type) || figure.node.attribute("@Macro").isPresent()) {
            return Header.FLOW;
        }
        return NodeCatalog.isEvent(type) ? Header.EVENT : figure.isPure() ? Header.PURE : Header.CALL;
    }
}
