package io.brewprint.dsl;

/** How names and values are spelled: bare where that is safe, else in quotes with escapes. */
public final class Spelling {
    private static final String VALUE_MARKS = "_.+-/:'@%$";

    private Spelling() {}

    public static boolean isWordChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** A name: {@code \w+} bare, everything else quoted. */
    public static String name(String text) {
        return isWord(text, 0) ? text : quote(text);
    }

    /** An attribute's name: as a name, with an optional {@code @} before it. */
    public static String key(String text) {
        return isWord(text, text.startsWith("@") ? 1 : 0) ? text : quote(text);
    }

    /** A type: words nested by angle brackets bare, everything else quoted. */
    public static String type(String text) {
        var cursor = new Cursor(text, 0);
        try {
            return cursor.type().equals(text) && cursor.atEnd() && !text.startsWith("\"") ? text : quote(text);
        } catch (Cursor.Fault fault) {
            return quote(text);
        }
    }

    /** A value: a safe scalar or a balanced literal in parentheses bare, everything else quoted. */
    public static String value(String text) {
        return isScalar(text) || isLiteral(text) ? text : quote(text);
    }

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
                default -> {
                    if (isUnprintable(text, i)) {
                        out.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean isWord(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isWordChar(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > from;
    }

    private static boolean isScalar(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isWordChar(c) && VALUE_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        // A leading // would read as a comment.
        return !text.isEmpty() && !text.startsWith("//");
    }

    private static boolean isLiteral(String text) {
        if (!text.startsWith("(")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (isUnprintable(text, i)) {
                return false;
            }
        }
        return Cursor.closing(text, 0) == text.length() - 1;
    }

    /** Controls, line separators, lone surrogates and byte order marks: whatever an editor might change. */
    private static boolean isUnprintable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isSurrogate(c)) {
            int j = Character.isHighSurrogate(c) ? i + 1 : i - 1;
            return j < 0
                    || j >= text.length()
                    || !Character.isSurrogatePair(text.charAt(Math.min(i, j)), text.charAt(Math.max(i, j)));
        }
        return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
    }
}
