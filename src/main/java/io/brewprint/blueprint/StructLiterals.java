package io.brewprint.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Literals of the two structs that pins take as three numbers with commas between, as {@code FDefaultValueHelper} reads
 * them: vectors as X, Y, Z and rotators as Pitch, Yaw, Roll. Other structs are written with the names of their members.
 */
final class StructLiterals {
    private static final Map<String, List<String>> ORDER =
            Map.of("Vector", List.of("x", "y", "z"), "Rotator", List.of("pitch", "yaw", "roll"));

    private static final Pattern MEMBER = Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*([^,\\s=()]+)\\s*");

    private StructLiterals() {}

    /** The members that the three numbers of such a literal are, in their order; empty for other types. */
    static List<String> order(String type) {
        return ORDER.getOrDefault(type, List.of());
    }

    /** True for three numbers, and for nothing, which stands for zeroes. */
    static boolean isValue(String text) {
        return text.isBlank() || numbers(text).size() == 3;
    }

    /** The list that another spelling says: with names, in parentheses, or both; empty where that is not certain. */
    static Optional<String> usual(String type, String text) {
        List<String> names = ORDER.get(type);
        if (names == null || isValue(text)) {
            return Optional.empty();
        }
        String bare = text.strip();
        if (bare.startsWith("(") && bare.endsWith(")")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        List<String> values = bare.indexOf('=') < 0 ? numbers(bare) : named(names, bare);
        return values.size() == 3 ? Optional.of(String.join(", ", values)) : Optional.empty();
    }

    private static List<String> numbers(String text) {
        var values = new ArrayList<String>(3);
        for (String part : text.split(",", -1)) {
            String value = part.strip();
            if (values.size() == 3 || !TypeRules.isNumber(value, true) || value.endsWith("f")) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }

    /** Members may stand in any order and be left out, as where Unreal itself reads such a text. */
    private static List<String> named(List<String> names, String text) {
        var values = new ArrayList<>(List.of("0", "0", "0"));
        var open = new ArrayList<>(names);
        for (String part : text.split(text.indexOf(',') < 0 ? "\\s+(?=[A-Za-z])" : ",", -1)) {
            Matcher member = MEMBER.matcher(part);
            String name = member.matches() ? member.group(1).toLowerCase(Locale.ROOT) : "";
            if (!open.remove(name) || !TypeRules.isNumber(member.group(2), true)) {
                return List.of();
            }
            values.set(names.indexOf(name), member.group(2));
        }
        return values;
    }
}
