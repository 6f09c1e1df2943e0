package io.brewprint.config;

/** A configuration that cannot be used; the message is one line: file:line:column, JSON path, what was expected. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;

    /** @param where file:line:column, or the file alone where no line applies */
    public ConfigException(String where, String message) {
        super(where + ": " + message);
        this.where = where;
    }

    /** file:line:column. */
    public String where() {
        return where;
    }
}
