package io.brewprint.dsl;

/** JSON that is no document in the original's intermediate form; the message says what and where. */
public final class IrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IrException(String message) {
        super(message);
    }
}
