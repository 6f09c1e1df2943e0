package io.brewprint.clipboard;

/** A line {@code Key=Value}. */
public final class Property extends Entry {
    private final int equals;
    private final int contentEnd;

    Property(String text, int start, int end, int line, int equals, int contentEnd) {
        super(text, start, end, line);
        this.equals = equals;
        this.contentEnd = contentEnd;
    }

    /** The key, without quotes where it has them; an index such as {@code Pins(0)} is part of it. */
    public String key() {
        return Literals.plain(text.substring(start, equals).strip());
    }

    /** The value as it is spelled. */
    public String raw() {
        return text.substring(equals + 1, contentEnd).strip();
    }

    /** The value as plain text. */
    public String value() {
        return Literals.plain(raw());
    }

    boolean is(String key) {
        int at = start;
        while (at < equals && text.charAt(at) <= ' ') {
            at++;
        }
        return equals - at == key.length() ? text.startsWith(key, at) : key().equals(key);
    }
}
