package io.brewprint.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which node of one text is which of the other, though names, ids, places and order differ. Nodes that look the same
 * with all around them are matched first, and from each pair the wires lead to the next; then less and less has to be
 * the same, so that a node that lost something is still found.
 */
final class Matching {
    private static final int ROUNDS = 4;

    /** How much of a node is looked at, from all to nothing but its class. */
    private enum View {
        ALL,
        CLASS_AND_NAME,
        NAME,
        CLASS
    }

    private final Rules rules;
    private final JudgedGraph first;
    private final JudgedGraph second;
    private final Map<JudgedNode, JudgedNode> there = new LinkedHashMap<>();
    private final Map<JudgedNode, JudgedNode> back = new HashMap<>();

    private Matching(JudgedGraph first, JudgedGraph second, Rules rules) {
        this.first = first;
        this.second = second;
        this.rules = rules;
    }

    /** From the nodes of the first to those of the second; without those that have none. */
    static Map<JudgedNode, JudgedNode> of(JudgedGraph first, JudgedGraph second, Rules rules) {
        var matching = new Matching(first, second, rules);
        List<List<Map<JudgedNode, Integer>>> views =
                Stream.of(View.values()).map(matching::colours).toList();
        // First all that is told without a doubt; among twins the order of the text decides, as late as it can.
        for (boolean twins : new boolean[] {false, true}) {
            for (List<Map<JudgedNode, Integer>> rounds : views) {
                for (int i = rounds.size() - 1; i >= 0 && matching.isOpen(); i--) {
                    matching.match(rounds.get(i), twins);
                }
            }
        }
        // What is left is told by its wires alone.
        matching.spread(matching.there.keySet(), null, true);
        return matching.there;
    }

    private boolean isOpen() {
        return there.size() < Math.min(first.nodes.size(), second.nodes.size());
    }

    /** After round r two nodes have one colour when they look the same up to r wires away. */
    private List<Map<JudgedNode, Integer>> colours(View view) {
        var rounds = new ArrayList<Map<JudgedNode, Integer>>();
        var nodes = new ArrayList<>(first.nodes);
        nodes.addAll(second.nodes);
        Map<Object, Integer> known = new HashMap<>();
        Map<JudgedNode, Integer> colour = new HashMap<>();
        for (JudgedNode node : nodes) {
            colour.put(node, number(known, look(node, view)));
        }
        rounds.add(colour);
        for (int round = 0; round < ROUNDS; round++) {
            Map<JudgedNode, Integer> last = rounds.getLast();
            Map<JudgedNode, Integer> next = new HashMap<>();
            for (JudgedNode node : nodes) {
                next.put(node, number(known, List.of(last.getOrDefault(node, 0), around(node, last))));
            }
            rounds.add(next);
        }
        return rounds;
    }

    private static int number(Map<Object, Integer> known, Object look) {
        int next = known.size() + 1;
        Integer number = known.putIfAbsent(look, next);
        return number == null ? next : number;
    }

    private List<String> look(JudgedNode node, View view) {
        var look = new TreeSet<String>();
        String type = node.className();
        if (view != View.NAME) {
            look.add("class " + type.toLowerCase(Locale.ROOT));
        }
        if (view != View.CLASS) {
            node.leaves.forEach((path, leaf) -> {
                boolean judged = view == View.ALL && !rules.mayDiffer(type, path);
                if (judged || rules.isName(type, path)) {
                    look.add(path + "=" + Sameness.rough(leaf.value()));
                }
            });
        }
        if (view == View.ALL) {
            for (JudgedPin pin : node.pins) {
                JudgedPin.Value value = pin.value(rules);
                if (value != null) {
                    look.add(pin.key() + "=" + Sameness.rough(value.raw()));
                }
            }
        }
        return List.copyOf(look);
    }

    private static List<String> around(JudgedNode node, Map<JudgedNode, Integer> colours) {
        var around = new ArrayList<String>();
        for (JudgedPin pin : node.pins) {
            pin.wires.forEach(end -> around.add(pin.key() + " " + end.key() + " " + colours.getOrDefault(end.node, 0)));
        }
        around.sort(null);
        return around;
    }

    private void match(Map<JudgedNode, Integer> colours, boolean twins) {
        spread(there.keySet(), colours, twins);
        Map<Integer, List<JudgedNode>> mine = groups(first.nodes, colours, there);
        Map<Integer, List<JudgedNode>> other = groups(second.nodes, colours, back);
        mine.forEach((colour, nodes) -> {
            List<JudgedNode> found = other.getOrDefault(colour, List.of());
            if (twins || (nodes.size() == 1 && found.size() == 1)) {
                pair(nodes, found, colours, twins);
            }
        });
    }

    private void pair(List<JudgedNode> nodes, List<JudgedNode> found, Map<JudgedNode, Integer> colours, boolean twins) {
        int at = 0;
        for (JudgedNode node : nodes) {
            while (at < found.size() && back.containsKey(found.get(at))) {
                at++;
            }
            if (at < found.size() && !there.containsKey(node)) {
                put(node, found.get(at));
                spread(List.of(node), colours, twins);
            }
        }
    }

    private static Map<Integer, List<JudgedNode>> groups(
            List<JudgedNode> nodes, Map<JudgedNode, Integer> colours, Map<JudgedNode, JudgedNode> taken) {
        Map<Integer, List<JudgedNode>> groups = new LinkedHashMap<>();
        for (JudgedNode node : nodes) {
            if (!taken.containsKey(node)) {
                groups.computeIfAbsent(colours.getOrDefault(node, 0), key -> new ArrayList<>())
                        .add(node);
            }
        }
        return groups;
    }

    /** Along the wires of pairs to pairs with the same pins, and the same colour where colours count. */
    private void spread(Collection<JudgedNode> from, @Nullable Map<JudgedNode, Integer> colours, boolean twins) {
        Deque<JudgedNode> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            JudgedNode node = open.poll();
            JudgedNode twin = there.get(node);
            if (twin != null) {
                Map<String, List<JudgedNode>> found = ends(twin, colours, back);
                ends(node, colours, there).forEach((wire, mine) -> {
                    List<JudgedNode> other = found.getOrDefault(wire, List.of());
                    boolean sure = mine.size() == 1 && other.size() == 1;
                    for (int i = 0; (sure || twins) && i < Math.min(mine.size(), other.size()); i++) {
                        if (!there.containsKey(mine.get(i)) && !back.containsKey(other.get(i))) {
                            put(mine.get(i), other.get(i));
                            open.add(mine.get(i));
                        }
                    }
                });
            }
        }
    }

    /** The neighbours that have no pair yet, by pins and colour. */
    private static Map<String, List<JudgedNode>> ends(
            JudgedNode node, @Nullable Map<JudgedNode, Integer> colours, Map<JudgedNode, JudgedNode> taken) {
        Map<String, List<JudgedNode>> ends = new LinkedHashMap<>();
        for (JudgedPin pin : node.pins) {
            for (JudgedPin end : pin.wires) {
                if (!taken.containsKey(end.node)) {
                    int colour = colours == null ? 0 : colours.getOrDefault(end.node, 0);
                    ends.computeIfAbsent(pin.key() + " " + end.key() + " " + colour, key -> new ArrayList<>())
                            .add(end.node);
                }
            }
        }
        return ends;
    }

    private void put(JudgedNode node, JudgedNode twin) {
        there.put(node, twin);
        back.put(twin, node);
    }
}
