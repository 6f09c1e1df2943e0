package io.brewprint.clipboard;

import java.util.ArrayList;
import java.util.List;

/** Unreal's literals: quoted texts, lists in parentheses, localised texts. Damaged ones are read as far as they go. */
public final class Literals {
    private Literals() {}

    /** A quoted text without its quotes and escapes; any other text as it is. */
    public static String plain(String raw) {
        int n = raw.length();
        if (n < 2 || raw.charAt(0) != '"' || raw.charAt(n - 1) != '"') {
            return raw;
        }
        if (raw.indexOf('\\') < 0) {
            return raw.substring(1, n - 1);
        }
        var out = new StringBuilder(n);
        for (int i = 1; i < n - 1; i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 >= n - 1) {
                out.append(c);
                continue;
            }
            char next = raw.charAt(++i);
            switch (next) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case '"', '\'', '\\' -> out.append(next);
                case 'u' -> {
                    int code = code(raw, i + 1, n - 1);
                    out.append(code < 0 ? "\\u" : String.valueOf((char) code));
                    i += code < 0 ? 0 : 4;
                }
                default -> out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    /** The character that four hex digits name; -1 where there are no four. */
    private static int code(String text, int from, int to) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < to ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** A text in quotes with the escapes that Unreal writes. */
    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** The fields of {@code (k=v,k=v,)}; empty when the text is no list. */
    public static List<Field> fields(String raw) {
        var fields = new ArrayList<Field>();
        fields(raw, 0, raw.length(), fields);
        return fields;
    }

    /**
     * Reads the fields of the list that begins at {@code from}.
     *
     * @return true when its parenthesis closes before {@code to}
     */
    static boolean fields(String text, int from, int to, List<Field> into) {
        int at = from;
        if (at >= to || text.charAt(at) != '(') {
            return false;
        }
        at++;
        while (at < to) {
            int item = skipBlanks(text, at, to);
            if (item < to && text.charAt(item) == ')') {
                return true;
            }
            int end = itemEnd(text, item, to);
            add(text, item, end, into);
            if (end >= to) {
                return false;
            }
            if (text.charAt(end) == ')') {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Adds one item; returns where its equals sign stands, -1 when it has none. */
    static int add(String text, int from, int to, List<Field> into) {
        if (skipBlanks(text, from, to) == to) {
            return -1;
        }
        int equals = -1;
        int at = from;
        if (text.charAt(at) == '"') {
            at = quoteEnd(text, at, to);
        }
        for (; at < to; at++) {
            char c = text.charAt(at);
            if (c == '=') {
                equals = at;
                break;
            }
            // A key holds none of these: what comes is a value without a key.
            if (c == '"' || c == '(' || c == '\'') {
                break;
            }
        }
        String key = equals < 0 ? "" : plain(text.substring(from, equals).strip());
        into.add(new Field(
                key, text.substring(equals < 0 ? from : equals + 1, to).strip()));
        return equals;
    }

    /** Where the item ends: at a comma or closing parenthesis of this level, or at {@code to}. */
    static int itemEnd(String text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            switch (text.charAt(i)) {
                case '"' -> i = quoteEnd(text, i, to) - 1;
                case '(' -> depth++;
                case ')' -> {
                    if (depth-- == 0) {
                        return i;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return to;
    }

    /** Behind the quote that closes the one at {@code open}; {@code to} when none does. */
    static int quoteEnd(String text, int open, int to) {
        for (int i = open + 1; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return to;
    }

    static int skipBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /**
     * The words of a text literal: the source of NSLOCTEXT, LOCTEXT, INVTEXT; of a LOCGEN form the first source in it;
     * of a plain literal its text.
     */
    public static String words(String raw) {
        String text = raw.strip();
        int open = text.indexOf('(');
        if (text.startsWith("\"") || open < 0 || !text.endsWith(")")) {
            return plain(text);
        }
        String form = text.substring(0, open);
        List<Field> items = fields(text.substring(open));
        return switch (form) {
            case "NSLOCTEXT" -> items.size() < 3 ? text : items.get(2).value();
            case "LOCTEXT" -> items.size() < 2 ? text : items.get(1).value();
            case "INVTEXT" -> items.isEmpty() ? text : items.getFirst().value();
            default ->
                form.startsWith("LOCGEN") && !items.isEmpty()
                        ? words(items.getFirst().raw())
                        : text;
        };
    }

    /**
     * True for a text of which only the words count. Its key is the editor's own where it has no namespace, or one in
     * brackets, a package's; any other key is there for translations to find, a LOCTABLE or LOCGEN form has its words
     * elsewhere, and INVTEXT is never translated.
     */
    public static boolean isWordsOnly(String raw) {
        String text = raw.strip();
        if (!isTextForm(text)) {
            return true;
        }
        int open = text.indexOf('(');
        List<Field> items = fields(text.substring(open));
        return switch (text.substring(0, open)) {
            case "LOCTEXT" -> items.size() == 2;
            case "NSLOCTEXT" ->
                items.size() == 3
                        && (items.getFirst().value().isEmpty()
                                || items.getFirst().value().startsWith("["));
            default -> false;
        };
    }

    /** True for a text that is spelled as one of Unreal's forms, such as {@code LOCTABLE("table", "key")}. */
    public static boolean isTextForm(String text) {
        int open = text.indexOf('(');
        return open > 0
                && text.endsWith(")")
                && closes(text, open) == text.length() - 1
                && switch (text.substring(0, open)) {
                    case "NSLOCTEXT", "LOCTEXT", "INVTEXT", "LOCTABLE" -> true;
                    default -> text.startsWith("LOCGEN_");
                };
    }

    /** Where the parenthesis that opens at {@code open} closes; the text's length when it does not. */
    private static int closes(String text, int open) {
        int at = open;
        do {
            at = itemEnd(text, at + 1, text.length());
        } while (at < text.length() && text.charAt(at) == ',');
        return at;
    }
}
