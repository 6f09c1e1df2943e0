package io.brewprint.blueprint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which type may be wired to which, as Unreal decides it: subclasses fit, some types are converted on the way. */
public final class TypeRules {
    private static final Set<String> BASIC = Set.of("Bool", "Byte", "Int", "Int64", "Float", "Name", "String", "Text");

    private static final Set<String> REFERENCES = Set.of("Class", "SoftObject", "SoftClass", "Interface");
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("float", "Float"),
            Map.entry("double", "Float"),
            Map.entry("Double", "Float"),
            Map.entry("Real", "Float"),
            Map.entry("real", "Float"),
            Map.entry("int", "Int"),
            Map.entry("Integer", "Int"),
            Map.entry("integer", "Int"),
            Map.entry("bool", "Bool"),
            Map.entry("Boolean", "Bool"),
            Map.entry("boolean", "Bool"),
            Map.entry("string", "String"),
            Map.entry("text", "Text"),
            Map.entry("name", "Name"),
            Map.entry("byte", "Byte"),
            Map.entry("vector", "Vector"),
            Map.entry("rotator", "Rotator"),
            Map.entry("transform", "Transform"),
            Map.entry("object", "Object"),
            Map.entry("actor", "Actor"),
            Map.entry("array", "Array"));

    /** A name among the brackets and commas of a type. */
    private static final Pattern BETWEEN_BRACKETS = Pattern.compile("[^<>,\\s][^<>,]*");

    private static final Map<String, Map<String, String>> MEMBERS = new HashMap<>();
    private static final Map<String, String> PARENTS = new HashMap<>();
    private static final Map<String, Set<String>> CONVERSIONS = new HashMap<>();
    private static final Set<String> STRUCTS = new HashSet<>();

    static {
        for (List<String> row : Tables.rows("hierarchy.tsv", 2)) {
            PARENTS.put(row.get(0), row.get(1));
        }
        for (List<String> row : Tables.rows("conversions.tsv", 2)) {
            CONVERSIONS
                    .computeIfAbsent(row.get(0), key -> new HashSet<>())
                    .addAll(List.of(row.get(1).split(" ")));
        }
        for (List<String> row : Tables.rows("types.tsv", 3)) {
            if (row.get(1).equals("struct") && !row.get(0).equals("Struct")) {
                STRUCTS.add(row.get(0));
            }
        }
    }

    static {
        for (List<String> row : Tables.rows("members.tsv", 2)) {
            var members = new LinkedHashMap<String, String>();
            for (String member : row.get(1).split(";")) {
                int colon = member.indexOf(':');
                members.put(member.substring(0, colon), member.substring(colon + 1));
            }
            MEMBERS.put(row.get(0), members);
        }
    }

    private TypeRules() {}

    /**
     * The usual spelling of a type that is written otherwise, within brackets too; empty when it is written as usual.
     */
    public static Optional<String> spelling(String type) {
        String usual = usual(type);
        return usual.equals(type) ? Optional.empty() : Optional.of(usual);
    }

    /** The type under its usual name: Int for {@code Integer}, {@code Array<Float>} for {@code array<double>}. */
    public static String usual(String type) {
        // A type in full has a path behind its colon, whose words are names of things.
        if (type.indexOf('<') < 0 || type.indexOf(':') >= 0) {
            return SPELLINGS.getOrDefault(type, type);
        }
        return BETWEEN_BRACKETS
                .matcher(type)
                .replaceAll(name -> Matcher.quoteReplacement(SPELLINGS.getOrDefault(name.group(), name.group())));
    }

    /** The type whose name was probably meant, for a name that no table knows. */
    public static Optional<String> nearest(String type) {
        if (type.indexOf('<') >= 0 || isKnown(type)) {
            return Optional.empty();
        }
        return NearMiss.of(type, names(), type.length() < 5 ? 1 : 2);
    }

    /** The basic types, structs and classes of the tables. */
    public static Set<String> names() {
        var names = new HashSet<>(BASIC);
        names.addAll(STRUCTS);
        names.addAll(PARENTS.keySet());
        return names;
    }

    /** The names of the tables by what they are: basic types, structs, enums. Classes are in the hierarchy. */
    public static Map<String, List<String>> namesByKind() {
        var kinds = new LinkedHashMap<String, List<String>>();
        kinds.put("basic", BASIC.stream().sorted().toList());
        kinds.put("struct", STRUCTS.stream().sorted().toList());
        kinds.put(
                "enum",
                Tables.rows("types.tsv", 3).stream()
                        .filter(row -> row.get(1).equals("byte"))
                        .map(List::getFirst)
                        .sorted()
                        .toList());
        return kinds;
    }

    /** Other spellings of types, each with the usual one. */
    public static Map<String, String> spellings() {
        return SPELLINGS;
    }

    /** In which order a literal of three numbers gives a struct's members: x, y, z; empty for other types. */
    public static List<String> order(String type) {
        return StructLiterals.order(type);
    }

    /** True when the name is that of a basic type, a struct or a class of the tables. */
    static boolean isKnown(String type) {
        return BASIC.contains(type)
                || STRUCTS.contains(type)
                || PARENTS.containsKey(type)
                || type.equals("Self")
                || type.equals("Array")
                || type.equals("Class")
                || type.equals("Struct")
                || type.equals("Wildcard")
                || type.equals("Delegate")
                || REFERENCES.contains(type);
    }

    /** True for a struct of the tables, and for a name that may be one. */
    static boolean isStruct(String type) {
        return STRUCTS.contains(type) || (!isKnown(type) && type.indexOf('<') < 0 && !type.equals("exec"));
    }

    /** The type of a struct's member, where it is known. */
    static String member(String struct, String name) {
        return members(struct).getOrDefault(name, "Wildcard");
    }

    /** The pins that a struct's pin splits into, in Unreal's order with their types; empty where that is not known. */
    public static Map<String, String> members(String struct) {
        return MEMBERS.getOrDefault(struct, Map.of());
    }

    /** What an array holds; null for anything else. */
    public static @Nullable String element(String type) {
        return type.startsWith("Array<") && type.endsWith(">") ? type.substring(6, type.length() - 1) : null;
    }

    /** True when an output of the first type may be wired to an input of the second. */
    public static boolean fits(String from, String to) {
        return from.equals(to) || fitsUsual(usual(from), usual(to));
    }

    private static boolean fitsUsual(String from, String to) {
        if (from.equals(to) || isOpen(from) || isOpen(to)) {
            return true;
        }
        boolean fromContainer = isContainer(from);
        boolean toContainer = isContainer(to);
        if (fromContainer || toContainer) {
            return fromContainer && toContainer && containers(from, to);
        }
        return plain(from, to);
    }

    private static boolean isOpen(String type) {
        return type.equals("Wildcard") || type.equals("any") || type.isEmpty();
    }

    private static boolean isContainer(String type) {
        return type.equals("Array")
                || type.startsWith("Array<")
                || type.startsWith("Set<")
                || type.startsWith("Map<")
                || type.equals("Set")
                || type.equals("Map");
    }

    private static boolean containers(String from, String to) {
        if (!outer(from).equals(outer(to))) {
            return false;
        }
        String a = inner(from);
        String b = inner(to);
        if (a.isEmpty() || b.isEmpty() || outer(from).equals("Map")) {
            return true;
        }
        // Elements are never converted, yet a list of pawns is a list of actors.
        return fits(a, b) && (isOpen(a) || isOpen(b) || (kind(a) == kind(b) && !BASIC.contains(a)) || a.equals(b));
    }

    private static String outer(String type) {
        int open = type.indexOf('<');
        return open < 0 ? type : type.substring(0, open);
    }

    private static String inner(String type) {
        int open = type.indexOf('<');
        return open < 0 || !type.endsWith(">") ? "" : type.substring(open + 1, type.length() - 1);
    }

    private enum Kind {
        BASIC,
        STRUCT,
        OBJECT,
        CLASS,
        DELEGATE,
        UNKNOWN
    }

    private static Kind kind(String type) {
        if (BASIC.contains(type)) {
            return Kind.BASIC;
        }
        if (STRUCTS.contains(type)) {
            return Kind.STRUCT;
        }
        if (PARENTS.containsKey(type) || type.equals("Self")) {
            return Kind.OBJECT;
        }
        if (type.equals("Delegate") || type.equals("MulticastDelegate")) {
            return Kind.DELEGATE;
        }
        return REFERENCES.contains(outer(type)) ? Kind.CLASS : Kind.UNKNOWN;
    }

    private static boolean plain(String from, String to) {
        Kind a = kind(from);
        Kind b = kind(to);
        if (a == Kind.UNKNOWN || b == Kind.UNKNOWN) {
            // An enum, a struct or a class of the game: only a basic type or a struct surely is none of those.
            return !(a == Kind.DELEGATE || b == Kind.DELEGATE);
        }
        if (a == Kind.OBJECT && b == Kind.OBJECT) {
            return objects(from, to);
        }
        if (a == Kind.OBJECT || a == Kind.CLASS) {
            boolean reference = b == Kind.CLASS && (a == b || outer(to).equals("Interface"));
            boolean plain =
                    a == Kind.CLASS && (to.equals("Object") || (outer(from).equals("Interface") && b == Kind.OBJECT));
            return reference || plain || converts("object", to);
        }
        return converts(from, to);
    }

    private static boolean objects(String from, String to) {
        if (from.equals("Self") || to.equals("Self") || isA(from, to)) {
            return true;
        }
        // Unreal asks a component for its owner, and an actor for its root, without being told.
        return (isA(from, "ActorComponent") && to.equals("Actor"))
                || (isA(from, "Actor") && to.equals("SceneComponent"));
    }

    /** True for a class whose place in the hierarchy is known. */
    public static boolean isClass(String type) {
        return PARENTS.containsKey(type);
    }

    /** True for numbers, texts and structs: whatever is no reference to an object. */
    public static boolean isValueType(String type) {
        Kind kind = kind(type);
        return kind == Kind.BASIC || kind == Kind.STRUCT;
    }

    /** True when the first class is the second or comes from it. */
    public static boolean isA(String child, String parent) {
        String at = child;
        for (int i = 0; i < 20 && !at.isEmpty(); i++) {
            if (at.equals(parent)) {
                return true;
            }
            at = PARENTS.getOrDefault(at, "");
        }
        return false;
    }

    private static boolean converts(String from, String to) {
        return CONVERSIONS.getOrDefault(from, Set.of()).contains(to);
    }

    /** True when a text is a value of a type; types whose values the rules do not know take any. */
    public static boolean isValue(String type, String value) {
        String text = value.strip();
        return switch (SPELLINGS.getOrDefault(type, type)) {
            case "Bool" ->
                text.equalsIgnoreCase("true")
                        || text.equalsIgnoreCase("false")
                        || text.isEmpty()
                        || text.equals("0")
                        || text.equals("1");
            case "Int", "Int64" -> text.isEmpty() || isNumber(text, false);
            case "Float" -> text.isEmpty() || isNumber(text, true);
            case "Vector", "Rotator" -> StructLiterals.isValue(text);
            default -> true;
        };
    }

    /** The same value in the spelling that a pin of that type takes; empty where it is so or no cure is certain. */
    public static Optional<String> usualValue(String type, String value) {
        return StructLiterals.usual(SPELLINGS.getOrDefault(type, type), value);
    }

    static boolean isNumber(String text, boolean fraction) {
        int digits = 0;
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && fraction && !point) {
                point = true;
            } else if ((c == 'e' || c == 'E') && fraction && digits > 0 && i + 1 < text.length()) {
                return isNumber(text.substring(i + 1), false);
            } else if (!((c == '-' || c == '+') && i == 0) && !(c == 'f' && fraction && i == text.length() - 1)) {
                return false;
            }
        }
        return digits > 0;
    }
}
