package io.brewprint.dsl;

import org.jspecify.annotations.Nullable;

/** Reads one line from left to right. */
final class Cursor {
    /** What is wrong at a column; caught for each line by the parser, so it carries no stack. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int column;
        final transient @Nullable String hint;

        Fault(int column, String message, @Nullable String hint) {
            super(message, null, false, false);
            this.column = column;
            this.hint = hint;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    private static final int DEEPEST_TYPE = 16;

    private final String line;
    private int at;

    Cursor(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /** Columns count from 1. */
    int column() {
        return at + 1;
    }

    String line() {
        return line;
    }

    /** Passes over the keyword. */
    void word() {
        skipBlanks();
        while (at < line.length() && Words.isWordChar(line.charAt(at))) {
            at++;
        }
    }

    void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    /** True at the end of the line or at a comment that fills the rest of it. */
    boolean atEnd() {
        skipBlanks();
        return at >= line.length() || line.charAt(at) == '#' || line.startsWith("//", at);
    }

    /** The remark that fills the rest of the line; empty when there is none. */
    String remark() {
        return atEnd() ? line.substring(at).strip() : "";
    }

    boolean next(String mark) {
        skipBlanks();
        return line.startsWith(mark, at);
    }

    boolean take(String mark) {
        boolean there = next(mark);
        if (there) {
            at += mark.length();
        }
        return there;
    }

    void expect(String mark) {
        if (!take(mark)) {
            throw fault("expected '" + mark + "' and found " + here());
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw fault("unexpected " + here());
        }
    }

    /** A bare word or a quoted text. */
    String name(String what) {
        skipBlanks();
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < line.length() && Words.isWordChar(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw fault("expected " + what + " and found " + here());
        }
        return line.substring(start, at);
    }

    String key() {
        skipBlanks();
        if (at < line.length() && line.charAt(at) == '@') {
            at++;
            return "@" + name("an attribute's name");
        }
        return name("an attribute's name");
    }

    /** A type: a word, optionally with types in angle brackets; or a quoted text. */
    String type() {
        skipBlanks();
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        return type(0);
    }

    private String type(int depth) {
        if (depth > DEEPEST_TYPE) {
            throw fault("a type nested deeper than " + DEEPEST_TYPE);
        }
        String word = name("a type");
        if (at >= line.length() || line.charAt(at) != '<') {
            return word;
        }
        at++;
        var text = new StringBuilder(word).append('<').append(type(depth + 1));
        while (take(",")) {
            text.append(',').append(type(depth + 1));
        }
        expect(">");
        return text.append('>').toString();
    }

    /** An attribute's value: quoted, or bare up to a comma or bracket outside parentheses. */
    String value() {
        return value(true);
    }

    /** A value that may fill the rest of the line. */
    String rest() {
        return value(false);
    }

    private String value(boolean inBrackets) {
        skipBlanks();
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        int end = at;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (inBrackets ? c == ',' || c == ']' : startsComment()) {
                break;
            }
            if (c == '(') {
                int close = closing(line, at);
                if (close < 0) {
                    throw fault("a parenthesis that is not closed");
                }
                at = close;
            }
            at++;
            if (!isBlank(c)) {
                end = at;
            }
        }
        return line.substring(start, end);
    }

    private boolean startsComment() {
        boolean apart = at == 0 || isBlank(line.charAt(at - 1));
        return apart && (line.charAt(at) == '#' || line.startsWith("//", at));
    }

    /** Everything up to a mark or the end of the line, trimmed; null when the mark is not there. */
    @Nullable String upTo(String mark) {
        int found = line.indexOf(mark, at);
        if (found < 0) {
            return null;
        }
        String text = line.substring(at, found).strip();
        at = found;
        return text;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    String quoted() {
        int start = at++;
        var text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < line.length()) {
                unescape(text);
            } else {
                text.append(c);
            }
        }
        at = start;
        throw fault("a quoted text that is not closed");
    }

    private void unescape(StringBuilder text) {
        char c = line.charAt(at++);
        switch (c) {
            case '"', '\\' -> text.append(c);
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            default -> {
                int code = c == 'u' ? hex() : -1;
                if (code >= 0) {
                    text.append((char) code);
                    at += 4;
                } else {
                    // The original has no escapes: a backslash before any other letter stands for itself.
                    text.append('\\').append(c);
                }
            }
        }
    }

    private int hex() {
        if (at + 4 > line.length()) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(line.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** Where the parenthesis opened at {@code open} closes, quotes minded; -1 when it does not. */
    static int closing(String text, int open) {
        int depth = 0;
        boolean inQuotes = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inQuotes = false;
                }
            } else if (c == '"') {
                inQuotes = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    Fault fault(String message) {
        return new Fault(column(), message, null);
    }

    Fault fault(int column, String message, String hint) {
        return new Fault(column, message, hint);
    }

    /** The words at the cursor, for messages. */
    String here() {
        if (at >= line.length()) {
            return "the end of the line";
        }
        String rest = line.substring(at, Math.min(line.length(), at + 24));
        return "'" + rest + (at + 24 < line.length() ? "..." : "") + "'";
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == 0xa0;
    }
}
