package io.brewprint.config;

/** A configuration that cannot be used: where, the key, what was expected. */
public final class ConfigException extends Fault {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "docs/configuration.md names every key";

    /** @param where the file, with line and column where they are known */
    public ConfigException(Where where, String what) {
        this(where, what, "mend the file; " + PAGE);
    }

    ConfigException(Where where, String what, String remedy) {
        super("bad_config", what, where, remedy);
    }

    /** An option of the command line that stands for a key. */
    static ConfigException ofOption(String what) {
        return new ConfigException(Where.NOWHERE, what, "see --help; " + PAGE);
    }
}
