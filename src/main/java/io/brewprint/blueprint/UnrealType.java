package io.brewprint.blueprint;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DSL type as Unreal writes it on a pin.
 *
 * @param category {@code bool}, {@code real}, {@code object} and so on
 * @param subCategory {@code double} of a real, {@code self} of an own reference, else empty
 * @param path the class, struct or enum; empty when there is none
 * @param container None, Array, Set or Map
 * @param value what a map leads to, null for anything else and where it is not known
 */
public record UnrealType(
        String category,
        String subCategory,
        String path,
        String container,
        @Nullable UnrealType value) {
    private static final Map<String, UnrealType> SIMPLE = new HashMap<>();
    private static final Map<String, List<String>> NAMED = new HashMap<>();

    static {
        for (String name : List.of("Bool", "Byte", "Int", "Int64", "Name", "String", "Text", "Wildcard", "Delegate")) {
            SIMPLE.put(name, new UnrealType(name.toLowerCase(Locale.ROOT), "", "", "None"));
        }
        SIMPLE.put("Float", new UnrealType("real", "double", "", "None"));
        SIMPLE.put("Self", new UnrealType("object", "self", "", "None"));
        SIMPLE.put("MulticastDelegate", new UnrealType("mcdelegate", "", "", "None"));
        SIMPLE.put("Exec", new UnrealType("exec", "", "", "None"));
        SIMPLE.put("exec", new UnrealType("exec", "", "", "None"));
        for (List<String> row : Tables.rows("types.tsv", 3)) {
            NAMED.put(row.get(0), row);
        }
    }

    /** A type that is no map. */
    public UnrealType(String category, String subCategory, String path, String container) {
        this(category, subCategory, path, container, null);
    }

    /** Reads a DSL type; a name that the tables do not know is a class of the engine or, by its prefix, of the game. */
    public static UnrealType of(String type) {
        return of(type, Map.of());
    }

    /** As {@link #of(String)}; what a document says of its types comes before the tables. */
    public static UnrealType of(String type, Map<String, UnrealType> declared) {
        UnrealType own = declared.get(type);
        if (own != null) {
            return own;
        }
        int open = type.indexOf('<');
        if (open > 0 && type.endsWith(">")) {
            String inner = type.substring(open + 1, type.length() - 1);
            String outer = type.substring(0, open);
            return switch (outer) {
                case "Array", "Set" -> of(inner, declared).in(outer);
                case "Map" -> map(inner, declared);
                case "Class", "SoftObject", "SoftClass", "Interface" -> {
                    UnrealType of = of(inner, declared);
                    yield new UnrealType(outer.toLowerCase(Locale.ROOT), of.subCategory(), of.path(), "None");
                }
                default -> new UnrealType("object", "", path(type), "None");
            };
        }
        UnrealType simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        int colon = type.indexOf(':');
        if (colon > 0) {
            return inFull(type, colon);
        }
        List<String> named = NAMED.get(type);
        if (named != null) {
            return new UnrealType(named.get(1), "", named.get(2), "None");
        }
        String usual = TypeRules.usual(type);
        if (!usual.equals(type)) {
            return of(usual, declared);
        }
        // So Unreal's enums are called, and no class that begins with two capitals and goes on in small letters.
        if (type.matches("E[A-Z][a-z]\\w*")) {
            return new UnrealType("byte", "", "/Script/Engine." + type, "None");
        }
        return switch (type) {
            case "Class", "SoftObject", "SoftClass", "Interface" ->
                new UnrealType(type.toLowerCase(Locale.ROOT), "", "/Script/CoreUObject.Object", "None");
            default -> new UnrealType("object", "", path(type), "None");
        };
    }

    private static UnrealType map(String inner, Map<String, UnrealType> declared) {
        int depth = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                UnrealType key = of(inner.substring(0, i), declared);
                UnrealType value = of(inner.substring(i + 1).strip(), declared);
                boolean open = value.category().equals("wildcard");
                return new UnrealType(key.category(), key.subCategory(), key.path(), "Map", open ? null : value);
            }
        }
        return of(inner, declared).in("Map");
    }

    /** {@code category.sub:path}, the form of a type that no short name leads back to. */
    private static UnrealType inFull(String type, int colon) {
        String head = type.substring(0, colon);
        int dot = head.indexOf('.');
        return new UnrealType(
                dot < 0 ? head : head.substring(0, dot),
                dot < 0 ? "" : head.substring(dot + 1),
                type.substring(colon + 1),
                "None");
    }

    /** The type in full, as {@link #of(String)} reads it whatever a document declares: {@code struct:/Game/S.S}. */
    public String inFull() {
        String one = category + (subCategory.isEmpty() ? "" : "." + subCategory) + ":" + path;
        return switch (container) {
            case "Array", "Set" -> container + "<" + one + ">";
            case "Map" -> "Map<" + one + "," + (value == null ? "Wildcard" : value.inFull()) + ">";
            default -> one;
        };
    }

    private UnrealType in(String outer) {
        return new UnrealType(category, subCategory, path, outer);
    }

    private static String path(String name) {
        boolean ofGame = name.matches("(BP|ABP|WBP|B|BPI)_.*");
        return ofGame ? "/Game/Brewprint/" + name + "." + name + "_C" : "/Script/Engine." + name;
    }

    /** The path with the class of thing it names, as pins and references spell it; None when there is no path. */
    public String reference() {
        if (path.isEmpty()) {
            return "None";
        }
        String kind = switch (category) {
            case "struct" -> "/Script/CoreUObject.ScriptStruct";
            case "byte" -> "/Script/CoreUObject.Enum";
            default -> classOf(path);
        };
        return "\"" + kind + "'" + path + "'\"";
    }

    /** The metaclass of a class path: a Blueprint's or the engine's. */
    public static String classOf(String path) {
        return path.startsWith("/Script/") ? "/Script/CoreUObject.Class" : "/Script/Engine.BlueprintGeneratedClass";
    }
}
