package io.brewprint.dsl;

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
                        Names.rest(Lexers.REST, Set.of(), path -> scope.withLine().line())))));
    }

    Step.Follow variable() {
        return Names.fresh(scope.variables().keySet(), ":", name -> Step.mark(": ", (mark, b) ->
                Step.settled(Lexers.TYPE, "\n ", (type, end) -> end == '\n' ? declared(name, type)
                        : Step.mark(" = ", (equals, value) -> preset(name, type, value)))));
    }

    private Step preset(String name, String type, int value) {
        String said = new Cursor(type, 0).type();
        Slot form = Lexers.of(said);
        if (form != null) {
            return Step.settled(form, "\n", (text, end) -> declared(name, type)).hinging();
        }
        if (value == '"') {
            return Step.mark("\"", (mark, b) -> Names.quoted(Lexers.QUOTED, Set.of(), text -> declared(name, type)))
                    .hinging();
        }
        return Step.settled(Lexers.REST, "\n", (text, end) -> declared(name, type)).hinging();
    }

    private Step declared(String name, String type) {
        return scope.with(name, new Cursor(type, 0).type()).line();
    }
}
