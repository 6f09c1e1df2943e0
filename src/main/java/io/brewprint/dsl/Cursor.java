package io.brewprint.dsl;

import org.jspecify.annotations.Nullable;

/** Reads one line from left to right. */
public final class Cursor {
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
    private int from;
    private int end;
    private int at;

    /** Over a line that is the whole text. */
    public Cursor(String line, int at) {
        this.line = line;
        this.at = at;
        this.end = line.length();
    }

    /** Goes on with the line from..end of the same text. */
    void line(int from, int end) {
        this.from = from;
        this.at = from;
        this.end = end;
    }

    /** Columns count from 1. */
    int column() {
        return at - from + 1;
    }

    String line() {
        return line;
    }

    /** The rest of the line from a column on. */
    String from(int column) {
        return line.substring(Math.min(end, from + column - 1), end);
    }

    /** Passes over the keyword. */
    void word() {
        skipBlanks();
        while (at < end && Spelling.isWordChar(line.charAt(at))) {
            at++;
        }
    }

    void skipBlanks() {
        while (at < end && isBlank(line.charAt(at))) {
            at++;
        }
    }

    /** True at the end of the line or at a comment that fills the rest of it. */
    boolean atEnd() {
        skipBlanks();
        return at >= end || line.charAt(at) == '#' || startsWith("//");
    }

    private boolean startsWith(String mark) {
        // Nearly every line asks for marks that are not there: the first character tells.
        return mark.isEmpty()
                || (at + mark.length() <= end && line.charAt(at) == mark.charAt(0) && line.startsWith(mark, at));
    }

    /** The remark that fills the rest of the line; empty when there is none. */
    String remark() {
        return atEnd() && at < end ? line.substring(at, end).strip() : "";
    }

    /** A blank that parts two tokens; a fault when there is none. */
    void expectBlank() {
        if (at >= end || !isBlank(line.charAt(at))) {
            throw fault("expected a blank and found " + here());
        }
        at++;
    }

    boolean next(String mark) {
        skipBlanks();
        return startsWith(mark);
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
        if (at < end && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < end && Spelling.isWordChar(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw fault("expected " + what + " and found " + here());
        }
        return line.substring(start, at);
    }

    public String key() {
        skipBlanks();
        if (at < end && line.charAt(at) == '@') {
            at++;
            return "@" + name("an attribute's name");
        }
        return name("an attribute's name");
    }

    /** A type: a word, optionally with types in angle brackets; or a quoted text. */
    public String type() {
        skipBlanks();
        if (at < end && line.charAt(at) == '"') {
            return quoted();
        }
        return type(0);
    }

    private String type(int depth) {
        if (depth > DEEPEST_TYPE) {
            throw fault("a type nested deeper than " + DEEPEST_TYPE);
        }
        String word = name("a type");
        if (at >= end || line.charAt(at) != '<') {
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
        return value(Grammar.Kind.VALUE);
    }

    /** A value that may fill the rest of the line. */
    String rest() {
        return value(Grammar.Kind.REST);
    }

    /** A graph's name: the rest of the line, up to a bracket after a blank. */
    String title() {
        return value(Grammar.Kind.TITLE);
    }

    private String value(Grammar.Kind kind) {
        skipBlanks();
        if (at < end && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        int last = at;
        while (at < end) {
            char c = line.charAt(at);
            boolean stop = kind == Grammar.Kind.VALUE
                    ? c == ',' || c == ']'
                    : startsComment() || (c == '[' && kind == Grammar.Kind.TITLE && isApart());
            if (stop) {
                break;
            }
            if (c == '(') {
                int close = closing(line, at, end);
                if (close < 0) {
                    throw fault("a parenthesis that is not closed");
                }
                at = close;
            }
            at++;
            if (!isBlank(c)) {
                last = at;
            }
        }
        return line.substring(start, last);
    }

    /** A value where a wire's source is expected: quoted, a balanced literal, a number or a word for a value. */
    String literal() {
        skipBlanks();
        if (at < end && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        if (at < end && line.charAt(at) == '(') {
            int close = closing(line, at, end);
            if (close < 0) {
                throw fault("a parenthesis that is not closed");
            }
            at = close + 1;
            return line.substring(start, at);
        }
        boolean digit = false;
        while (at < end && isLiteralChar(line.charAt(at), at == start)) {
            digit |= line.charAt(at) >= '0' && line.charAt(at) <= '9';
            at++;
        }
        if (!digit) {
            at = start;
            while (at < end && Spelling.isWordChar(line.charAt(at))) {
                at++;
            }
            String word = line.substring(start, at);
            if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false") && !word.equalsIgnoreCase("none")) {
                at = start;
                throw fault("expected a value and found " + here());
            }
        }
        return line.substring(start, at);
    }

    private static boolean isLiteralChar(char c, boolean first) {
        return (c >= '0' && c <= '9') || c == '.' || (first && (c == '-' || c == '+'));
    }

    private boolean isApart() {
        return at == from || isBlank(line.charAt(at - 1));
    }

    private boolean startsComment() {
        char c = line.charAt(at);
        return (c == '#' || (c == '/' && startsWith("//"))) && isApart();
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    public String quoted() {
        int start = at++;
        var text = new StringBuilder();
        while (at < end) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < end) {
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
        if (at + 4 > end) {
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
        return closing(text, open, text.length());
    }

    private static int closing(String text, int open, int end) {
        int depth = 0;
        boolean inQuotes = false;
        for (int i = open; i < end; i++) {
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
        if (at >= end) {
            return "the end of the line";
        }
        String rest = line.substring(at, Math.min(end, at + 24));
        return "'" + rest + (at + 24 < end ? "..." : "") + "'";
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == 0xa0;
    }
}
