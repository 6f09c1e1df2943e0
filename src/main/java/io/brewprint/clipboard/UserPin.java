package io.brewprint.clipboard;

import java.util.List;

/** A line {@code CustomProperties UserDefinedPin (...)}: one parameter of an event's or function's signature. */
public final class UserPin extends Entry {
    private final int open;
    private final int contentEnd;

    UserPin(String text, int start, int end, int line, int open, int contentEnd) {
        super(text, start, end, line);
        this.open = open;
        this.contentEnd = contentEnd;
    }

    /** All fields in the order written. */
    public List<Field> fields() {
        return Literals.fields(raw());
    }

    /** The literal with its parentheses. */
    public String raw() {
        return text.substring(open, contentEnd);
    }

    /** A field's plain value, empty when absent. */
    public String value(String key) {
        for (Field field : fields()) {
            if (field.key().equals(key)) {
                return field.value();
            }
        }
        return "";
    }
}
