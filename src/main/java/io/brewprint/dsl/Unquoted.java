package io.brewprint.dsl;

import java.util.regex.Pattern;

/** What is said of an attribute whose value has a comma or bracket and no quotes, so that the line ends within it. */
final class Unquoted {
    private static final Pattern NEXT = Pattern.compile(",\\s*(@?\\w+|\"[^\"]*\")\\s*=");
    private static final Pattern REMARK = Pattern.compile("\\s(#|//)");
    private static final Pattern SCALAR = Pattern.compile("[-+]?[\\d.]+|true|false", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIST = Pattern.compile("[-+\\d.,\\s]+");

    /** Longer values are no slip, and nobody reads them in a message. */
    private static final int LONGEST = 200;

    private Unquoted() {}

    /** The fault with the cure where quotes are one, else the fault as it is. */
    static Cursor.Fault told(LineReader line, Cursor cursor, Cursor.Fault fault) {
        int key = key(line, cursor);
        if (key < 0 || fault.hint != null) {
            return fault;
        }
        String after = cursor.from(line.column(key));
        String whole = whole(after.substring(after.indexOf('=') + 1));
        boolean begun = key + 1 < line.size();
        String read = begun ? line.text(key + 1) : "";
        boolean number = SCALAR.matcher(read).matches() && !LIST.matcher(whole).matches();
        boolean other = whole.isEmpty() || whole.startsWith("\"") || !whole.startsWith(read) || whole.equals(read);
        if (number || other || whole.length() > LONGEST) {
            return fault;
        }
        boolean bracket = whole.substring(read.length()).stripLeading().startsWith("]");
        String mark = !begun ? "an open parenthesis" : bracket ? "a bracket" : "a comma";
        return cursor.fault(
                fault.column,
                fault.text() + ": a value with " + mark + " needs quotes",
                "write " + Spelling.key(line.text(key)) + "=" + Spelling.quote(whole));
    }

    /** Where the last attribute of which a value was begun has its name; -1 where there is none. */
    private static int key(LineReader line, Cursor cursor) {
        for (int i = line.size() - 1; i >= 0; i--) {
            if (line.is(i, Grammar.Kind.KEY)) {
                String after = cursor.from(line.column(i));
                if (after.substring(Math.min(after.length(), line.text(i).length()))
                        .stripLeading()
                        .startsWith("=")) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** All that stands between the equals sign and the next attribute or the line's last bracket. */
    private static String whole(String rest) {
        var remark = REMARK.matcher(rest);
        String said = remark.find() ? rest.substring(0, remark.start()) : rest;
        var next = NEXT.matcher(said);
        int end = next.find() ? next.start() : said.lastIndexOf(']');
        return end < 0 ? "" : said.substring(0, end).strip();
    }
}
