package io.brewprint.complete;

import io.brewprint.dsl.Cursor;
import java.util.List;
import java.util.Set;

/** Lines that declare types and variables. */
final class HeadLines {
    private static final Choice CATEGORIES = Choice.of(List.of("object", "struct", "byte"));

    private final Scope scope;

    HeadLines(Scope scope) {
        this.scope = scope;
    }

    Step.Follow type() {
        return Names.fresh(Set.of(), ":", alias -> Step.mark(": ", (mark, b) ->
                Step.of(CATEGORIES, " ", (category, blank) -> Step.mark(" ",
                        (before, any) -> Names.rest(Lexers.REST_FILLED, path -> scope.withLine().line())))));
    }

    Step.Follow variable() {
        return Names.fresh(scope.variables().keySet(), ":", name -> Step.mark(": ", (mark, b) ->
                Step.settled(Lexers.TYPE, "\n ", (type, end) -> end == '\n' ? declared(name, type)
                        : Step.mark(" = ", (equals, value) -> preset(name, type)))));
    }

    private Step preset(String name, String type) {
        Slot form = Lexers.of(new Cursor(type, 0).type());
        return Step.settled(form == null ? Lexers.REST : form, "\n", (text, end) -> declared(name, type)).hinging();
    }

    private Step declared(String name, String type) {
        return scope.with(name, new Cursor(type, 0).type()).line();
    }
}
