package io.brewprint.clipboard;

/**
 * The attributes of a Begin line that mean anything, as they are spelled; empty when absent.
 *
 * @param declares true when the line names a class: the declaration of an object, not its body
 */
record Head(String type, String name, String exportPath, boolean declares) {
    /** Reads {@code Key=value} apart by blanks outside quotes; of a repeated key the last counts. */
    static Head read(String text, int from, int to) {
        String type = "";
        String name = "";
        String path = "";
        boolean declares = false;
        int at = from;
        while (at < to) {
            while (at < to && ClipboardParser.isBlank(text.charAt(at))) {
                at++;
            }
            int start = at;
            int equals = -1;
            while (at < to && !ClipboardParser.isBlank(text.charAt(at))) {
                char c = text.charAt(at);
                if (c == '=' && equals < 0) {
                    equals = at;
                }
                at = c == '"' ? Literals.quoteEnd(text, at, to) : at + 1;
            }
            if (equals - start == 5 && text.startsWith("Class", start)) {
                type = text.substring(equals + 1, at);
                declares = true;
            } else if (equals - start == 4 && text.startsWith("Name", start)) {
                name = text.substring(equals + 1, at);
            } else if (equals - start == 10 && text.startsWith("ExportPath", start)) {
                path = text.substring(equals + 1, at);
            }
        }
        return new Head(type, name, path, declares);
    }
}
