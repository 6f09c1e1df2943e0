package io.brewprint.blueprint;

/** A catalog file that cannot be used; the message says which, where and what to do. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With one line for people. */
    public CatalogException(String message) {
        super(message);
    }
}
