package io.brewprint.translate;

import io.brewprint.blueprint.ClassRule;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeType;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.UserPin;
import io.brewprint.dsl.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds each node's naming key: the catalog's short name where it has one, else a name that carries the full path. */
final class NodeNamer {
    private final NodeCatalog catalog;

    NodeNamer(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    Naming name(ClipObject object) {
        String nodeClass = object.className();
        Naming named = switch (nodeClass) {
            case "K2Node_VariableGet", "K2Node_VariableSet" -> variable(object, nodeClass);
            case "K2Node_Event" -> event(object);
            case "K2Node_CustomEvent" -> customEvent(object);
            case "K2Node_ComponentBoundEvent" ->
                plain(
                        "Event_" + word(object.value("DelegatePropertyName"), "Bound"),
                        List.of(new Attribute("@Delegate", object.value("DelegatePropertyName"))));
            case "K2Node_MacroInstance" -> macro(object);
            case "K2Node_DynamicCast", "K2Node_ClassDynamicCast" -> cast(object);
            default -> isCall(catalog, object) ? call(object) : byClass(object);
        };
        var attributes = new ArrayList<Attribute>();
        for (ClassRule.Key key : catalog.rule(nodeClass).keys()) {
            object.raw(key.property())
                    .ifPresent(raw -> attributes.add(
                            new Attribute(key.attribute(), ObjectRef.of(raw).path())));
        }
        attributes.addAll(named.attributes());
        attributes.addAll(new Properties(catalog, object).attributes());
        return new Naming(named.type(), named.catalog(), attributes, named.variable());
    }

    /** True for a node that its function names, rather than its class. */
    static boolean isCall(NodeCatalog catalog, ClipObject object) {
        return catalog.byClass(object.className()).isEmpty()
                && object.raw("FunctionReference").isPresent();
    }

    private static Naming plain(String type, List<Attribute> attributes) {
        return new Naming(type, null, attributes, "");
    }

    private Naming byClass(ClipObject object) {
        String nodeClass = object.className();
        Optional<NodeType> known = catalog.byClass(nodeClass);
        if (known.isPresent()) {
            // A class of another module than usual, as engines and plug-ins move them.
            boolean moved = object.classPath().startsWith("/")
                    && !object.classPath().equals(NodeDraft.pathOf(known.get().nodeClass()));
            List<Attribute> path = moved ? List.of(new Attribute("@Class", object.classPath())) : List.of();
            return new Naming(known.get().name(), known.get(), path, "");
        }
        String bare = nodeClass.startsWith("K2Node_") ? nodeClass.substring("K2Node_".length()) : nodeClass;
        String expression = ObjectRef.of(object.value("MaterialExpression")).type();
        String inner = expression.substring(expression.lastIndexOf('.') + 1);
        if (inner.startsWith("MaterialExpression") && inner.length() > "MaterialExpression".length()) {
            bare = inner.substring("MaterialExpression".length());
        }
        return plain(word(bare, "Node"), List.of(new Attribute("@Class", object.classPath())));
    }

    private Naming variable(ClipObject object, String nodeClass) {
        String name = object.field("VariableReference", "MemberName");
        var attributes = new ArrayList<Attribute>();
        attributes.add(new Attribute("VarName", name));
        add(attributes, "@Scope", object.field("VariableReference", "MemberScope"));
        String owner =
                ObjectRef.of(object.field("VariableReference", "MemberParent")).path();
        if (!object.field("VariableReference", "bSelfContext").equalsIgnoreCase("true")) {
            add(attributes, "@Owner", owner);
        }
        return new Naming(
                nodeClass.substring("K2Node_".length()),
                catalog.byClass(nodeClass).orElse(null),
                attributes,
                name);
    }

    private Naming event(ClipObject object) {
        String name = object.field("EventReference", "MemberName");
        String owner =
                ObjectRef.of(object.field("EventReference", "MemberParent")).path();
        String member = owner + ":" + name;
        Optional<NodeType> known = catalog.byEvent(member);
        if (known.isPresent()) {
            // A class of another module than usual, as engines and plug-ins move them.
            boolean moved = object.classPath().startsWith("/")
                    && !object.classPath().equals(NodeDraft.pathOf(known.get().nodeClass()));
            List<Attribute> path = moved ? List.of(new Attribute("@Class", object.classPath())) : List.of();
            return new Naming(known.get().name(), known.get(), path, "");
        }
        String bare = name.startsWith("Receive") && name.length() > 7 ? name.substring(7) : name;
        return plain("Event_" + word(bare, "Unnamed"), List.of(new Attribute("@Event", member)));
    }

    private Naming customEvent(ClipObject object) {
        var attributes = new ArrayList<Attribute>();
        add(attributes, "@Params", signature(object));
        return new Naming("Event_Custom", catalog.byName("Event_Custom").orElse(null), attributes, "");
    }

    /** The parameters as {@code (Amount=Float,Target=Actor)}; empty when there are none. */
    static String signature(ClipObject object) {
        var text = new StringBuilder();
        for (UserPin pin : object.userPins()) {
            text.append(text.isEmpty() ? "(" : ",")
                    .append(item(pin.value("PinName")))
                    .append('=')
                    .append(item(Parameter.of(pin)));
            String value = pin.value("PinDefaultValue");
            if (!value.isEmpty()) {
                text.append(':').append(item(value));
            }
        }
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    /** A name or value within a list: quoted unless it is plain. */
    static String item(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_<>.-+/".indexOf(c) < 0) {
                return Literals.quote(text);
            }
        }
        return text.isEmpty() ? "\"\"" : text;
    }

    private Naming macro(ClipObject object) {
        ObjectRef graph = ObjectRef.of(object.field("MacroGraphReference", "MacroGraph"));
        Optional<NodeType> known = catalog.byMember(graph.path());
        if (known.isPresent()) {
            return new Naming(known.get().name(), known.get(), List.of(), "");
        }
        return plain(word(graph.name(), "Macro"), List.of(new Attribute("@Macro", graph.path())));
    }

    private static Naming cast(ClipObject object) {
        ObjectRef target = ObjectRef.of(object.value("TargetType"));
        String name = PinTypes.className(target);
        var attributes = new ArrayList<Attribute>();
        if (!target.path().equals("/Script/Engine." + name)) {
            add(attributes, "@Target", target.path());
        }
        if (object.className().equals("K2Node_ClassDynamicCast")) {
            attributes.add(new Attribute("@Class", "K2Node_ClassDynamicCast"));
        }
        return plain("CastTo" + word(name, ""), attributes);
    }

    private Naming call(ClipObject object) {
        String nodeClass = object.className();
        String name = object.field("FunctionReference", "MemberName");
        String owner =
                ObjectRef.of(object.field("FunctionReference", "MemberParent")).path();
        boolean own = owner.isEmpty()
                || object.field("FunctionReference", "bSelfContext").equalsIgnoreCase("true");
        var attributes = new ArrayList<Attribute>();
        NodeType known = (own ? catalog.byOwnMember(name) : function(owner, name)).orElse(null);
        String type;
        if (own && known == null) {
            type = "CallFunction";
            attributes.add(new Attribute("@Function", name));
        } else if (known == null) {
            type = word(name.startsWith("K2_") ? name.substring(3) : name, "CallFunction");
            attributes.add(new Attribute("@Function", owner + ":" + name));
        } else {
            type = known.name();
            if (own) {
                attributes.add(new Attribute("@Self", "true"));
            } else if (!known.member().equals(owner + ":" + name)) {
                attributes.add(new Attribute("@Function", owner + ":" + name));
            }
        }
        if (!nodeClass.equals(usual(known))) {
            attributes.add(new Attribute("@Class", catalog.knowsClass(nodeClass) ? nodeClass : object.classPath()));
        }
        return new Naming(type, known, attributes, "");
    }

    /** A function of the catalog; the float forms of UE4 stand under the double forms of UE5. */
    private Optional<NodeType> function(String owner, String name) {
        Optional<NodeType> exact = catalog.byMember(owner + ":" + name);
        if (exact.isPresent()) {
            return exact;
        }
        return catalog.byMember(owner + ":"
                + name.replace("FloatFloat", "DoubleDouble")
                        .replace("Conv_Float", "Conv_Double")
                        .replace("VectorVectorFloat", "VectorFloat"));
    }

    /** The class that the way back gives a call; the engine's version decides which one an operator has. */
    private static String usual(@Nullable NodeType known) {
        return known == null ? "K2Node_CallFunction" : known.className();
    }

    private static void add(List<Attribute> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.add(new Attribute(name, value));
        }
    }

    /** A name as one word: blanks and marks left out, the exact spelling being in an attribute. */
    private static String word(String text, String otherwise) {
        var out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
                out.append(gap ? Character.toUpperCase(c) : c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return out.isEmpty() ? otherwise : out.toString();
    }
}
