package io.brewprint.translate;

import io.brewprint.blueprint.ClassRule;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A DSL node's Unreal class and the properties that name it. */
final class NodeDraft {
    private static final Map<String, String> MODULES = Map.of(
            "K2Node_EnhancedInputAction", "/Script/InputBlueprintNodes.",
            "K2Node_InputDebugKey", "/Script/InputBlueprintNodes.",
            "K2Node_InputActionValue", "/Script/InputBlueprintNodes.",
            "K2Node_CreateWidget", "/Script/UMGEditor.",
            "K2Node_PlayMontage", "/Script/AnimGraph.",
            "K2Node_LatentGameplayTaskCall", "/Script/GameplayTasksEditor.");

    /** Attributes that are read here and are no properties. */
    private static final Set<String> READ = Set.of(
            "@Class",
            "@Function",
            "@Self",
            "@Macro",
            "@Event",
            "@Delegate",
            "@Target",
            "@Owner",
            "@Scope",
            "@Params",
            "@Pins",
            "@Types",
            "@Split",
            "@Names",
            "@Shown",
            "@Graph");

    private static final Set<String> DENIED = Set.of("@bIsPureFunc", "@bOverrideFunction");

    /** Members of enums, and keys of the keyboard. */
    private static final Set<String> BARE_KEYS = Set.of(
            "EnabledState",
            "CurrentVariation",
            "InputAxisKey",
            "InputKey",
            "DefaultMode",
            "AdvancedPinDisplay",
            "SelfContextInfo",
            "TransformType",
            "IndexPinType");

    private final Map<String, UnrealType> types;
    final Node node;
    final @Nullable NodeType known;
    final String classPath;
    final List<String> properties = new ArrayList<>();

    /** The class that owns the function, variable or delegate; empty where it is the Blueprint's own or unknown. */
    private String owner = "";

    NodeDraft(Node node, NodeCatalog catalog, Map<String, UnrealType> types) {
        this.types = types;
        this.node = node;
        this.known = catalog.byName(node.type()).orElse(null);
        String given = attribute("@Class");
        String nodeClass = given.isEmpty() ? usualClass() : given;
        classPath = pathOf(nodeClass);
        name(catalog.rule(className()));
        for (Attribute attribute : node.attributes()) {
            // Flags that say what is not so are for the derivation; Unreal leaves out what is false.
            boolean denied =
                    (DENIED.contains(attribute.name()) && attribute.value().equalsIgnoreCase("false"))
                            || (attribute.name().equals("@EnabledState")
                                    && attribute.value().equals(KeptProperties.ENABLED));
            if (attribute.name().startsWith("@") && !READ.contains(attribute.name()) && !denied) {
                property(attribute.name().substring(1), attribute.value());
            }
        }
        if (!attribute("@Params").isEmpty()) {
            properties.addAll(
                    Parameter.lines(attribute("@Params"), className().equals("K2Node_FunctionResult"), types));
        }
        if (owner.isEmpty()) {
            owner = ObjectRef.of(Literals.fields(attribute("@DelegateReference")).stream()
                            .filter(field -> field.key().equals("MemberParent"))
                            .map(Field::raw)
                            .findFirst()
                            .orElse(""))
                    .path();
        }
    }

    /** The path of a node class that is named without one. */
    static String pathOf(String nodeClass) {
        return nodeClass.startsWith("/")
                ? nodeClass
                : MODULES.getOrDefault(nodeClass, "/Script/BlueprintGraph.") + nodeClass;
    }

    /** True for an attribute's name that is no property's: a property of that name is written in another form. */
    static boolean isRead(String attribute) {
        return READ.contains(attribute) || attribute.matches("@Graph[0-9]*");
    }

    String owner() {
        return owner;
    }

    /** True when a property of that name stands among those written, whatever its index. */
    boolean has(String property) {
        return properties.stream().anyMatch(line -> line.startsWith(property + "=") || line.startsWith(property + "("));
    }

    /** The name of the function that a call calls; empty for other nodes. */
    String function() {
        String member = attribute("@Function");
        member = member.isEmpty() && known != null ? known.member() : member;
        return has("FunctionReference") ? member.substring(member.lastIndexOf(':') + 1) : "";
    }

    String className() {
        return classPath.substring(classPath.lastIndexOf('.') + 1);
    }

    String attribute(String name) {
        return node.attribute(name).orElse("");
    }

    /** False when nothing says which Unreal class this is. */
    boolean isPasteable() {
        return !classPath.endsWith(".K2Node_");
    }

    private String usualClass() {
        if (!attribute("@Event").isEmpty()) {
            return "K2Node_Event";
        }
        if (!attribute("@Delegate").isEmpty()) {
            return "K2Node_ComponentBoundEvent";
        }
        if (!attribute("@Macro").isEmpty()) {
            return "K2Node_MacroInstance";
        }
        if (known != null) {
            return known.nodeClass();
        }
        if (!attribute("@Function").isEmpty()) {
            return "K2Node_CallFunction";
        }
        return node.type().startsWith("CastTo") ? "K2Node_DynamicCast" : "K2Node_";
    }

    private void name(ClassRule rule) {
        for (ClassRule.Key key : rule.keys()) {
            String value = attribute(key.attribute());
            if (!value.isEmpty()) {
                // An asset is named with its class; any other key is a plain name.
                boolean asset = key.property().equals("InputAction") && value.startsWith("/");
                // Unreal writes a key bare, and readers of its text count on that.
                boolean bare = key.property().equals("InputKey") && value.matches("\\w+");
                properties.add(key.property() + "="
                        + (bare
                                ? value
                                : Literals.quote(asset ? "/Script/EnhancedInput.InputAction'" + value + "'" : value)));
            }
        }
        String nodeClass = className();
        if (nodeClass.startsWith("K2Node_Variable")) {
            variable();
        } else if (nodeClass.equals("K2Node_Event")) {
            event();
        } else if (nodeClass.equals("K2Node_ComponentBoundEvent")) {
            properties.add("DelegatePropertyName=" + Literals.quote(attribute("@Delegate")));
        } else if (nodeClass.equals("K2Node_MacroInstance")) {
            macro();
        } else if (nodeClass.endsWith("DynamicCast")) {
            String path = attribute("@Target");
            path = path.isEmpty()
                    ? UnrealType.of(node.type().substring("CastTo".length())).path()
                    : path;
            properties.add("TargetType=" + reference(path));
        } else if (isCall()) {
            call();
        }
    }

    private boolean isCall() {
        return !attribute("@Function").isEmpty()
                || (known != null && !known.member().isEmpty());
    }

    private void variable() {
        String name = "MemberName=" + Literals.quote(attribute("VarName"));
        if (!attribute("@Scope").isEmpty()) {
            properties.add("VariableReference=(MemberScope=" + Literals.quote(attribute("@Scope")) + "," + name + ")");
        } else if (!attribute("@Owner").isEmpty()) {
            owner = attribute("@Owner");
            properties.add("VariableReference=(MemberParent=" + reference(attribute("@Owner")) + "," + name + ")");
            if (attribute("@SelfContextInfo").isEmpty()) {
                properties.add("SelfContextInfo=NotSelfContext");
            }
        } else {
            properties.add("VariableReference=(" + name + ",bSelfContext=True)");
        }
    }

    private void event() {
        String member = attribute("@Event");
        member = member.isEmpty() && known != null ? known.member() : member;
        int colon = member.lastIndexOf(':');
        properties.add("EventReference=(MemberParent=" + reference(member.substring(0, Math.max(0, colon)))
                + ",MemberName=" + Literals.quote(member.substring(colon + 1)) + ")");
        if (attribute("@bOverrideFunction").isEmpty()) {
            properties.add("bOverrideFunction=True");
        }
    }

    private void macro() {
        String path = attribute("@Macro");
        path = path.isEmpty() && known != null ? known.member() : path;
        String blueprint = path.contains(":") ? path.substring(0, path.indexOf(':')) : path;
        properties.add("MacroGraphReference=(MacroGraph=\"/Script/Engine.EdGraph'" + path
                + "'\",GraphBlueprint=\"/Script/Engine.Blueprint'" + blueprint + "'\")");
    }

    private void call() {
        String member = attribute("@Function");
        if (member.isEmpty() && known != null) {
            boolean own = attribute("@Self").equals("true");
            member = own ? known.memberName() : known.member();
        }
        int colon = member.lastIndexOf(':');
        owner = member.substring(0, Math.max(0, colon));
        String name = Literals.quote(member.substring(colon + 1));
        properties.add(
                colon < 0
                        ? "FunctionReference=(MemberName=" + name + ",bSelfContext=True)"
                        : "FunctionReference=(MemberParent=" + reference(member.substring(0, colon)) + ",MemberName="
                                + name + ")");
    }

    private static String reference(String path) {
        return "\"" + UnrealType.classOf(path) + "'" + path + "'\"";
    }

    private void property(String key, String value) {
        if (key.endsWith(")")) {
            // One entry of a list with gaps, or, with nothing between the parentheses, a value that only looks like a
            // list of entries.
            String name = key.endsWith("()") ? key.substring(0, key.length() - 2) : key;
            properties.add(name + "=" + (isBare(name, value) ? value : Literals.quote(value)));
            return;
        }
        List<Field> items = Literals.fields(value);
        boolean list =
                !items.isEmpty() && items.stream().allMatch(item -> item.key().isEmpty());
        if (list) {
            for (int i = 0; i < items.size(); i++) {
                properties.add(key + "(" + i + ")=" + items.get(i).raw());
            }
            return;
        }
        properties.add(key + "=" + (isBare(key, value) ? value : Literals.quote(value)));
    }

    /**
     * Lists, localised texts, numbers, flags, ids and members of enums stand without quotes; names and texts in them.
     */
    private static boolean isBare(String key, String value) {
        return value.startsWith("(")
                || (BARE_KEYS.contains(key) && value.matches("\\w+"))
                || value.matches("[-+]?[0-9.]+|True|False|None|[0-9A-F]{32}")
                || Literals.isTextForm(value);
    }

    /** A macro's wildcard pins lose their links on pasting unless it says what they are. */
    void resolve(String type) {
        boolean array = type.startsWith("Array<") && type.endsWith(">");
        UnrealType unreal = UnrealType.of(array ? type.substring("Array<".length(), type.length() - 1) : type, types);
        if (className().equals("K2Node_MacroInstance") && !has("ResolvedWildcardType")) {
            properties.add("ResolvedWildcardType=(PinCategory=\"" + unreal.category() + "\",PinSubCategory=\""
                    + unreal.subCategory() + "\",PinSubCategoryObject=" + unreal.reference() + ")");
        }
    }
}
