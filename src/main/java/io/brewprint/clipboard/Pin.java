package io.brewprint.clipboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line {@code CustomProperties Pin (...)}. Fields are read when first asked for; spelling and order are kept. */
public final class Pin extends Entry {
    /** Those of Blueprint graphs; other graphs have categories of their own, in their own letters. */
    private static final Set<String> CATEGORIES = Set.of(
            "exec",
            "bool",
            "byte",
            "enum",
            "int",
            "int64",
            "real",
            "float",
            "double",
            "name",
            "string",
            "text",
            "object",
            "class",
            "softobject",
            "softclass",
            "interface",
            "struct",
            "delegate",
            "mcdelegate",
            "wildcard");

    private final int open;
    private final int contentEnd;
    private final @Nullable List<Field> given;
    private @Nullable FieldSpans spans;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String category;
    private @Nullable Boolean output;
    private @Nullable List<Link> links;

    Pin(String text, int start, int end, int line, int open, int contentEnd) {
        super(text, start, end, line);
        this.open = open;
        this.contentEnd = contentEnd;
        this.given = null;
    }

    /** A pin that is a nested object of its own; the object writes the text. */
    Pin(ClipObject object, List<Field> fields) {
        super(object.text, object.start, object.end, object.line());
        this.open = object.start;
        this.contentEnd = object.end;
        this.given = List.copyOf(fields);
    }

    /** All fields in the order written. */
    public List<Field> fields() {
        return given == null ? spans().fields() : given;
    }

    private FieldSpans spans() {
        FieldSpans known = spans;
        if (known == null) {
            known = new FieldSpans(text, open, contentEnd);
            spans = known;
        }
        return known;
    }

    /** False when the parentheses or quotes do not close. */
    boolean isWhole() {
        return given != null || spans().isWhole();
    }

    /** A field's value as it is spelled. */
    public Optional<String> raw(String key) {
        return Optional.ofNullable(find(key));
    }

    private @Nullable String find(String key) {
        if (given == null) {
            return spans().raw(key);
        }
        for (Field field : given) {
            if (field.key().equals(key)) {
                return field.raw();
            }
        }
        return null;
    }

    /** A field's value as plain text, empty when the field is absent. */
    public String value(String key) {
        String raw = find(key);
        return raw == null ? "" : Literals.plain(raw);
    }

    /** 32 hex digits, upper case; empty when absent. */
    public String id() {
        String known = id;
        if (known == null) {
            known = value("PinId").toUpperCase(Locale.ROOT);
            id = known;
        }
        return known;
    }

    /** The pin's name in its node; empty for a pin without one. */
    public String name() {
        String known = name;
        if (known == null) {
            known = value("PinName");
            name = known;
        }
        return known;
    }

    /** True for an output: an absent direction means input. */
    public boolean isOutput() {
        Boolean known = output;
        if (known == null) {
            known = value("Direction").equalsIgnoreCase("EGPD_Output");
            output = known;
        }
        return known;
    }

    /** {@code exec}, {@code object}, {@code real} and so on; Unreal's own names in small letters, however written. */
    public String category() {
        String known = category;
        if (known == null) {
            known = usual(value("PinType.PinCategory"));
            category = known;
        }
        return known;
    }

    /** A category in the letters that Blueprints write it in: names are case-blind in Unreal. */
    public static String usual(String category) {
        String small = category.toLowerCase(Locale.ROOT);
        return CATEGORIES.contains(small) ? small : category;
    }

    /** True when control runs through the pin. */
    public boolean isExec() {
        return category().equals("exec");
    }

    /** True when the flag is written as True. */
    public boolean flag(String key) {
        return value(key).equalsIgnoreCase("true");
    }

    /** The id of the struct pin that this one is a part of; empty for a whole pin. */
    public String whole() {
        String raw = value("ParentPin");
        return raw.substring(raw.lastIndexOf(' ') + 1).toUpperCase(Locale.ROOT);
    }

    /** The other ends of its wires, as written. */
    public List<Link> links() {
        List<Link> known = links;
        if (known == null) {
            String raw = find("LinkedTo");
            known = raw == null ? List.of() : links(raw);
            links = known;
        }
        return known;
    }

    private static List<Link> links(String raw) {
        var links = new ArrayList<Link>();
        for (Field item : Literals.fields(raw)) {
            int blank = item.raw().lastIndexOf(' ');
            if (blank > 0) {
                links.add(new Link(
                        Literals.plain(item.raw().substring(0, blank).strip()),
                        item.raw().substring(blank + 1).toUpperCase(Locale.ROOT)));
            }
        }
        return List.copyOf(links);
    }
}
