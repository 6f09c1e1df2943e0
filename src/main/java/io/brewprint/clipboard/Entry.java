package io.brewprint.clipboard;

/** One line of an object, or a nested object with all of its lines; it knows its exact characters. */
public abstract sealed class Entry permits Property, Pin, UserPin, ClipObject, OtherLine {
    /** The whole text that the entry lies in. */
    final String text;

    /** First character, indentation included. */
    final int start;

    /** Behind the last character, line end included; of an object: of its Begin line. */
    final int end;

    private final int line;

    Entry(String text, int start, int end, int line) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.line = line;
    }

    /** The line it begins on, from 1. */
    public int line() {
        return line;
    }

    /** Writes the entry as it was read. */
    void write(StringBuilder out) {
        out.append(text, start, end);
    }
}
