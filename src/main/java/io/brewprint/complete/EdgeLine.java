package io.brewprint.complete;

import io.brewprint.complete.Stand.End;
import io.brewprint.dsl.Cursor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A line that draws a wire: only pins that are there and free are offered, and of the other end only those that fit. */
final class EdgeLine {
    private final Scope scope;
    private final Wiring wiring;

    EdgeLine(Scope scope, Wiring wiring) {
        this.scope = scope;
        this.wiring = wiring;
    }

    /** Goes on from the pin that was chosen. */
    private interface Chosen {
        @Nullable Step at(End end, int value);
    }

    private Step end(boolean output, Predicate<Stand> nodes, Predicate<End> pins, String exits, Chosen chosen) {
        return Step.of(wiring.ids(nodes), ".", (id, dot) -> {
            Stand stand = wiring.byId.get(Names.read(id));
            return stand == null ? null : Step.mark(".", (mark, b) -> Step.of(wiring.pins(stand, output, pins), exits,
                    (name, value) -> {
                        End end = stand.end(Names.read(name), output);
                        return pins.test(end) ? chosen.at(end, value) : null;
                    }));
        });
    }

    Step exec() {
        return end(true, wiring::givesControl, end -> wiring.isFree(end, true), " ", (from, blank) ->
                Step.mark(" -> ", (mark, b) -> end(false, wiring::takesControl, end -> wiring.isFree(end, true), "\n",
                        (to, value) -> value == '\n' ? drawn(wiring.withExec(from, to)) : null)));
    }

    Step data() {
        return end(true, wiring::givesValue, wiring::leads, " ", (from, blank) ->
                Step.mark(" -> ", (mark, b) -> end(false, stand -> wiring.leads(from, stand),
                        end -> wiring.isFree(end, false) && wiring.joins(from, end), "\n ",
                        (to, value) -> arrived(from, to, value))));
    }

    private @Nullable Step arrived(End from, End to, int value) {
        if (value == '\n') {
            return wiring.joins(from, to, null) ? drawn(from, to, null) : null;
        }
        return Step.mark(" [", (mark, b) -> wiring.hearsay(from)
                ? Step.of(wiring.sayings(from, to), "]", (text, close) -> said(from, to, text))
                : Step.settled(Lexers.TYPE, "]", (text, close) -> said(from, to, text)));
    }

    private @Nullable Step said(End from, End to, String text) {
        String type = new Cursor(text, 0).type();
        return wiring.joins(from, to, type) ? Step.last(() -> drawn(from, to, type)) : null;
    }

    private Step drawn(End from, End to, @Nullable String said) {
        return drawn(wiring.withData(new WireTypes.Wire(from, to, said)));
    }

    private Step drawn(Wiring with) {
        return scope.with(with).line();
    }
}
