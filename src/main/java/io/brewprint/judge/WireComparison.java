package io.brewprint.judge;

import io.brewprint.judge.Difference.What;
import io.brewprint.judge.VerdictTally.Count;
import java.util.HashMap;
import java.util.Map;

/** Wires: each between the same two pins. */
final class WireComparison {
    private final VerdictTally tally;
    private final Map<JudgedPin, JudgedPin> pins;

    WireComparison(VerdictTally tally, Map<JudgedPin, JudgedPin> pins) {
        this.tally = tally;
        this.pins = pins;
    }

    void compare(JudgedGraph first, JudgedGraph second) {
        for (JudgedNode node : first.nodes) {
            for (JudgedPin from : node.pins) {
                if (from.output) {
                    from.wires.forEach(to -> lost(from, to));
                }
            }
        }
        Map<JudgedPin, JudgedPin> back = new HashMap<>();
        pins.forEach((pin, twin) -> back.put(twin, pin));
        for (JudgedNode node : second.nodes) {
            for (JudgedPin from : node.pins) {
                if (from.output) {
                    from.wires.forEach(to -> added(from, to, back));
                }
            }
        }
    }

    private void lost(JudgedPin from, JudgedPin to) {
        JudgedPin start = pins.get(from);
        JudgedPin end = pins.get(to);
        boolean kept = start != null && end != null && start.wires.contains(end);
        tally.count(Count.LINKS, kept);
        if (!kept) {
            tally.differs(from.line, from.node, What.LINK_LOST, wire(from, to), "", "");
        }
    }

    private void added(JudgedPin from, JudgedPin to, Map<JudgedPin, JudgedPin> back) {
        JudgedPin start = back.get(from);
        JudgedPin end = back.get(to);
        if (start == null || end == null || !start.wires.contains(end)) {
            tally.differs(
                    start == null ? 0 : start.line,
                    start == null ? from.node : start.node,
                    What.LINK_ADDED,
                    wire(from, to),
                    "",
                    "");
        }
    }

    private static String wire(JudgedPin from, JudgedPin to) {
        return from.name + " -> " + to.node.object.name + "." + to.name;
    }
}
