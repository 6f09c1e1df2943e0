package io.brewprint.translate;

import io.brewprint.blueprint.TypeRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Struct pins that are split into their members. A node says so itself, {@code @Split=(NewLocation,>Hit=(Time=Float))},
 * with the members where the tables do not know them; where it says nothing, a pin that the catalog does not have and
 * that is called like a member of a struct pin of its own is one.
 */
final class SplitPins {
    /**
     * One split pin.
     *
     * @param pin the pin's name in the DSL
     * @param output true for an output
     * @param members the members' names as the parts' names end, with their types; empty where the struct tells them
     */
    record Split(String pin, boolean output, Map<String, String> members) {
        /** As an item of the attribute. */
        PinList.Item item() {
            var items = new ArrayList<PinList.Item>();
            members.forEach((name, type) -> items.add(new PinList.Item(name, false, type)));
            return new PinList.Item(pin, output, items.isEmpty() ? "" : PinList.write(items));
        }
    }

    private SplitPins() {}

    /** Those that a node names itself; null when it names none. */
    static @Nullable List<Split> named(NodeDraft draft) {
        if (draft.node.attribute("@Split").isEmpty()) {
            return null;
        }
        var splits = new ArrayList<Split>();
        for (PinList.Item item : PinList.read(draft.attribute("@Split"))) {
            var members = new LinkedHashMap<String, String>();
            PinList.read(item.value()).forEach(member -> members.put(member.name(), member.value()));
            splits.add(new Split(item.name(), item.output(), members));
        }
        return splits;
    }

    /**
     * Those that the names of the pins in use imply, outer ones before inner ones.
     *
     * @param pins the names in use
     * @param wholes names of pins that may be split, each with its type
     */
    static List<Split> implied(Set<String> pins, Map<String, String> wholes, boolean output) {
        var splits = new LinkedHashMap<String, Split>();
        for (String name : pins) {
            wholes.forEach((whole, type) -> {
                if (name.startsWith(whole + "_") && !wholes.containsKey(name)) {
                    members(whole, type, name.substring(whole.length() + 1), output, splits);
                }
            });
        }
        return List.copyOf(splits.values());
    }

    private static void members(String pin, String type, String rest, boolean output, Map<String, Split> into) {
        TypeRules.members(type).forEach((member, inner) -> {
            boolean deeper = rest.startsWith(member + "_");
            if (rest.equals(member) || deeper) {
                into.putIfAbsent((output ? ">" : "<") + pin, new Split(pin, output, Map.of()));
            }
            if (deeper) {
                members(pin + "_" + member, inner, rest.substring(member.length() + 1), output, into);
            }
        });
    }

    /** The name of a part: the whole's and the member's, unless the member says that its name is whole. */
    static String part(String whole, String member) {
        return member.startsWith("=") ? member.substring(1) : whole + "_" + member;
    }

    /** The member's name within a part's name. */
    static String member(String whole, String part) {
        return part.startsWith(whole + "_") ? part.substring(whole.length() + 1) : "=" + part;
    }
}
