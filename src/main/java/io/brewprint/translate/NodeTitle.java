package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.Titles;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.dsl.Node;
import java.util.List;

/** The title that an Unreal user sees on a node. */
public final class NodeTitle {
    private final Node node;
    private final NodeType known;

    private NodeTitle(Node node, NodeCatalog catalog) {
        this.node = node;
        this.known = catalog.byName(node.type()).orElseGet(() -> new NodeType(node.type(), "", "", List.of()));
    }

    /** Of a DSL node; empty for a conversion, which Unreal draws without words. */
    public static String of(Node node) {
        return of(node, NodeCatalog.standard());
    }

    /** The same with a catalog of one's own. */
    public static String of(Node node, NodeCatalog catalog) {
        return new NodeTitle(node, catalog).title();
    }

    private String title() {
        String type = node.type();
        return switch (nodeClass()) {
            case "K2Node_VariableGet" -> attribute("VarName");
            case "K2Node_VariableSet" -> "SET";
            case "K2Node_CustomEvent" -> attribute("EventName");
            case "K2Node_ComponentBoundEvent" ->
                Titles.spaced(or(attribute("@Delegate"), type.substring(6)))
                        + in(or(attribute("ComponentName"), attribute("@ComponentPropertyName")));
            case "K2Node_Event" -> "Event " + Titles.spaced(event());
            case "K2Node_InputAction" -> "InputAction " + attribute("ActionName");
            case "K2Node_InputAxisEvent" -> "InputAxis " + attribute("AxisName");
            case "K2Node_EnhancedInputAction" -> "EnhancedInputAction " + name(attribute("Action"));
            case "K2Node_InputKey", "K2Node_InputTouch" -> Titles.key(or(attribute("Key"), attribute("@InputKey")));
            case "K2Node_InputDebugKey" -> "Debug Key " + Titles.key(or(attribute("@InputKey"), attribute("Key")));
            case "K2Node_GetInputAxisKeyValue" -> "Get " + Titles.key(attribute("@InputAxisKey"));
            case "K2Node_InputAxisKeyEvent" -> Titles.key(attribute("@AxisKey"));
            case "K2Node_FunctionEntry" -> function();
            case "K2Node_AsyncAction", "K2Node_LatentGameplayTaskCall" ->
                Titles.spaced(attribute("@ProxyFactoryFunctionName"));
            case "K2Node_AddDelegate" -> "Bind Event to " + delegate();
            case "K2Node_AssignDelegate" -> "Assign " + delegate();
            case "K2Node_RemoveDelegate" -> "Unbind Event from " + delegate();
            case "K2Node_ClearDelegate" -> "Unbind all Events from " + delegate();
            case "K2Node_CallDelegate" -> "Call " + reference("@DelegateReference");
            case "K2Node_CreateDelegate" -> "Create Event";
            case "K2Node_SwitchEnum" -> "Switch on " + name(attribute("@Enum"));
            case "K2Node_ForEachElementInEnum" -> "For Each " + name(attribute("@Enum"));
            case "K2Node_SwitchInteger" -> "Switch on Int";
            case "K2Node_SwitchGameplayTag" -> "Switch on Gameplay Tag";
            case "K2Node_EnumLiteral" -> "Literal enum " + name(attribute("@Enum"));
            case "K2Node_EnumEquality" -> "==";
            case "K2Node_EnumInequality" -> "!=";
            case "K2Node_GetArrayItem" -> "GET";
            case "K2Node_GetSubsystem",
                    "K2Node_GetSubsystemFromPC",
                    "K2Node_GetEngineSubsystem",
                    "K2Node_GetEditorSubsystem" -> "Get " + Titles.spaced(name(attribute("@CustomClass")));
            case "K2Node_SwitchString" -> "Switch on String";
            case "K2Node_SwitchName" -> "Switch on Name";
            case "K2Node_MakeStruct" -> "Make " + name(attribute("@StructType"));
            case "K2Node_BreakStruct" -> "Break " + name(attribute("@StructType"));
            case "K2Node_SetFieldsInStruct" -> "Set members in " + name(attribute("@StructType"));
            case "K2Node_SpawnActorFromClass" -> "SpawnActor " + classOf("ActorClass");
            case "K2Node_CreateWidget" ->
                classOf("WidgetClass").equals("NONE")
                        ? "Construct NONE"
                        : "Create " + classOf("WidgetClass") + " Widget";
            case "K2Node_Composite" -> or(attribute("@Graph"), "Collapsed Graph");
            case "K2Node_Timeline" -> attribute("TimelineName");
            case "K2Node_DynamicCast", "K2Node_ClassDynamicCast" ->
                "Cast To "
                        + (attribute("@Target").isEmpty()
                                ? type.substring("CastTo".length())
                                : name(attribute("@Target")));
            case "K2Node_MacroInstance" -> Titles.known("type", type).orElseGet(() -> Titles.spaced(macro()));
            default -> other(type);
        };
    }

    private String other(String type) {
        if (nodeClass().startsWith("K2Node_Call")
                || nodeClass().endsWith("Operator")
                || (nodeClass().startsWith("K2Node_") && !known.memberName().isEmpty())) {
            return function();
        }
        if (nodeClass().equals("MaterialGraphNode") || nodeClass().startsWith("MaterialGraphNode_")) {
            return MaterialTitle.of(node);
        }
        return NiagaraTitle.of(node, nodeClass())
                .orElseGet(() -> Titles.known("type", type).orElseGet(() -> Titles.spaced(type)));
    }

    private String nodeClass() {
        String given = attribute("@Class");
        if (given.isEmpty()) {
            given = !attribute("@Event").isEmpty()
                    ? "K2Node_Event"
                    : !attribute("@Delegate").isEmpty()
                            ? "K2Node_ComponentBoundEvent"
                            : !attribute("@Macro").isEmpty()
                                    ? "K2Node_MacroInstance"
                                    : !known.nodeClass().isEmpty()
                                            ? known.nodeClass()
                                            : !attribute("@Function").isEmpty()
                                                    ? "K2Node_CallFunction"
                                                    : node.type().startsWith("CastTo") ? "K2Node_DynamicCast" : "";
        }
        return name(given);
    }

    private String event() {
        String member = or(name(attribute("@Event")), known.memberName());
        String name = or(member, node.type().replaceFirst("^Event_", ""));
        return name.startsWith("Receive") && name.length() > 7 ? name.substring(7) : name;
    }

    private String function() {
        String name = or(name(attribute("@Function")), or(known.memberName(), reference("@FunctionReference")));
        return Titles.function(or(name, node.type()));
    }

    private String macro() {
        return or(name(attribute("@Macro")), node.type());
    }

    private String delegate() {
        String name = reference("@DelegateReference");
        String bare = name.endsWith("Delegate") && name.length() > 8 ? name.substring(0, name.length() - 8) : name;
        return Titles.spaced(bare);
    }

    private String reference(String attribute) {
        for (Field field : Literals.fields(attribute(attribute))) {
            if (field.key().equals("MemberName")) {
                return field.value();
            }
        }
        return "";
    }

    private String classOf(String pin) {
        String name = name(or(attribute(pin), attribute("Class")));
        String bare = name.endsWith("_C") ? name.substring(0, name.length() - 2) : name;
        return bare.isEmpty() ? "NONE" : Titles.spaced(bare);
    }

    private static String in(String component) {
        return component.isEmpty() ? "" : " (" + component + ")";
    }

    /** The last part of a path in any spelling. */
    private static String name(String path) {
        return ObjectRef.of(path).name();
    }

    private String attribute(String name) {
        return node.attribute(name).orElse("");
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
