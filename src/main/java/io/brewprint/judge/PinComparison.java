package io.brewprint.judge;

import io.brewprint.judge.Difference.What;
import io.brewprint.judge.VerdictTally.Count;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pins of nodes that belong together: types, flags, values, parts. */
final class PinComparison {
    private static final List<String> NAMES = List.of("pincategory", "pinsubcategory");
    private static final List<String> MEMBERS = List.of("pinsubcategoryobject", "containertype", "pinvaluetype");
    private static final List<String> FLAGS = List.of("pintype.bisreference", "pintype.bisconst", "bhidden");

    private final Rules rules;
    private final Sameness sameness;
    private final VerdictTally tally;
    private final Map<JudgedPin, JudgedPin> pairs = new LinkedHashMap<>();

    private PinComparison(Rules rules, VerdictTally tally) {
        this.rules = rules;
        this.sameness = new Sameness(rules);
        this.tally = tally;
    }

    /** Compares, and tells which pin is which. */
    static Map<JudgedPin, JudgedPin> compare(Rules rules, VerdictTally tally, Map<JudgedNode, JudgedNode> nodes) {
        var comparison = new PinComparison(rules, tally);
        nodes.forEach(comparison::node);
        return comparison.pairs;
    }

    private void node(JudgedNode node, JudgedNode twin) {
        var left = new HashSet<>(twin.pins);
        pair(node, twin, left, JudgedPin::key);
        pair(node, twin, left, JudgedPin::place);
        for (JudgedPin pin : node.pins) {
            pin(pin, pairs.get(pin));
        }
        twice(node, twin);
        for (JudgedPin pin : left) {
            JudgedPin.Value value = pin.value(rules);
            if (value != null) {
                tally.differs(node.object.line, node, What.VALUE_ADDED, pin.name, "", value.text());
            }
        }
    }

    /** Of two pins by one name Unreal finds one on the node it makes, and orphans the other. */
    private void twice(JudgedNode node, JudgedNode twin) {
        Map<String, Integer> counts = new HashMap<>();
        node.pins.forEach(pin -> counts.merge(pin.key(), -1, Integer::sum));
        for (JudgedPin pin : twin.pins) {
            int before = counts.getOrDefault(pin.key(), 0);
            counts.merge(pin.key(), 1, Integer::sum);
            // One that the original lacks is made by Unreal as well; a second one is not.
            if (counts.getOrDefault(pin.key(), 0) > 0 && (before > 0 || hasKey(node, pin.key()))) {
                tally.differs(node.object.line, node, What.PIN_TWICE, pin.name, "", Shown.type(pin));
            }
        }
    }

    private static boolean hasKey(JudgedNode node, String key) {
        return node.pins.stream().anyMatch(pin -> pin.key().equals(key));
    }

    private void pair(JudgedNode node, JudgedNode twin, Set<JudgedPin> left, Function<JudgedPin, String> by) {
        Map<String, JudgedPin> found = new HashMap<>();
        twin.pins.stream().filter(left::contains).forEach(pin -> found.putIfAbsent(by.apply(pin), pin));
        for (JudgedPin pin : node.pins) {
            JudgedPin other = pairs.containsKey(pin) ? null : found.remove(by.apply(pin));
            if (other != null) {
                pairs.put(pin, other);
                left.remove(other);
            }
        }
    }

    private void pin(JudgedPin pin, @Nullable JudgedPin other) {
        JudgedPin.Value value = pin.value(rules);
        boolean used = value != null || !pin.wires.isEmpty();
        Set<String> parts = parts(pin);
        if (other == null) {
            boolean needed = used || !parts.isEmpty() || !rules.makesPins(pin.node.className());
            if (needed) {
                tally.differs(pin.line, pin.node, What.PIN_LOST, pin.name, Shown.type(pin), "");
            }
            count(used, Count.TYPES, false);
            count(used, Count.FLAGS, false);
            count(value != null, Count.VALUES, false);
            count(!parts.isEmpty(), Count.SPLITS, false);
            return;
        }
        if (used) {
            type(pin, other);
            flags(pin, other);
        }
        value(pin, value, other.value(rules));
        if (!parts.isEmpty() || !parts(other).isEmpty()) {
            boolean same = parts.equals(parts(other)) && pin.is("bhidden") == other.is("bhidden");
            tally.count(Count.SPLITS, same);
            if (!same) {
                tally.differs(
                        pin.line,
                        pin.node,
                        What.SPLIT_PIN,
                        pin.name,
                        parts.toString(),
                        parts(other).toString());
            }
        }
    }

    private void count(boolean wanted, Count what, boolean kept) {
        if (wanted) {
            tally.count(what, kept);
        }
    }

    private void type(JudgedPin pin, JudgedPin other) {
        boolean names = NAMES.stream()
                .allMatch(name -> pin.word("pintype." + name).equalsIgnoreCase(other.word("pintype." + name)));
        boolean same = names && MEMBERS.stream().allMatch(member -> isSame(pin.type(member), other.type(member)));
        tally.count(Count.TYPES, same);
        if (!same && !isOneType(pin, other)) {
            tally.differs(pin.line, pin.node, What.PIN_TYPE, pin.name, Shown.type(pin), Shown.type(other));
        }
    }

    /** Counted as changed all the same: the count says what the text has, the difference what Unreal makes of it. */
    private boolean isOneType(JudgedPin pin, JudgedPin other) {
        boolean single = Stream.of(pin, other).allMatch(one -> JudgedPin.isEmpty(one.type("containertype")));
        return single && rules.isOneType(category(pin), category(other));
    }

    private static String category(JudgedPin pin) {
        return pin.word("pintype.pincategory") + "/" + pin.word("pintype.pinsubcategory");
    }

    private boolean isSame(RawValue a, RawValue b) {
        return (JudgedPin.isEmpty(a) && JudgedPin.isEmpty(b)) || sameness.same(a, b);
    }

    private void flags(JudgedPin pin, JudgedPin other) {
        List<String> wrong =
                FLAGS.stream().filter(flag -> pin.is(flag) != other.is(flag)).toList();
        tally.count(Count.FLAGS, wrong.isEmpty());
        for (String flag : wrong) {
            tally.differs(
                    pin.line,
                    pin.node,
                    What.PIN_FLAG,
                    pin.name + " " + flag,
                    String.valueOf(pin.is(flag)),
                    String.valueOf(other.is(flag)));
        }
    }

    private void value(JudgedPin pin, JudgedPin.@Nullable Value value, JudgedPin.@Nullable Value found) {
        if (value == null) {
            // What stood there as Unreal's own value may stand there again.
            boolean isNew = found != null && !sameness.same(pin.field(found.field()), found.raw());
            if (found != null && isNew) {
                tally.differs(pin.line, pin.node, What.VALUE_ADDED, pin.name, "", found.text());
            }
            return;
        }
        boolean same = found != null && value.field().equals(found.field()) && sameness.same(value.raw(), found.raw());
        tally.count(Count.VALUES, same);
        if (!same) {
            tally.differs(
                    pin.line,
                    pin.node,
                    found == null ? What.VALUE_LOST : What.VALUE_CHANGED,
                    pin.name,
                    value.text(),
                    found == null ? "" : found.text());
        }
    }

    /** The names of the pins that a pin is split into, where each says that it belongs to it. */
    private static Set<String> parts(JudgedPin pin) {
        Set<String> parts = new TreeSet<>();
        for (String[] end : pin.ends("subpins")) {
            for (JudgedPin part : pin.node.pins) {
                boolean child = part.id.equals(end[1])
                        && part.ends("parentpin").stream().anyMatch(parent -> parent[1].equals(pin.id));
                if (child) {
                    parts.add(part.place());
                }
            }
        }
        return parts;
    }
}
