package io.brewprint.judge;

import io.brewprint.config.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of comparing two texts.
 *
 * @param nodes nodes, knots left out
 * @param classes nodes that kept their class
 * @param properties properties that Unreal reads, kept whole
 * @param types pins with a value or a wire that kept their type
 * @param flags the same pins by their flags
 * @param values values that a person set on pins
 * @param splits split struct pins with all their parts
 * @param links wires, knots followed through
 * @param added nodes, properties, values and wires that the original does not have
 * @param differences the first of what differs
 * @param more how many differences are not listed
 */
public record Verdict(
        Kept nodes,
        Kept classes,
        Kept properties,
        Kept types,
        Kept flags,
        Kept values,
        Kept splits,
        Kept links,
        int added,
        List<Difference> differences,
        int more) {
    /** Copies the list. */
    public Verdict {
        differences = List.copyOf(differences);
    }

    /** Whether nothing differs. */
    public boolean isSame() {
        return differences.isEmpty();
    }

    /** As scripts read it: {@code kept}, each as {@code in} and {@code out}, and what differs. */
    public Map<String, Object> document() {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("nodes", nodes.document());
        kept.put("classes", classes.document());
        kept.put("properties", properties.document());
        kept.put("pin_types", types.document());
        kept.put("pin_flags", flags.document());
        kept.put("values", values.document());
        kept.put("split_pins", splits.document());
        kept.put("links", links.document());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kept", kept);
        out.put("added", added);
        out.put("differences", differences.stream().map(Json::fields).toList());
        out.put("more_differences", more);
        return out;
    }

    /** The counts in one line. */
    public String text() {
        return nodes + " nodes, " + classes + " classes, " + properties + " properties, " + types + " pin types, "
                + values + " values, " + splits + " split pins, " + links + " links kept"
                + (added == 0 ? "" : ", " + added + " added");
    }
}
