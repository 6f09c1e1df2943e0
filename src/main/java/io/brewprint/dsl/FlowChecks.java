package io.brewprint.dsl;

import io.brewprint.blueprint.NodeCatalog;
import java.util.ArrayDeque;
import java.util.Map;

/** Where control and values run: nodes that nothing reaches, circles of pure nodes, waiting in functions. */
public final class FlowChecks {
    private final GraphValidator graph;

    FlowChecks(GraphValidator graph) {
        this.graph = graph;
    }

    void check() {
        reach();
        circles();
        if (graph.isFunction()) {
            function();
        }
    }

    /** Nodes without any wire, and nodes that take exec wires with no event behind them. */
    private void reach() {
        var open = new ArrayDeque<CheckedNode>();
        for (CheckedNode seat : graph.seats) {
            if (isRoot(seat)) {
                seat.reached = true;
                open.add(seat);
            }
        }
        while (!open.isEmpty()) {
            for (CheckedNode next : open.poll().execNext) {
                if (!next.reached) {
                    next.reached = true;
                    open.add(next);
                }
            }
        }
        for (CheckedNode seat : graph.seats) {
            Node node = seat.node;
            if (!seat.isWired() && graph.seats.size() > 1 && !isRoot(seat)) {
                add(
                        ProblemCode.DISCONNECTED,
                        seat,
                        node.type() + " " + node.id() + " has no wire",
                        "wire it or leave it out");
            } else if ((seat.entered || !seat.execNext.isEmpty()) && !seat.reached) {
                add(
                        ProblemCode.UNREACHABLE,
                        seat,
                        "no event leads to " + node.type() + " " + node.id(),
                        "wire it to an event's output");
            }
        }
    }

    private static boolean isRoot(CheckedNode seat) {
        return NodeCatalog.isEvent(seat.type());
    }

    /** A pure node is worked out when it is asked for; asking itself it would never end. */
    private void circles() {
        for (CheckedNode start : graph.seats) {
            if (start.mark == 0 && isPure(start)) {
                search(start);
            }
        }
    }

    private void search(CheckedNode start) {
        var path = new ArrayDeque<Map.Entry<CheckedNode, int[]>>();
        start.mark = 1;
        path.push(Map.entry(start, new int[1]));
        while (!path.isEmpty()) {
            CheckedNode at = path.element().getKey();
            int next = path.element().getValue()[0]++;
            if (next >= at.dataFrom.size()) {
                at.mark = 2;
                path.pop();
                continue;
            }
            CheckedNode source = at.dataFrom.get(next);
            if (source.mark == 1) {
                add(
                        ProblemCode.DATA_CYCLE,
                        at,
                        "the value of " + at.node.type() + " " + at.node.id() + " depends on itself, by way of "
                                + source.node.id(),
                        "store it in a variable between");
            } else if (source.mark == 0 && isPure(source)) {
                source.mark = 1;
                path.push(Map.entry(source, new int[1]));
            }
        }
    }

    private static boolean isPure(CheckedNode seat) {
        return !seat.entered && seat.execNext.isEmpty() && mayBePure(seat);
    }

    /** True for a node that is worked out when it is asked for, as long as no control runs through it. */
    public static boolean mayBePure(CheckedNode seat) {
        return seat.signature == null
                || !seat.checked
                || seat.signature.isPure()
                || seat.type().equals("VariableGet");
    }

    private void function() {
        for (CheckedNode seat : graph.seats) {
            if (seat.signature == null) {
                continue;
            }
            if (seat.signature.isLatent()) {
                add(
                        ProblemCode.LATENT_IN_FUNCTION,
                        seat,
                        seat.node.type() + " waits, and graph '" + graph.graph.name() + "' is a function",
                        "move it to an event graph");
            } else if (seat.type().startsWith("Event")
                    && seat.node.attribute("@Class").isEmpty()) {
                add(
                        ProblemCode.EVENT_IN_FUNCTION,
                        seat,
                        "an event stands in the function '" + graph.graph.name() + "'",
                        "move it to an event graph");
            }
        }
    }

    private void add(ProblemCode code, CheckedNode seat, String message, String hint) {
        int column = code == ProblemCode.DISCONNECTED || code == ProblemCode.UNREACHABLE
                ? seat.spot.first()
                : seat.spot.second();
        graph.add(code, seat.spot.line(), column, message, hint);
    }
}
