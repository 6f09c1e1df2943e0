package io.brewprint.clipboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object, from Begin Object to End Object. Nested objects come in two passes, a declaration with a class and later
 * a body with the name alone; the declaration knows its body and answers for both.
 */
public final class ClipObject extends Entry {
    private final boolean declares;
    private final int paste;
    private final String name;
    private final String ownClass;
    private final String shortClass;
    private final ObjectRef exportPath;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, ClipObject> named = new HashMap<>(0);
    private @Nullable ClipObject body;
    private @Nullable ClipObject declaration;
    private @Nullable List<Pin> pins;
    private int closeStart = -1;
    private int closeEnd = -1;

    ClipObject(String text, int start, int end, int line, Head head, int paste) {
        super(text, start, end, line);
        this.declares = head.declares();
        this.paste = paste;
        this.name = Literals.plain(head.name());
        this.ownClass = Literals.plain(head.type());
        this.shortClass = ownClass.substring(Math.max(ownClass.lastIndexOf('.'), ownClass.lastIndexOf('/')) + 1);
        this.exportPath = ObjectRef.of(head.exportPath());
    }

    /** The full class path as written, of a body that of its declaration; empty when unknown. */
    public String classPath() {
        return ownClass.isEmpty() && declaration != null ? declaration.classPath() : ownClass;
    }

    /** The class without its module: {@code K2Node_Event}. */
    public String className() {
        return shortClass.isEmpty() && declaration != null ? declaration.className() : shortClass;
    }

    /** Its name, unique in its graph; empty when the text has none. */
    public String name() {
        return name;
    }

    /** The path it was copied from; empty in old texts. */
    public ObjectRef exportPath() {
        return exportPath;
    }

    /** Which of several pastes in one text it belongs to, from 0. */
    public int paste() {
        return paste;
    }

    /** Its own lines and nested objects in the order written. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Properties of the object, its body's included. */
    public List<Property> properties() {
        return all(Property.class);
    }

    /** Pins, in the order written; the same objects each time. Ask once the whole text is read. */
    public List<Pin> pins() {
        List<Pin> known = pins;
        if (known == null) {
            var found = new ArrayList<>(all(Pin.class));
            found.addAll(LegacyPins.of(this));
            known = List.copyOf(found);
            pins = known;
        }
        return known;
    }

    /** Parameters of a signature, in the order written. */
    public List<UserPin> userPins() {
        return all(UserPin.class);
    }

    /** Nested objects, each once: a body is part of its declaration. */
    public List<ClipObject> children() {
        var found = new ArrayList<ClipObject>();
        for (ClipObject child : all(ClipObject.class)) {
            if (child.declaration == null) {
                found.add(child);
            }
        }
        return found;
    }

    /** A property's value as it is spelled. */
    public Optional<String> raw(String key) {
        for (Entry entry : entries) {
            if (entry instanceof Property property && property.is(key)) {
                return Optional.of(property.raw());
            }
        }
        return body == null ? Optional.empty() : body.raw(key);
    }

    /** A property's plain value, empty when absent. */
    public String value(String key) {
        return raw(key).map(Literals::plain).orElse("");
    }

    /** A field of a property that is a list, plain; empty when absent. */
    public String field(String key, String field) {
        Optional<String> raw = raw(key);
        if (raw.isPresent()) {
            for (Field item : Literals.fields(raw.get())) {
                if (item.key().equals(field)) {
                    return item.value();
                }
            }
        }
        return "";
    }

    private <T extends Entry> List<T> all(Class<T> kind) {
        var found = new ArrayList<T>();
        for (ClipObject part = this; part != null; part = part.body) {
            for (Entry entry : part.entries) {
                if (kind.isInstance(entry)) {
                    found.add(kind.cast(entry));
                }
            }
        }
        return found;
    }

    void add(Entry entry) {
        entries.add(entry);
        if (entry instanceof ClipObject child) {
            ClipObject declared = named.get(child.name());
            if (declared == null && declaration != null) {
                declared = declaration.named.get(child.name());
            }
            if (child.declares || declared == null) {
                named.put(child.name(), child);
            } else {
                // A third pass hangs on the second, so that nothing is lost.
                ClipObject last = declared;
                while (last.body != null) {
                    last = last.body;
                }
                last.body = child;
                child.declaration = declared;
            }
        }
    }

    /** The last line or nested object that is neither blank nor odd. */
    @Nullable
    Entry lastEntry() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!(entries.get(i) instanceof OtherLine)) {
                return entries.get(i);
            }
        }
        return null;
    }

    void close(int from, int to) {
        closeStart = from;
        closeEnd = to;
    }

    /** False when its End Object is missing. */
    public boolean isClosed() {
        return closeStart >= 0;
    }

    @Override
    void write(StringBuilder out) {
        out.append(text, start, end);
        entries.forEach(entry -> entry.write(out));
        if (closeStart >= 0) {
            out.append(text, closeStart, closeEnd);
        }
    }
}
