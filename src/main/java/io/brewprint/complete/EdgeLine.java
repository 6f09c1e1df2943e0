package io.brewprint.complete;

import io.brewprint.complete.WrittenNode.End;
import io.brewprint.dsl.Cursor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A line that draws a wire: only pins that are there and free are offered, and of the other end only those that fit.
 */
final class EdgeLine {
    private final Scope scope;
    private final PartialGraph wiring;

    EdgeLine(Scope scope, PartialGraph wiring) {
        this.scope = scope;
        this.wiring = wiring;
    }

    /** Goes on from the pin that was chosen. */
    private interface Chosen {
        @Nullable
        LinePosition at(End end, int value);
    }

    private LinePosition end(
            boolean output,
            Predicate<WrittenNode> nodes,
            Predicate<End> pins,
            @Nullable End preferred,
            String exits,
            Chosen chosen) {
        return LinePosition.of(wiring.ids(nodes, preferred), ".", (id, dot) -> {
            WrittenNode stand = wiring.byId.get(Names.read(id));
            return stand == null
                    ? null
                    : LinePosition.mark(
                            ".",
                            (mark, b) -> LinePosition.of(
                                    wiring.pins(stand, output, pins, preferred), exits, (name, value) -> {
                                        End end = stand.end(Names.read(name), output);
                                        return pins.test(end) ? chosen.at(end, value) : null;
                                    }));
        });
    }

    LinePosition exec() {
        return end(
                true,
                wiring::givesControl,
                end -> wiring.isFree(end, true),
                null,
                " ",
                (from, blank) -> LinePosition.mark(
                        " -> ",
                        (mark, b) -> end(
                                false,
                                wiring::takesControl,
                                end -> wiring.isFree(end, true),
                                null,
                                "\n",
                                (to, value) -> value == '\n' ? drawn(wiring.withExec(from, to)) : null)));
    }

    /** A completion wires first what must be wired. */
    LinePosition data() {
        End want = wiring.wanted();
        End giver = wiring.giver();
        return end(
                true,
                wiring::givesValue,
                wiring::leads,
                giver,
                " ",
                (from, blank) -> LinePosition.mark(
                        " -> ",
                        (mark, b) -> end(
                                false,
                                stand -> wiring.leads(from, stand),
                                end -> wiring.isFree(end, false) && wiring.joins(from, end),
                                giver != null && from.key.equals(giver.key) ? want : null,
                                "\n ",
                                (to, value) -> arrived(from, to, value))));
    }

    private @Nullable LinePosition arrived(End from, End to, int value) {
        if (value == '\n') {
            return wiring.joins(from, to, null) ? drawn(from, to, null) : null;
        }
        return LinePosition.mark(
                " [",
                (mark, b) -> wiring.hearsay(from)
                        ? LinePosition.of(wiring.sayings(from, to), "]", (text, close) -> said(from, to, text))
                        : LinePosition.settled(Lexers.TYPE, "]", (text, close) -> said(from, to, text)));
    }

    private @Nullable LinePosition said(End from, End to, String text) {
        String type = new Cursor(text, 0).type();
        return wiring.joins(from, to, type) ? LinePosition.last(() -> drawn(from, to, type)) : null;
    }

    private LinePosition drawn(End from, End to, @Nullable String said) {
        return drawn(wiring.withData(new WireTypes.Wire(from, to, said)));
    }

    private LinePosition drawn(PartialGraph with) {
        return scope.with(with).line();
    }
}
