package io.brewprint.judge;

import io.brewprint.judge.RawValue.Group;
import io.brewprint.judge.RawValue.Part;
import io.brewprint.judge.RawValue.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pins of 4.14 and before, which are objects within their node and name each other by path. */
final class OldPins {
    private OldPins() {}

    /** A pin as newer texts write it; its object's name serves as its id. */
    static JudgedPin read(JudgedNode node, RawObject object) {
        Map<String, RawValue> fields = new HashMap<>();
        var links = new ArrayList<Part>();
        fields.put("pinid", new Word(object.name, true));
        for (RawLine line : object.properties) {
            RawValue value = RawValue.of(line.value());
            if (line.name().equals("pintype") && value instanceof Group type) {
                type.parts().forEach(part -> fields.put("pintype." + part.name(), part.value()));
            } else if (line.name().startsWith("linkedto(")) {
                String path = RawValue.path(line.value());
                int dot = path.lastIndexOf('.');
                links.add(new Part(
                        "", new Word(path.substring(0, Math.max(0, dot)) + " " + path.substring(dot + 1), false)));
            } else {
                fields.putIfAbsent(line.name(), value);
            }
        }
        fields.put("linkedto", new Group("", List.copyOf(links)));
        return new JudgedPin(node, fields, object.line);
    }
}
