package io.brewprint.clipboard;

/**
 * One {@code key=value} of a literal in parentheses.
 *
 * @param key without quotes; empty for an item without a key
 * @param raw the value as it is spelled
 */
public record Field(String key, String raw) {
    /** The value as plain text. */
    public String value() {
        return Literals.plain(raw);
    }
}
