package io.brewprint.blueprint;

import io.brewprint.blueprint.NodeType.PinName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the DSL knows of Unreal's nodes: the package's tables, and what a user adds in files of his own.
 *
 * <p>{@code nodes.tsv} names the types, {@code pins.tsv} their pins, {@code aliases.tsv} other spellings,
 * {@code classes.tsv} and {@code kinds.tsv} Unreal's node classes, {@code categories.tsv} the shelves.
 */
public final class NodeCatalog {
    private static final class Holder {
        static final NodeCatalog STANDARD = new NodeCatalog();
    }

    /** Types where control enters a graph, beside everything that begins with Event. */
    private static final Set<String> ROOTS = Set.of(
            "FunctionEntry",
            "Tunnel",
            "InputKey",
            "InputTouch",
            "InputAxisKeyEvent",
            "InputDebugKey",
            "InputAction",
            "EnhancedInputAction",
            "CustomEvent",
            "Timeline",
            "ActorBoundEvent");

    /** Before the members of events in the index. */
    private static final String EVENT = "event ";

    /** Signatures by rule that are kept; a hostile text could ask for any number. */
    private static final int MOST_RULED = 4_096;

    private static final List<List<String>> CATEGORIES = Tables.rows("categories.tsv", 2);

    private final List<NodeType> types = new ArrayList<>();
    private final Map<String, NodeType> byName = new HashMap<>();
    private final Map<String, NodeType> byMember = new HashMap<>();
    private final Map<String, NodeType> byClass = new HashMap<>();
    private final Map<String, List<NodeType>> byMemberName = new HashMap<>();
    private final Map<String, ClassRule> rules = new HashMap<>();
    private final List<List<String>> kinds;
    private final Map<String, List<PinSpec>> pins = new HashMap<>();
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Map<String, NodeSignature> signatures = new HashMap<>();
    private final Map<String, NodeSignature> byRule = new ConcurrentHashMap<>();
    private List<CatalogEntry> own = List.of();
    private final Set<String> keyAttributes = new HashSet<>(Set.of("VarName"));

    private NodeCatalog() {
        nodes();
        classes();
        kinds = Tables.rows("kinds.tsv", 2);
        for (List<String> row : Tables.rows("pins.tsv", 4)) {
            var list = new ArrayList<PinSpec>();
            PinSpec.read(row.get(1), false, list);
            PinSpec.read(row.get(2), true, list);
            describe(row.get(0), list, row.get(3));
        }
        for (List<String> row : Tables.rows("aliases.tsv", 4)) {
            var names = new HashMap<String, String>();
            for (String pin : row.get(2).split(";")) {
                int equals = pin.indexOf('=');
                if (equals > 0) {
                    names.put(pin.substring(0, equals), pin.substring(equals + 1));
                }
            }
            aliases.put(row.get(0), new Alias(row.get(1), names, row.get(3)));
        }
    }

    private void nodes() {
        for (List<String> row : Tables.rows("nodes.tsv", 4)) {
            var pins = new ArrayList<PinName>();
            for (String pin : row.get(3).split(";")) {
                int equals = pin.indexOf('=');
                if (equals > 0) {
                    pins.add(new PinName(pin.substring(0, equals), pin.substring(equals + 1)));
                }
            }
            add(new NodeType(row.get(0), row.get(1), row.get(2), pins));
        }
    }

    private void add(NodeType type) {
        types.add(type);
        byName.put(type.name(), type);
        if (type.member().isEmpty()) {
            byClass.put(type.className(), type);
        } else {
            byMember.put(key(type), type);
            byMemberName
                    .computeIfAbsent(type.memberName(), name -> new ArrayList<>())
                    .add(type);
        }
    }

    private void describe(String name, List<PinSpec> list, String marks) {
        // What a node of this type may have is no list of what it has: only a checked get has exec pins, for one.
        boolean partly = list.stream().anyMatch(PinSpec::isAny);
        boolean get = name.equals("VariableGet");
        boolean variable = name.startsWith("Variable");
        pins.put(
                name,
                partly
                        ? List.of()
                        : list.stream()
                                .filter(pin -> !pin.isPattern()
                                        && !(get && pin.isExec())
                                        && !(variable && pin.name().equals("Target")))
                                .toList());
        NodeType type = byName.get(name);
        boolean operator = type != null
                && (type.nodeClass().equals("K2Node_PromotableOperator")
                        || type.nodeClass().equals("K2Node_CommutativeAssociativeBinaryOperator"));
        signatures.put(name, new NodeSignature(name, list, marks.contains("latent"), isEvent(name), operator));
    }

    private void classes() {
        for (List<String> row : Tables.rows("classes.tsv", 4)) {
            var keys = new ArrayList<ClassRule.Key>();
            for (String key : row.get(1).split(";")) {
                int equals = key.indexOf('=');
                if (equals > 0) {
                    keys.add(new ClassRule.Key(key.substring(0, equals), key.substring(equals + 1)));
                    keyAttributes.add(key.substring(0, equals));
                }
            }
            rules.put(row.get(0), new ClassRule(keys, words(row.get(2)), words(row.get(3))));
        }
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    /** The catalog that comes with the program. */
    public static NodeCatalog standard() {
        return Holder.STANDARD;
    }

    /**
     * The standard catalog with a user's own types over it.
     *
     * @param folder holds files whose names end in {@code .json}, read in the order of their names; may be absent
     * @throws CatalogException when a file is not of the form that {@link CatalogFile} describes
     */
    public static NodeCatalog load(Path folder) {
        return of(CatalogFile.readFolder(folder));
    }

    /** The standard catalog with these types over it. */
    public static NodeCatalog of(List<CatalogEntry> entries) {
        if (entries.isEmpty()) {
            return standard();
        }
        var catalog = new NodeCatalog();
        entries.forEach(catalog::add);
        catalog.own = List.copyOf(entries);
        return catalog;
    }

    /** The types of a user, in the order read; empty for the standard catalog. */
    public List<CatalogEntry> own() {
        return own;
    }

    private void add(CatalogEntry entry) {
        NodeType old = byName.get(entry.name());
        if (old != null) {
            types.remove(old);
            byMember.remove(key(old));
            byMemberName.getOrDefault(old.memberName(), new ArrayList<>()).remove(old);
        }
        add(new NodeType(entry.name(), entry.nodeClass(), entry.member(), List.of()));
        describe(entry.name(), entry.pins(), entry.latent() ? "latent" : "");
        aliases.remove(entry.name());
        for (String alias : entry.aliases()) {
            aliases.put(alias, new Alias(entry.name(), Map.of(), "user"));
        }
    }

    /** What is known of a type's pins, from the tables or by rule; null for a type that nothing is known of. */
    public @Nullable NodeSignature signature(String type) {
        NodeSignature known = signatures.get(type);
        return known != null || byName.containsKey(type)
                ? known
                : byRule.size() > MOST_RULED
                        ? SignatureRules.of(type)
                        : SignatureRules.of(type) == null ? null : byRule.computeIfAbsent(type, SignatureRules::of);
    }

    /** The usual spelling for a type that has another, or for other spellings of its pins; null when there is none. */
    public @Nullable Alias alias(String type) {
        return aliases.get(type);
    }

    /** All other spellings by name. */
    public Map<String, Alias> aliases() {
        return Map.copyOf(aliases);
    }

    /** The shelf that a type stands on, such as {@code Math}; the same rule holds for types of a user. */
    public String category(NodeType type) {
        for (List<String> row : CATEGORIES) {
            boolean fits = row.get(0).startsWith("/")
                    ? type.member().startsWith(row.get(0))
                    : type.className().startsWith(row.get(0));
            boolean decided = type.member().isEmpty() || !row.get(0).equals("K2Node_");
            if (fits && decided) {
                return row.get(1);
            }
        }
        return "Other";
    }

    /** The types that one nobody knows was probably meant to be, the likeliest first; at most three. */
    public List<String> nearest(String type) {
        return NearMiss.of(type, byName.keySet())
                .or(() -> NearMiss.of(type, aliases.keySet()).map(alias -> usual(alias)))
                .map(List::of)
                .orElseGet(() -> NearNames.of(type, byName.keySet()));
    }

    private String usual(String name) {
        Alias alias = aliases.get(name);
        return alias == null ? name : alias.type();
    }

    /** True for a type where control enters a graph. */
    public static boolean isEvent(String type) {
        return type.startsWith("Event") || ROOTS.contains(type);
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

    /** The type of a function or macro, by its full path. */
    public Optional<NodeType> byMember(String member) {
        return Optional.ofNullable(byMember.get(member));
    }

    /** The type of an event, by its full path. */
    public Optional<NodeType> byEvent(String member) {
        return Optional.ofNullable(byMember.get(EVENT + member));
    }

    /** One member of an interface is an event where it is answered, and a function where it is sent. */
    private static String key(NodeType type) {
        return type.className().equals("K2Node_Event") ? EVENT + type.member() : type.member();
    }

    /** The only type whose member has that name and whose owner is no function library; empty when several have. */
    public Optional<NodeType> byOwnMember(String name) {
        NodeType found = null;
        for (NodeType type : byMemberName.getOrDefault(name, List.of())) {
            String owner = type.owner();
            boolean library =
                    owner.endsWith("Library") || owner.endsWith("Statics") || owner.contains(".StandardMacros");
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

    /** True for a property that the way back works out from the rest, on this class or on any. */
    public boolean isDerived(String nodeClass, String property) {
        return rule(nodeClass).derived().contains(property)
                || rule("*").derived().contains(property);
    }

    /** True for a property that is layout or a note of Unreal's own, on this class or on any. */
    public boolean isLeft(String nodeClass, String property) {
        return rule(nodeClass).left().contains(property) || rule("*").left().contains(property);
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
        return known != null
                && rule(known.className()).keys().stream()
                        .anyMatch(key -> key.attribute().equals(attribute));
    }

    /** All attributes that {@link #isKey} knows on some type, beside those that begin with {@code @}. */
    public Set<String> keyAttributes() {
        return Set.copyOf(keyAttributes);
    }

    /** The kind of graph that a class path belongs to; empty for a class of no known kind. */
    public Optional<String> kind(String classPath) {
        for (List<String> row : kinds) {
            if (classPath.startsWith(row.get(0))) {
                return Optional.of(row.get(1));
            }
        }
        // Plugins bring nodes of their own into Blueprint graphs, under names such as MyPluginK2Node_Wait.
        boolean k2 = classPath.substring(classPath.lastIndexOf('.') + 1).contains("K2Node");
        return k2 ? Optional.of("K2") : Optional.empty();
    }
}
