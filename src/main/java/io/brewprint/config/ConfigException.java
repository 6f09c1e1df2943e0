package io.brewprint.config;

/** A configuration that cannot be used: where, the key, what was expected. */
public final class ConfigException extends Fault {
    private static final long serialVersionUID = 1L;

    /** @param where the file, with line and column where they are known */
    public ConfigException(Where where, String what) {
        super("bad_config", what, where, "mend the file; the README names every key");
    }
}
