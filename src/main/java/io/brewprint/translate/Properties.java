package io.brewprint.translate;

import io.brewprint.blueprint.ClassRule;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Property;
import io.brewprint.dsl.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All properties of a node that neither name it nor follow from the rest, as {@code @Key=value}. */
final class Properties {
    private final NodeCatalog catalog;
    private final ClipObject object;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    Properties(NodeCatalog catalog, ClipObject object) {
        this.catalog = catalog;
        this.object = object;
        collect(object, "");
    }

    List<Attribute> attributes() {
        var attributes = new ArrayList<Attribute>();
        found.forEach((key, values) -> {
            // Indexed lines such as PinNames(0) become one list.
            String value = key.endsWith("()") ? "(" + String.join(",", values) + ")" : plain(values.getFirst());
            attributes.add(new Attribute("@" + (key.endsWith("()") ? key.substring(0, key.length() - 2) : key), value));
        });
        if (object.userPins().size() > 0 && !object.className().equals("K2Node_CustomEvent")) {
            attributes.add(new Attribute("@Params", NodeNamer.signature(object)));
        }
        return attributes;
    }

    private void collect(ClipObject part, String prefix) {
        ClassRule rule = catalog.rule(object.className());
        for (Property property : part.properties()) {
            String key = property.key();
            int index = key.endsWith(")") ? key.lastIndexOf('(') : -1;
            String bare = index > 0 ? Literals.plain(key.substring(0, index)) : key;
            boolean named =
                    rule.keys().stream().anyMatch(known -> known.property().equals(bare));
            boolean called = bare.equals("FunctionReference") && NodeNamer.isCall(catalog, object);
            if (named || called || catalog.isImplied(object.className(), bare) || isUsual(bare, property)) {
                continue;
            }
            found.computeIfAbsent(prefix + bare + (index > 0 ? "()" : ""), ignored -> new ArrayList<>())
                    .add(property.raw());
        }
        List<ClipObject> children = part.children();
        boolean material = object.className().startsWith("MaterialGraphNode");
        for (ClipObject child : children) {
            // Pins of RigVM are read by RigVm, those of old texts as pins, graphs as graphs; a material node's one
            // expression speaks for the node itself.
            boolean apart = child.className().equals("RigVMPin")
                    || child.className().equals("EdGraphPin")
                    || Level.isGraph(child);
            if (!apart) {
                collect(child, material && children.size() == 1 ? prefix : prefix + child.name() + ".");
            }
        }
    }

    /** Written by Unreal on every node of a kind and saying nothing. */
    private static boolean isUsual(String key, Property property) {
        return switch (key) {
            case "EnabledState" -> property.value().equals("DevelopmentOnly");
            // A material expression repeats its wires as properties.
            case "Expression" -> true;
            default -> property.raw().startsWith("(Expression=");
        };
    }

    private static String plain(String raw) {
        ObjectRef ref = ObjectRef.of(raw);
        String module = "/Script/";
        // A reference keeps its class only where the path does not tell it.
        boolean classRef = ref.type().endsWith("Class") && ref.path().startsWith(module);
        return classRef ? ref.path() : Literals.plain(raw);
    }
}
