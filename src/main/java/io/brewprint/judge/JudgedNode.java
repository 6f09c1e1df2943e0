package io.brewprint.judge;

import io.brewprint.judge.RawValue.Group;
import io.brewprint.judge.RawValue.Part;
import io.brewprint.judge.RawValue.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a graph: its properties, member by member, and its pins. */
final class JudgedNode {
    /**
     * One member of a property.
     *
     * @param property the property that it belongs to, with index
     */
    record Leaf(String property, RawValue value, int line) {}

    final RawObject object;
    final @Nullable JudgedNode holder;
    final List<JudgedPin> pins = new ArrayList<>();
    /** By path in small letters: {@code functionreference.membername}, {@code pinnames(0)}. */
    final Map<String, Leaf> leaves = new LinkedHashMap<>();

    private final Rules rules;

    JudgedNode(RawObject object, @Nullable JudgedNode holder, Rules rules) {
        this.object = object;
        this.holder = holder;
        this.rules = rules;
        for (RawLine pin : object.pins) {
            pins.add(new JudgedPin(this, RawValue.fields(pin.value()), pin.line()));
        }
        collect(object, "");
    }

    String className() {
        return object.className();
    }

    private void collect(RawObject from, String prefix) {
        for (RawLine property : from.properties) {
            String name = prefix + rules.property(property.name());
            flatten(name, name, RawValue.of(property.value()), property.line());
        }
        Map<String, Integer> seen = new HashMap<>();
        for (RawLine pin : from.userPins) {
            RawValue value = RawValue.of(pin.value());
            String name = prefix + pin.name() + " " + pinName(value);
            int same = seen.merge(name, 1, Integer::sum);
            String unique = same == 1 ? name : name + "#" + same;
            flatten(unique, unique, value, pin.line());
        }
        for (RawObject child : from.children) {
            if (child.className().equals("EdGraphPin")) {
                pins.add(OldPins.read(this, child));
            } else if (!child.isGraph()) {
                collect(child, prefix + child.name.toLowerCase(Locale.ROOT) + ".");
            }
        }
    }

    private static String pinName(RawValue value) {
        return value instanceof Group group
                ? group.parts().stream()
                        .filter(part -> part.name().equals("pinname"))
                        .map(part ->
                                part.value() instanceof Word word ? word.text().toLowerCase(Locale.ROOT) : "")
                        .findFirst()
                        .orElse("")
                : "";
    }

    /**
     * Members of lists stand for themselves, so that {@code P=(a,b)} and {@code P(0)=a}, {@code P(1)=b} are the same.
     */
    private void flatten(String path, String property, RawValue value, int line) {
        if (!(value instanceof Group group) || !group.call().isEmpty() || group.isEmpty()) {
            leaves.putIfAbsent(path, new Leaf(property, value, line));
            return;
        }
        int index = 0;
        for (Part part : group.parts()) {
            String step = part.name().isEmpty() ? path + "(" + index++ + ")" : path + "." + part.name();
            flatten(step, part.name().isEmpty() && path.equals(property) ? step : property, part.value(), line);
        }
    }
}
