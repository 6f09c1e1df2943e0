package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Pin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which a person reads a graph: from each event along control, sources of values before their users. */
final class ReadingOrder {
    private final Map<ClipObject, List<ClipObject>> execNext = new HashMap<>();
    private final Map<ClipObject, List<ClipObject>> sources = new HashMap<>();
    private final Map<ClipObject, Boolean> entered = new HashMap<>();
    private final Set<ClipObject> ordered = new LinkedHashSet<>();

    private ReadingOrder(ClipLinks wiring) {
        for (ClipLinks.Wire wire : wiring.wires()) {
            ClipObject from = wiring.owner(wire.from());
            ClipObject to = wiring.owner(wire.to());
            if (wire.from().isExec()) {
                execNext.computeIfAbsent(from, node -> new ArrayList<>()).add(to);
                entered.put(to, true);
            } else {
                sources.computeIfAbsent(to, node -> new ArrayList<>()).add(from);
            }
        }
    }

    static List<ClipObject> of(List<ClipObject> nodes, ClipLinks wiring) {
        var order = new ReadingOrder(wiring);
        for (ClipObject node : nodes) {
            if (order.execNext.containsKey(node) && !order.entered.containsKey(node)) {
                order.walk(node);
            }
        }
        for (ClipObject node : nodes) {
            if (order.execNext.containsKey(node)) {
                order.walk(node);
            }
        }
        for (ClipObject node : nodes) {
            order.place(node);
        }
        // A wire may lead to a node that stands in another graph's list: only this graph's nodes count.
        var wanted = new LinkedHashSet<>(nodes);
        return order.ordered.stream().filter(wanted::contains).toList();
    }

    private void walk(ClipObject start) {
        Deque<ClipObject> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            ClipObject node = open.pop();
            if (!ordered.contains(node)) {
                place(node);
                List<ClipObject> next = execNext.getOrDefault(node, List.of());
                for (int i = next.size() - 1; i >= 0; i--) {
                    open.push(next.get(i));
                }
            }
        }
    }

    /** Puts a node behind the pure nodes that it takes its values from; a stack of its own, for long chains. */
    private void place(ClipObject node) {
        Deque<ClipObject> open = new ArrayDeque<>();
        var waiting = new LinkedHashSet<ClipObject>();
        open.push(node);
        while (!open.isEmpty()) {
            ClipObject at = open.peek();
            if (ordered.contains(at)) {
                open.pop();
            } else if (waiting.add(at)) {
                List<ClipObject> from = sources.getOrDefault(at, List.of());
                for (int i = from.size() - 1; i >= 0; i--) {
                    ClipObject source = from.get(i);
                    if (!ordered.contains(source) && !waiting.contains(source) && isPure(source)) {
                        open.push(source);
                    }
                }
            } else {
                open.pop();
                ordered.add(at);
            }
        }
    }

    private static boolean isPure(ClipObject node) {
        return node.pins().stream().noneMatch(Pin::isExec);
    }
}
