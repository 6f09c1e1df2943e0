package io.brewprint.blueprint;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names as Unreal's editor shows them; the exceptions are read from {@code titles.tsv}. */
public final class Titles {
    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        for (List<String> row : Tables.rows("titles.tsv", 3)) {
            KNOWN.put(row.get(0) + " " + row.get(1), row.get(2));
        }
    }

    private Titles() {}

    /** The title of a thing of that kind whose name does not tell it; kinds are the table's. */
    public static Optional<String> known(String kind, String name) {
        return Optional.ofNullable(KNOWN.get(kind + " " + name));
    }

    /** A key of the keyboard, mouse or gamepad: {@code NumPadOne} gives Num 1. */
    public static String key(String key) {
        return known("key", key).orElseGet(() -> spaced(key));
    }

    /** A function: {@code K2_SetActorLocation} gives Set Actor Location, {@code Less_IntInt} gives a sign. */
    public static String function(String name) {
        String bare = name.startsWith("K2_") ? name.substring(3) : name;
        Optional<String> known = known("function", bare);
        if (known.isPresent()) {
            return known.get();
        }
        int line = bare.indexOf('_');
        Optional<String> sign = known("operator", line < 0 ? bare : bare.substring(0, line));
        // Equal is an operator, and so is Equal_Foo; Add alone or AddForce is none.
        if (sign.isPresent() && (line > 0 || bare.equals("Equal"))) {
            return sign.get();
        }
        if (bare.startsWith("Conv_")) {
            return "";
        }
        return bare.startsWith("Array_")
                ? spaced(bare.substring("Array_".length())).toUpperCase(Locale.ROOT)
                : spaced(bare);
    }

    /** An identifier in words: {@code SetHUDText_2} gives Set HUD Text 2; a bool's b is left out. */
    public static String spaced(String name) {
        return spaced(name, true);
    }

    /** As {@link #spaced}, digits staying with the word before them: Unreal's way with names of classes. */
    public static String words(String name) {
        return spaced(name, false);
    }

    private static String spaced(String name, boolean digits) {
        var out = new StringBuilder(name.length() + 8);
        int start =
                digits && name.length() > 1 && name.charAt(0) == 'b' && Character.isUpperCase(name.charAt(1)) ? 1 : 0;
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean gap = !out.isEmpty() && out.charAt(out.length() - 1) != ' ';
            if (c == '_' || c == ' ') {
                if (gap) {
                    out.append(' ');
                }
                continue;
            }
            if (gap && i > start && begins(name, i, digits)) {
                out.append(' ');
            }
            boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ' ';
            out.append(first ? Character.toUpperCase(c) : c);
        }
        return out.toString();
    }

    /** True where a word begins: a capital behind a small letter or before one, a digit behind a letter. */
    private static boolean begins(String name, int i, boolean digits) {
        char before = name.charAt(i - 1);
        char c = name.charAt(i);
        if (Character.isUpperCase(c)) {
            boolean small = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
            return Character.isLowerCase(before)
                    || Character.isDigit(before)
                    || (Character.isUpperCase(before) && small);
        }
        return digits && Character.isDigit(c) && Character.isLetter(before);
    }
}
