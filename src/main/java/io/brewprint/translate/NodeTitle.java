package io.brewprint.translate;

import io.brewprint.dsl.Node;

/** The title that an Unreal user sees on a node. */
public final class NodeTitle {
    private NodeTitle() {}

    /** Of a DSL node. */
    public static String of(Node node) {
        String type = node.type();
        return switch (type) {
            case "VariableGet" -> node.attribute("VarName").orElse(type);
            case "VariableSet" -> "SET " + node.attribute("VarName").orElse("");
            case "Event_Custom" -> node.attribute("EventName").orElse(type);
            case "Event_InputAction" -> "InputAction " + node.attribute("ActionName").orElse("");
            case "CallFunction" -> node.attribute("@Function").orElse(type);
            default -> spaced(type.replace("Event_", "Event "));
        };
    }

    /** CamelCase with blanks: Set Actor Location. */
    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ');
    }
}
