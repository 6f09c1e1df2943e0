package io.brewprint.complete;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line that draws a box around nodes that are there. */
final class CommentLine {
    private final Scope scope;
    private final Wiring wiring;

    CommentLine(Scope scope, Wiring wiring) {
        this.scope = scope;
        this.wiring = wiring;
    }

    /** The text, whose opening quote is read. */
    Step text() {
        return Names.quoted(Lexers.QUOTED, Set.of(), text ->
                Step.of(new Choice.Maker().add("").make(), "\n: ", (none, value) -> value != ':' ? tail(value)
                        : wiring.stands.isEmpty() ? null : Step.mark(": ", (mark, b) -> node(Set.of()))));
    }

    private Step node(Set<String> boxed) {
        return Step.of(wiring.ids(stand -> !boxed.contains(stand.id())), "\n, ", (id, value) -> {
            Set<String> more = Names.with(boxed, Names.read(id));
            if (value != ',') {
                return tail(value);
            }
            return more.size() == wiring.stands.size() ? null : Step.mark(", ", (mark, b) -> node(more));
        });
    }

    private @Nullable Step tail(int value) {
        if (value == '\n') {
            return scope.with(wiring.withComment()).line();
        }
        return value == ' ' ? Step.mark(" [", (mark, b) -> key(Set.of())) : null;
    }

    private Step key(Set<String> used) {
        var keys = new Choice.Maker().addOpen("").addOpen("@").make();
        return Step.of(keys, "=", (key, b) -> used.contains(key) ? null : Step.mark("=", (mark, first) ->
                Step.settled(Lexers.VALUE, "],", (text, end) -> given(used, key, end))));
    }

    private @Nullable Step given(Set<String> used, String key, int end) {
        Set<String> more = Names.with(used, key);
        return end == ',' ? Step.mark(", ", (mark, b) -> key(more))
                : Step.last(() -> tail('\n'));
    }
}
