package io.brewprint.judge;

import io.brewprint.judge.Difference.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts while two texts are compared; of the differences only the first are kept. */
final class VerdictTally {
    private static final int MOST = 200;

    /** What is counted. */
    enum Count {
        NODES,
        CLASSES,
        PROPERTIES,
        TYPES,
        FLAGS,
        VALUES,
        SPLITS,
        LINKS
    }

    private final Map<Count, Kept> counts = new EnumMap<>(Count.class);
    private final List<Difference> differences = new ArrayList<>();
    private int added;
    private int more;

    void count(Count what, boolean kept) {
        counts.merge(what, new Kept(kept ? 1 : 0, 1), Kept::plus);
    }

    void differs(int line, JudgedNode node, What what, String place, String expected, String found) {
        boolean isNew = what == What.NODE_ADDED
                || what == What.PROPERTY_ADDED
                || what == What.VALUE_ADDED
                || what == What.LINK_ADDED;
        added += isNew ? 1 : 0;
        if (differences.size() < MOST) {
            differences.add(new Difference(line, node.object.name, what, place, expected, found));
        } else {
            more++;
        }
    }

    Verdict verdict() {
        differences.sort(Comparator.comparingInt(Difference::line));
        return new Verdict(
                kept(Count.NODES),
                kept(Count.CLASSES),
                kept(Count.PROPERTIES),
                kept(Count.TYPES),
                kept(Count.FLAGS),
                kept(Count.VALUES),
                kept(Count.SPLITS),
                kept(Count.LINKS),
                added,
                differences,
                more);
    }

    private Kept kept(Count what) {
        return counts.getOrDefault(what, new Kept(0, 0));
    }
}
