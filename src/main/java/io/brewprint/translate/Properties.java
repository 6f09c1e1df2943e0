package io.brewprint.translate;

import io.brewprint.blueprint.ClassRule;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Property;
import io.brewprint.dsl.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All properties of a node that neither name it nor follow from the rest, as {@code @Key=value}. */
final class Properties {
    private static final int NO_INDEX = -1;
    private final NodeCatalog catalog;
    private final ClipObject object;
    private final Map<String, Map<Integer, String>> found = new LinkedHashMap<>();

    Properties(NodeCatalog catalog, ClipObject object) {
        this.catalog = catalog;
        this.object = object;
        collect(object, "");
    }

    List<Attribute> attributes() {
        var attributes = new ArrayList<Attribute>();
        found.forEach((key, values) -> {
            attributes.addAll(attributes(key, values));
        });
        if (isSetEnabled()) {
            attributes.add(new Attribute("@EnabledState", "Enabled"));
        }
        if (object.userPins().size() > 0 && !object.className().equals("K2Node_CustomEvent")) {
            attributes.add(new Attribute("@Params", NodeNamer.signature(object)));
        }
        return attributes;
    }

    /** True for a node that is for development unless a person says otherwise, and a person did. */
    private boolean isSetEnabled() {
        return object.value("bUserSetEnabledState").equalsIgnoreCase("true")
                && object.raw("EnabledState").isEmpty()
                && DerivedProperties.isForDevelopment(object.field("FunctionReference", "MemberName"));
    }

    /** Indexed lines such as PinNames(0) become one list; with gaps between the indices each keeps its own. */
    private static List<Attribute> attributes(String key, Map<Integer, String> values) {
        if (values.containsKey(NO_INDEX)) {
            String raw = values.getOrDefault(NO_INDEX, "");
            List<Field> items = Literals.fields(raw);
            boolean looksIndexed = !items.isEmpty()
                    && items.stream().allMatch(item -> item.key().isEmpty());
            boolean other = looksIndexed || NodeDraft.isRead("@" + key);
            return List.of(new Attribute("@" + key + (other ? "()" : ""), plain(raw)));
        }
        boolean whole = !NodeDraft.isRead("@" + key);
        int last = -1;
        for (int index : values.keySet()) {
            whole &= index == ++last;
        }
        if (whole) {
            return List.of(new Attribute("@" + key, "(" + String.join(",", values.values()) + ")"));
        }
        var attributes = new ArrayList<Attribute>();
        values.forEach((index, raw) -> attributes.add(new Attribute("@" + key + "(" + index + ")", plain(raw))));
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
            boolean derived = catalog.isDerived(object.className(), bare) || catalog.isLeft(object.className(), bare);
            if (named || called || derived || isUsual(bare, property)) {
                continue;
            }
            found.computeIfAbsent(prefix + bare, ignored -> new TreeMap<>())
                    .putIfAbsent(index > 0 ? index(key.substring(index)) : NO_INDEX, property.raw());
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

    /** The number in {@code (7)}; anything else counts as no index. */
    private static int index(String parentheses) {
        String digits = parentheses.substring(1, parentheses.length() - 1);
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : NO_INDEX;
    }

    /** Written by Unreal on every node of a kind and saying nothing. */
    private boolean isUsual(String key, Property property) {
        return switch (key) {
            case "EnabledState" ->
                property.value().equals("DevelopmentOnly")
                        && DerivedProperties.isForDevelopment(object.field("FunctionReference", "MemberName"));
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
        if (classRef) {
            return ref.path();
        }
        // The path in quotes of its own is how Unreal 5.1 and before spell it.
        return ref.type().isEmpty() || ref.path().isEmpty() || raw.startsWith("(")
                ? Literals.plain(raw)
                : ref.type() + "'" + ref.path() + "'";
    }
}
