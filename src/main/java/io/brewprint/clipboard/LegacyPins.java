package io.brewprint.clipboard;

import java.util.ArrayList;
import java.util.List;

/** Pins as texts of Unreal 4.14 and before write them: nested objects that link to each other by name. */
final class LegacyPins {
    private static final String CLASS = "EdGraphPin";

    private LegacyPins() {}

    /** The pins among the children, in the order of the declarations. */
    static List<Pin> of(ClipObject node) {
        var pins = new ArrayList<Pin>();
        for (ClipObject child : node.children()) {
            if (child.className().equals(CLASS)) {
                pins.add(new Pin(child, fields(child)));
            }
        }
        return pins;
    }

    /** The fields under the names that today's lines of pins give them; an object's name stands for its pin's id. */
    private static List<Field> fields(ClipObject object) {
        var fields = new ArrayList<Field>();
        var links = new StringBuilder("(");
        fields.add(new Field("PinId", object.name()));
        for (Property property : object.properties()) {
            String key = property.key();
            if (key.startsWith("LinkedTo(")) {
                String path = ObjectRef.of(property.raw()).path();
                int dot = path.lastIndexOf('.');
                if (dot > 0) {
                    links.append(path, 0, dot)
                            .append(' ')
                            .append(path, dot + 1, path.length())
                            .append(',');
                }
            } else if (key.equals("PinType")) {
                for (Field field : Literals.fields(property.raw())) {
                    fields.add(new Field("PinType." + field.key(), field.raw()));
                }
            } else {
                fields.add(new Field(key, property.raw()));
            }
        }
        if (links.length() > 1) {
            fields.add(new Field("LinkedTo", links.append(')').toString()));
        }
        return fields;
    }
}
