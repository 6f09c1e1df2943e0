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

    LinePosition.Follow type() {
        return Names.fresh(
                Set.of(),
                ":",
                alias -> LinePosition.mark(
                        ": ",
                        (mark, b) -> LinePosition.of(
                                CATEGORIES,
                                " ",
                                (category, blank) -> LinePosition.mark(
                                        " ",
                                        (before, any) -> Names.rest(
                                                Lexers.REST_FILLED,
                                                path -> scope.withLine().line())))));
    }

    LinePosition.Follow variable() {
        return Names.fresh(
                scope.variables().keySet(),
                ":",
                name -> LinePosition.mark(
                        ": ",
                        (mark, b) -> LinePosition.settled(
                                Lexers.TYPE,
                                "\n ",
                                (type, end) -> end == '\n'
                                        ? declared(name, type)
                                        : LinePosition.mark(" = ", (equals, value) -> preset(name, type)))));
    }

    private LinePosition preset(String name, String type) {
        Slot form = Lexers.of(new Cursor(type, 0).type());
        return LinePosition.settled(form == null ? Lexers.REST : form, "\n", (text, end) -> declared(name, type))
                .hinging();
    }

    private LinePosition declared(String name, String type) {
        return scope.with(name, new Cursor(type, 0).type()).line();
    }
}
