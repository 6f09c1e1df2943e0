package io.brewprint.judge;

import io.brewprint.judge.Difference.What;
import io.brewprint.judge.JudgedNode.Leaf;
import io.brewprint.judge.VerdictTally.Count;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Nodes: whether they are there, of their class, in their graph and with their properties. */
final class NodeComparison {
    private final Rules rules;
    private final Sameness sameness;
    private final VerdictTally tally;
    private final Map<JudgedNode, JudgedNode> pairs;
    private final Map<String, Integer> unique = new HashMap<>();

    NodeComparison(Rules rules, VerdictTally tally, Map<JudgedNode, JudgedNode> pairs) {
        this.rules = rules;
        this.sameness = new Sameness(rules);
        this.tally = tally;
        this.pairs = pairs;
    }

    void compare(JudgedGraph first, JudgedGraph second) {
        for (JudgedNode node : second.nodes) {
            node.leaves.forEach((path, leaf) -> {
                if (rules.isUnique(node.className(), path)) {
                    unique.merge(path + "=" + Shown.of(leaf.value()), 1, Integer::sum);
                }
            });
        }
        for (JudgedNode node : first.nodes) {
            JudgedNode twin = pairs.get(node);
            tally.count(Count.NODES, twin != null);
            if (twin == null) {
                tally.count(Count.CLASSES, false);
                tally.differs(node.object.line, node, What.NODE_LOST, "", node.className(), "");
            } else {
                node(node, twin);
            }
        }
        var found = new HashSet<>(pairs.values());
        second.nodes.stream()
                .filter(node -> !found.contains(node))
                .forEach(node -> tally.differs(0, node, What.NODE_ADDED, "", "", node.className()));
    }

    private void node(JudgedNode node, JudgedNode twin) {
        boolean same = isClass(node.object.classPath, twin.object.classPath);
        tally.count(Count.CLASSES, same);
        if (!same) {
            tally.differs(node.object.line, node, What.CLASS, "", node.object.classPath, twin.object.classPath);
        }
        JudgedNode holder = node.holder == null ? null : pairs.get(node.holder);
        if (holder != twin.holder) {
            tally.differs(node.object.line, node, What.GRAPH, "", holderName(node), holderName(twin));
        }
        properties(node, twin);
    }

    private static String holderName(JudgedNode node) {
        return node.holder == null ? "outermost" : node.holder.object.name;
    }

    /** Old texts name a class without its module. */
    private static boolean isClass(String original, String found) {
        if (original.contains("/") && found.contains("/")) {
            return original.equalsIgnoreCase(found);
        }
        String a = original.substring(original.lastIndexOf('.') + 1);
        String b = found.substring(found.lastIndexOf('.') + 1);
        return a.equalsIgnoreCase(b);
    }

    private void properties(JudgedNode node, JudgedNode twin) {
        String type = node.className();
        Map<String, Boolean> kept = new LinkedHashMap<>();
        Set<String> there = new HashSet<>();
        twin.leaves.values().forEach(leaf -> there.add(leaf.property()));
        node.leaves.forEach((path, leaf) -> {
            if (rules.isUnique(type, path)) {
                boolean fine = unique(node, twin, path, leaf);
                kept.merge(leaf.property(), fine, Boolean::logicalAnd);
            } else if (!rules.mayDiffer(type, path)) {
                boolean fine = property(node, twin, path, leaf, there.contains(leaf.property()));
                kept.merge(leaf.property(), fine, Boolean::logicalAnd);
            }
        });
        kept.values().forEach(fine -> tally.count(Count.PROPERTIES, fine));
        Set<String> mine = new HashSet<>();
        node.leaves.values().forEach(leaf -> mine.add(leaf.property()));
        twin.leaves.forEach((path, leaf) -> {
            boolean isNew = !node.leaves.containsKey(path)
                    && !rules.mayBeAdded(type, path)
                    && !rules.isUnique(type, path)
                    && !JudgedPin.isEmpty(leaf.value());
            // A member of a property that was there is a change, told where the other side lacks it.
            if (isNew) {
                boolean whole = !mine.contains(leaf.property());
                tally.differs(
                        node.object.line,
                        node,
                        whole ? What.PROPERTY_ADDED : What.PROPERTY_CHANGED,
                        path,
                        "",
                        Shown.of(leaf.value()));
            }
        });
    }

    private boolean property(JudgedNode node, JudgedNode twin, String path, Leaf leaf, boolean there) {
        Leaf other = twin.leaves.get(path);
        if (other != null ? sameness.same(leaf.value(), other.value()) : isNothing(path, leaf)) {
            return true;
        }
        if (other == null && rules.mayBeLost(node.className(), path)) {
            return true;
        }
        tally.differs(
                leaf.line(),
                node,
                there ? What.PROPERTY_CHANGED : What.PROPERTY_LOST,
                path,
                Shown.of(leaf.value()),
                other == null ? "" : Shown.of(other.value()));
        return false;
    }

    /** What says nothing need not be said; but an element of a list counts by being there. */
    private static boolean isNothing(String path, Leaf leaf) {
        return !path.endsWith(")") && JudgedPin.isEmpty(leaf.value());
    }

    private boolean unique(JudgedNode node, JudgedNode twin, String path, Leaf leaf) {
        Leaf other = twin.leaves.get(path);
        if (other == null || JudgedPin.isEmpty(other.value())) {
            tally.differs(leaf.line(), node, What.PROPERTY_LOST, path, Shown.of(leaf.value()), "");
            return false;
        }
        String found = Shown.of(other.value());
        if (unique.getOrDefault(path + "=" + found, 0) > 1) {
            tally.differs(leaf.line(), node, What.NAME_NOT_UNIQUE, path, Shown.of(leaf.value()), found);
            return false;
        }
        return true;
    }
}
