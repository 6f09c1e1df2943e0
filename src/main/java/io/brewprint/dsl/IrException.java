package io.brewprint.dsl;

/** JSON that is no document in the original's intermediate form; the message says what and where. */
public final class IrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    IrException(String message) {
        this(0, 0, message);
    }

    /** With the place in the JSON text, from 1. */
    IrException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** From 1; 0 where only the message says where. */
    public int line() {
        return line;
    }

    /** From 1; 0 where only the message says where. */
    public int column() {
        return column;
    }
}
