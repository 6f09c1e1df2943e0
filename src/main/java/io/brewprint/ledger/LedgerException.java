package io.brewprint.ledger;

/** The ledger cannot be opened, read or written; the message is one line for people. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
