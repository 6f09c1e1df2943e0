package io.brewprint.complete;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line that draws a box around nodes that are there. */
final class CommentLine {
    private final Scope scope;
    private final PartialGraph wiring;

    CommentLine(Scope scope, PartialGraph wiring) {
        this.scope = scope;
        this.wiring = wiring;
    }

    /** The text, whose opening quote is read. */
    LinePosition text() {
        return Names.quoted(
                Lexers.QUOTED,
                Set.of(),
                text -> LinePosition.of(
                        new Choice.Maker().add("").make(),
                        "\n: ",
                        (none, value) -> value != ':'
                                ? tail(value)
                                : wiring.stands.isEmpty()
                                        ? null
                                        : LinePosition.mark(": ", (mark, b) -> node(Set.of()))));
    }

    private LinePosition node(Set<String> boxed) {
        return LinePosition.of(wiring.ids(stand -> !boxed.contains(stand.id())), "\n, ", (id, value) -> {
            Set<String> more = Names.with(boxed, Names.read(id));
            if (value != ',') {
                return tail(value);
            }
            return more.size() == wiring.stands.size() ? null : LinePosition.mark(", ", (mark, b) -> node(more));
        });
    }

    private @Nullable LinePosition tail(int value) {
        if (value == '\n') {
            return scope.with(wiring.withComment()).line();
        }
        return value == ' ' ? LinePosition.mark(" [", (mark, b) -> key(Set.of())) : null;
    }

    private LinePosition key(Set<String> used) {
        var keys = new Choice.Maker().addOpen("").addOpen("@").make();
        return LinePosition.of(
                keys,
                "=",
                (key, b) -> used.contains(key)
                        ? null
                        : LinePosition.mark(
                                "=",
                                (mark, first) -> LinePosition.settled(
                                        Lexers.VALUE, "],", (text, end) -> given(used, key, end))));
    }

    private @Nullable LinePosition given(Set<String> used, String key, int end) {
        Set<String> more = Names.with(used, key);
        return end == ',' ? LinePosition.mark(", ", (mark, b) -> key(more)) : LinePosition.last(() -> tail('\n'));
    }
}
