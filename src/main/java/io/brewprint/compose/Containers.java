package io.brewprint.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types of maps and sets, {@code Map<Key,Value>} and {@code Set<Member>}, of basic types and classes. */
final class Containers {
    /** Types of which what a call writes down tells the type. */
    static final List<String> KEYS = List.of("String", "String", "Int");

    static final List<String> VALUES = List.of("Int", "Int", "Float", "Bool", "String", "Actor");
    static final List<String> MEMBERS = List.of("String", "String", "Int", "Actor");

    private Containers() {}

    static String map(String key, String value) {
        return "Map<" + key + "," + value + ">";
    }

    static String set(String member) {
        return "Set<" + member + ">";
    }

    static boolean isMap(String type) {
        return type.startsWith("Map<") && type.indexOf(',') > 0;
    }

    static boolean isSet(String type) {
        return type.startsWith("Set<");
    }

    /** What a map is asked by. */
    static String key(String map) {
        return map.substring(4, map.indexOf(','));
    }

    /** What a map leads to. */
    static String value(String map) {
        return map.substring(map.indexOf(',') + 1, map.length() - 1);
    }

    static String member(String set) {
        return set.substring(4, set.length() - 1);
    }

    /** The array that a gift's type asks for, {@code @keys} or {@code @values}, of a map; null for other gifts. */
    static @Nullable String array(String gift, String type) {
        return switch (gift) {
            case "@keys" -> isMap(type) ? "Array<" + key(type) + ">" : null;
            case "@values" -> isMap(type) ? "Array<" + value(type) + ">" : null;
            default -> null;
        };
    }
}
