package io.brewprint.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as Unreal writes it: a word, a quoted text, a list in parentheses, or a text with its function. */
sealed interface RawValue {
    /** Deeper parentheses are taken as one word, so that no text can exhaust the stack. */
    int DEEPEST = 40;

    /**
     * A word or a quoted text.
     *
     * @param text without its quotes, escapes resolved
     * @param quoted whether it stood in quotes
     */
    record Word(String text, boolean quoted) implements RawValue {}

    /**
     * A list.
     *
     * @param call what stands before the parenthesis, such as NSLOCTEXT; mostly nothing
     */
    record Group(String call, List<Part> parts) implements RawValue {
        /** Whether nothing stands between the parentheses. */
        boolean isEmpty() {
            return parts.isEmpty();
        }

        /** The words, by place. */
        String word(int index) {
            return index < parts.size() && parts.get(index).value() instanceof Word word ? word.text() : "";
        }
    }

    /** A member of a list; its name is in small letters, empty where it has none. */
    record Part(String name, RawValue value) {}

    /** Reads any text; what has no form of its own is a word. */
    static RawValue of(String raw) {
        return of(raw, 0);
    }

    private static RawValue of(String raw, int depth) {
        String text = raw.strip();
        int open = text.indexOf('(');
        if (depth < DEEPEST && open >= 0 && text.endsWith(")") && isCall(text, open)) {
            List<String> parts = split(text.substring(open + 1, text.length() - 1));
            if (parts != null) {
                var found = new ArrayList<Part>(parts.size());
                for (String part : parts) {
                    int equals = nameEnd(part);
                    String name = equals < 0 ? "" : unquoted(part.substring(0, equals));
                    found.add(new Part(
                            name.toLowerCase(Locale.ROOT),
                            of(equals < 0 ? part : part.substring(equals + 1), depth + 1)));
                }
                return new Group(text.substring(0, open), List.copyOf(found));
            }
        }
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return new Word(quoted ? unquoted(text) : text, quoted);
    }

    /** The members of a pin by name; of two with one name the first, as Unreal's importer overwrites none. */
    static Map<String, RawValue> fields(String raw) {
        Map<String, RawValue> fields = new LinkedHashMap<>();
        if (of(raw) instanceof Group group) {
            group.parts().forEach(part -> fields.putIfAbsent(part.name(), part.value()));
        }
        return fields;
    }

    /** The path of a reference in any of Unreal's spellings, or the text itself. */
    static String path(String text) {
        int quote = text.indexOf('\'');
        String path = quote >= 0 && text.endsWith("'") && text.length() > quote + 1
                ? text.substring(quote + 1, text.length() - 1)
                : text;
        return unquoted(path);
    }

    /** The class of a reference without its module; empty where the text has none. */
    static String referenceType(String text) {
        int quote = text.indexOf('\'');
        String type = quote > 0 && text.endsWith("'") ? text.substring(0, quote) : "";
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Quotes taken off and escapes resolved; other text as it is. */
    static String unquoted(String raw) {
        String text = raw.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() - 1) {
                c = text.charAt(++i);
                int code = c == 'u' ? hex(text, i + 1) : -1;
                i += code < 0 ? 0 : 4;
                c = code >= 0 ? (char) code : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
            }
            out.append(c);
        }
        return out.toString();
    }

    /** The number of four hex digits; -1 where there are none. */
    private static int hex(String text, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** Whether a place of a line lies in a quoted text. */
    static boolean isWithinQuotes(String line, int place) {
        boolean quoted = false;
        for (int i = 0; i < place; i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static boolean isCall(String text, int open) {
        for (int i = 0; i < open; i++) {
            char c = text.charAt(i);
            if (!(c == '_' || (c >= 'A' && c <= 'Z'))) {
                return false;
            }
        }
        return true;
    }

    /** The parts between commas outside of quotes and parentheses; null where these do not match. */
    private static @Nullable List<String> split(String inside) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                return null;
            } else if (c == ',' && depth == 0) {
                parts.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        if (depth != 0 || quoted) {
            return null;
        }
        // Unreal ends lists with a comma.
        if (!inside.substring(from).isBlank()) {
            parts.add(inside.substring(from));
        }
        return parts;
    }

    /** Where a member's name ends; -1 where it has none. */
    private static int nameEnd(String part) {
        boolean quoted = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '\'')) {
                return -1;
            } else if (!quoted && c == '=') {
                return i;
            }
        }
        return -1;
    }
}
