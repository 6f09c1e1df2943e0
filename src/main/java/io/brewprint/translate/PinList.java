package io.brewprint.translate;

import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import java.util.ArrayList;
import java.util.List;

/** Lists of pins in an attribute, such as {@code (A=Float,>"Array Element"=Actor)}: outputs are marked. */
final class PinList {
    /**
     * One item.
     *
     * @param name the pin's name in the DSL
     * @param output true where it is marked as an output
     * @param value what stands behind the equals sign, plain; empty where there is none
     */
    record Item(String name, boolean output, String value) {
        /** The item's key among a node's pins, exec pins apart. */
        String key() {
            return (output ? ">" : "<") + name;
        }

        String text() {
            return (output ? ">" : "") + NodeNamer.item(name) + (value.isEmpty() ? "" : "=" + NodeNamer.item(value));
        }
    }

    private PinList() {}

    static List<Item> read(String list) {
        var items = new ArrayList<Item>();
        for (Field field : Literals.fields(list)) {
            items.add(item(field));
        }
        return items;
    }

    private static Item item(Field field) {
        if (!field.key().isEmpty()) {
            boolean output = field.key().startsWith(">");
            return new Item(output ? field.key().substring(1) : field.key(), output, field.value());
        }
        if (!field.raw().startsWith(">")) {
            return new Item(Literals.plain(field.raw()), false, "");
        }
        // A mark before a quoted name hides the equals sign behind it.
        List<Field> inner = Literals.fields("(" + field.raw().substring(1) + ")");
        if (inner.isEmpty()) {
            return new Item("", true, "");
        }
        Field only = inner.getFirst();
        return only.key().isEmpty() ? new Item(only.value(), true, "") : new Item(only.key(), true, only.value());
    }

    static String write(List<Item> items) {
        return "(" + String.join(",", items.stream().map(Item::text).toList()) + ")";
    }
}
