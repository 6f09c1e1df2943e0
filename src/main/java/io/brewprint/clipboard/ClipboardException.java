package io.brewprint.clipboard;

/** A text that cannot be read as Unreal's clipboard text at all; anything less is a {@link Diagnostic}. */
public final class ClipboardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a text is refused. */
    public enum Kind {
        /** Nothing but blanks. */
        EMPTY,
        /** No text. */
        BINARY,
        /** The beginning or the end of every object is missing. */
        TRUNCATED,
        /** A text of another kind. */
        FOREIGN,
        /** More bytes than the limit. */
        TOO_LARGE,
        /** Objects nested deeper than the limit. */
        TOO_DEEP,
        /** More objects than the limit. */
        TOO_MANY
    }

    private final Kind kind;
    private final int line;
    private final int column;
    private final String remedy;

    /** Line and column count from 1; 0 where they mean nothing. */
    public ClipboardException(Kind kind, int line, int column, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.line = line;
        this.column = column;
        this.remedy = remedy;
    }

    /** Why the text is refused. */
    public Kind kind() {
        return kind;
    }

    /** From 1, or 0. */
    public int line() {
        return line;
    }

    /** From 1, or 0. */
    public int column() {
        return column;
    }

    /** What a person can do. */
    public String remedy() {
        return remedy;
    }
}
