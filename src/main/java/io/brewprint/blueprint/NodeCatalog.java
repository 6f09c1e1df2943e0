package io.brewprint.blueprint;

import io.brewprint.blueprint.NodeType.PinName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the DSL knows of Unreal's nodes; read from {@code nodes.tsv}, {@code classes.tsv} and {@code kinds.tsv}. */
public final class NodeCatalog {
    private static final class Holder {
        static final NodeCatalog STANDARD = new NodeCatalog();
    }

    private final List<NodeType> types = new ArrayList<>();
    private final Map<String, NodeType> byName = new HashMap<>();
    private final Map<String, NodeType> byMember = new HashMap<>();
    private final Map<String, NodeType> byClass = new HashMap<>();
    private final Map<String, List<NodeType>> byMemberName = new HashMap<>();
    private final Map<String, ClassRule> rules = new HashMap<>();
    private final List<List<String>> kinds;
    private final Map<String, List<PinSpec>> pins = new HashMap<>();
    private final Set<String> keyAttributes = new HashSet<>(Set.of("VarName"));

    private NodeCatalog() {
        for (List<String> row : Tables.rows("nodes.tsv", 4)) {
            var pins = new ArrayList<PinName>();
            for (String pin : row.get(3).split(";")) {
                int equals = pin.indexOf('=');
                if (equals > 0) {
                    pins.add(new PinName(pin.substring(0, equals), pin.substring(equals + 1)));
                }
            }
            var type = new NodeType(row.get(0), row.get(1), row.get(2), pins);
            types.add(type);
            byName.put(type.name(), type);
            if (type.member().isEmpty()) {
                byClass.put(type.nodeClass(), type);
            } else {
                byMember.put(type.member(), type);
                byMemberName.computeIfAbsent(type.memberName(), name -> new ArrayList<>()).add(type);
            }
        }
        for (List<String> row : Tables.rows("classes.tsv", 3)) {
            var keys = new ArrayList<ClassRule.Key>();
            for (String key : row.get(1).split(";")) {
                int equals = key.indexOf('=');
                if (equals > 0) {
                    keys.add(new ClassRule.Key(key.substring(0, equals), key.substring(equals + 1)));
                    keyAttributes.add(key.substring(0, equals));
                }
            }
            rules.put(row.get(0), new ClassRule(keys, Set.of(row.get(2).isEmpty() ? new String[0]
                    : row.get(2).split(" "))));
        }
        kinds = Tables.rows("kinds.tsv", 2);
        for (List<String> row : Tables.rows("pins.tsv", 3)) {
            var list = new ArrayList<PinSpec>();
            PinSpec.read(row.get(1), false, list);
            PinSpec.read(row.get(2), true, list);
            pins.put(row.get(0), List.copyOf(list));
        }
    }

    /** The catalog that comes with the program. */
    public static NodeCatalog standard() {
        return Holder.STANDARD;
    }

    /** All types in the table's order. */
    public List<NodeType> types() {
        return List.copyOf(types);
    }

    /** The pins of a type in Unreal's order, inputs first; empty where the catalog does not know them. */
    public List<PinSpec> pins(String type) {
        return pins.getOrDefault(type, List.of());
    }

    /** The type of that DSL name. */
    public Optional<NodeType> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The type of a function, event or macro, by its full path. */
    public Optional<NodeType> byMember(String member) {
        return Optional.ofNullable(byMember.get(member));
    }

    /** The only type whose member has that name and whose owner is no function library; empty when several have. */
    public Optional<NodeType> byOwnMember(String name) {
        NodeType found = null;
        for (NodeType type : byMemberName.getOrDefault(name, List.of())) {
            String owner = type.owner();
            boolean library = owner.endsWith("Library") || owner.endsWith("Statics")
                    || owner.contains(".StandardMacros");
            if (!library) {
                if (found != null) {
                    return Optional.empty();
                }
                found = type;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The type of a class that needs no member. */
    public Optional<NodeType> byClass(String nodeClass) {
        return Optional.ofNullable(byClass.get(nodeClass));
    }

    /** True when the class is known, with a member or without. */
    public boolean knowsClass(String nodeClass) {
        return byClass.containsKey(nodeClass) || rules.containsKey(nodeClass);
    }

    /** What of a class's properties is written how. */
    public ClassRule rule(String nodeClass) {
        return rules.getOrDefault(nodeClass, ClassRule.NONE);
    }

    /** True for a property that is layout or follows from the rest, on this class or on any. */
    public boolean isImplied(String nodeClass, String property) {
        return rule(nodeClass).implied().contains(property) || rule("*").implied().contains(property);
    }

    /** True for an attribute that names a node of that type rather than setting an input pin. */
    public boolean isKey(String type, String attribute) {
        if (attribute.startsWith("@")) {
            return true;
        }
        if (!keyAttributes.contains(attribute)) {
            return false;
        }
        if (attribute.equals("VarName")) {
            return type.toLowerCase(Locale.ROOT).contains("var");
        }
        if (type.startsWith("Event")) {
            return true;
        }
        NodeType known = byName.get(type);
        return known != null && rule(known.nodeClass()).keys().stream()
                .anyMatch(key -> key.attribute().equals(attribute));
    }

    /** The kind of graph that a class path belongs to; empty for a class of no known kind. */
    public Optional<String> kind(String classPath) {
        for (List<String> row : kinds) {
            if (classPath.startsWith(row.get(0))) {
                return Optional.of(row.get(1));
            }
        }
        // Plugins bring nodes of their own into Blueprint graphs.
        boolean k2 = classPath.substring(classPath.lastIndexOf('.') + 1).startsWith("K2Node");
        return k2 ? Optional.of("K2") : Optional.empty();
    }
}
