package io.brewprint.clipboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line {@code CustomProperties Pin (...)}. Fields are read when first asked for; spelling and order are kept. */
public final class Pin extends Entry {
    private final int open;
    private final int contentEnd;
    private @Nullable List<Field> fields;
    private boolean whole = true;

    Pin(String text, int start, int end, int line, int open, int contentEnd) {
        super(text, start, end, line);
        this.open = open;
        this.contentEnd = contentEnd;
    }

    /** A pin that is a nested object of its own; the object writes the text. */
    Pin(ClipObject object, List<Field> fields) {
        super(object.text, object.start, object.end, object.line());
        this.open = object.start;
        this.contentEnd = object.end;
        this.fields = fields;
    }

    /** All fields in the order written. */
    public List<Field> fields() {
        List<Field> known = fields;
        if (known == null) {
            known = new ArrayList<>(24);
            whole = Literals.fields(text, open, contentEnd, known);
            fields = known;
        }
        return known;
    }

    /** False when the parentheses or quotes do not close. */
    boolean isWhole() {
        fields();
        return whole;
    }

    /** A field's value as it is spelled. */
    public Optional<String> raw(String key) {
        for (Field field : fields()) {
            if (field.key().equals(key)) {
                return Optional.of(field.raw());
            }
        }
        return Optional.empty();
    }

    /** A field's value as plain text, empty when the field is absent. */
    public String value(String key) {
        return raw(key).map(Literals::plain).orElse("");
    }

    /** 32 hex digits, upper case; empty when absent. */
    public String id() {
        return value("PinId").toUpperCase(Locale.ROOT);
    }

    /** The pin's name in its node; empty for a pin without one. */
    public String name() {
        return value("PinName");
    }

    /** True for an output: an absent direction means input. */
    public boolean isOutput() {
        return value("Direction").equals("EGPD_Output");
    }

    /** {@code exec}, {@code object}, {@code real} and so on. */
    public String category() {
        return value("PinType.PinCategory");
    }

    /** True when control runs through the pin. */
    public boolean isExec() {
        return category().equals("exec");
    }

    /** True when the flag is written as True. */
    public boolean flag(String key) {
        return value(key).equalsIgnoreCase("true");
    }

    /** The other ends of its wires, as written. */
    public List<Link> links() {
        Optional<String> raw = raw("LinkedTo");
        if (raw.isEmpty()) {
            return List.of();
        }
        var links = new ArrayList<Link>();
        for (Field item : Literals.fields(raw.get())) {
            int blank = item.raw().lastIndexOf(' ');
            if (blank > 0) {
                links.add(new Link(Literals.plain(item.raw().substring(0, blank).strip()),
                        item.raw().substring(blank + 1).toUpperCase(Locale.ROOT)));
            }
        }
        return links;
    }
}
