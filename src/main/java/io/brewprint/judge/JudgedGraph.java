package io.brewprint.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All nodes of a text, those of collapsed graphs too, wired; knots are wires. */
final class JudgedGraph {
    final List<JudgedNode> nodes = new ArrayList<>();
    private final Rules rules;

    private JudgedGraph(Rules rules) {
        this.rules = rules;
    }

    static JudgedGraph of(List<RawObject> objects, Rules rules) {
        var graph = new JudgedGraph(rules);
        graph.level(objects, null);
        return graph;
    }

    private void level(List<RawObject> objects, @Nullable JudgedNode holder) {
        var here = new ArrayList<JudgedNode>();
        for (RawObject object : objects) {
            if (object.isGraph()) {
                level(object.children, holder);
                continue;
            }
            var node = new JudgedNode(object, holder, rules);
            here.add(node);
            for (RawObject child : object.children) {
                if (child.isGraph()) {
                    level(child.children, node);
                }
            }
        }
        wire(here);
        here.stream().filter(node -> !rules.isWire(node.className())).forEach(nodes::add);
    }

    private void wire(List<JudgedNode> here) {
        Map<String, JudgedPin> byId = new HashMap<>();
        for (JudgedNode node : here) {
            String name = node.object.paste + " " + node.object.name.toLowerCase(Locale.ROOT);
            node.pins.forEach(pin -> byId.putIfAbsent(name + " " + pin.id, pin));
        }
        Map<JudgedPin, Set<JudgedPin>> ends = new HashMap<>();
        for (JudgedNode node : here) {
            for (JudgedPin pin : node.pins) {
                for (String[] end : pin.ends("linkedto")) {
                    JudgedPin other = byId.get(node.object.paste + " " + end[0] + " " + end[1]);
                    // Unreal drops ends that were not copied, and adds the way back where only one end names it.
                    if (other != null && other.output != pin.output) {
                        ends.computeIfAbsent(pin, key -> new HashSet<>()).add(other);
                        ends.computeIfAbsent(other, key -> new HashSet<>()).add(pin);
                    }
                }
            }
        }
        for (JudgedNode node : here) {
            if (!rules.isWire(node.className())) {
                node.pins.stream().filter(pin -> pin.output).forEach(pin -> follow(pin, ends));
            }
        }
    }

    private void follow(JudgedPin from, Map<JudgedPin, Set<JudgedPin>> ends) {
        Deque<JudgedPin> open = new ArrayDeque<>(ends.getOrDefault(from, Set.of()));
        var seen = new HashSet<JudgedPin>();
        while (!open.isEmpty()) {
            JudgedPin to = open.pop();
            if (!seen.add(to)) {
                continue;
            }
            if (!rules.isWire(to.node.className())) {
                from.wires.add(to);
                to.wires.add(from);
                continue;
            }
            to.node.pins.stream()
                    .filter(pin -> pin.output)
                    .forEach(pin -> open.addAll(ends.getOrDefault(pin, Set.of())));
        }
    }
}
