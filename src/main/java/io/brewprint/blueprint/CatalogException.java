package io.brewprint.blueprint;

/** A catalog file that cannot be used; the message says which, where and what to do. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;

    /** @param where file:line:column, or the file alone where no line applies; the message begins with it */
    CatalogException(String where, String message) {
        super(where + ": " + message);
        this.where = where;
    }

    /** file:line:column. */
    public String where() {
        return where;
    }
}
