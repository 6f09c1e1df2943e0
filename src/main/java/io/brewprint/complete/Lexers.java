package io.brewprint.complete;

import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.Spelling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of free text that a finished answer may hold, each a part of what the grammar allows there. */
final class Lexers {
    /** A word of letters, digits and underscores. */
    static final Lexer WORD = new Lexer.Maker(2).words(0, 1).words(1, 1).end(1).make();

    /** A word, or in quotes a name that needs them. */
    static final Lexer NAME = new Lexer.Maker(6)
            .words(0, 1)
            .words(1, 1)
            .on(0, "\"", 2)
            .text(2, b -> !Spelling.isWordChar((char) b) && b != '"' && b != '\\', 3)
            .words(2, 2)
            .text(3, b -> b != '"' && b != '\\', 3)
            .on(3, "\\", 4)
            .on(4, "\"\\nrtu", 3)
            .on(3, "\"", 5)
            .end(1, 5)
            .make();

    /** What stands between quotes: the closing quote is what follows. */
    static final Lexer QUOTED = new Lexer.Maker(2)
            .text(0, b -> b != '"' && b != '\\', 0)
            .on(0, "\\", 1)
            .on(1, "\"\\nrtu", 0)
            .end(0)
            .make();

    /** The same with at least one character that is no blank, and that first. */
    static final Lexer QUOTED_FILLED = new Lexer.Maker(4)
            .text(0, b -> b != '"' && b != '\\' && b != ' ', 1)
            .text(1, b -> b != '"' && b != '\\', 1)
            .on(1, "\\", 2)
            .on(2, "\"\\nrtu", 1)
            .on(0, "\\", 3)
            .on(3, "\"\\", 1)
            .end(1)
            .make();

    /** An attribute's value: bare with its parentheses balanced, or in quotes. */
    static final Lexer VALUE = value(false);

    /** The same with something in it. */
    static final Lexer VALUE_FILLED = value(true);

    /** Text to the end of the line, without a comment and without a blank at its end; or in quotes. */
    static final Lexer REST = rest("", 1);

    /** The same with something in it. */
    static final Lexer REST_FILLED = rest("", 2);

    /** Bare text with something in it, and without a bracket after a blank. */
    static final Lexer TITLE = rest("[", 0);

    /** The same, or in quotes. */
    static final Lexer TITLE_QUOTED = rest("[", 2);

    /** A type with those that it holds. */
    static final Lexer TYPE = new Lexer.Maker(4)
            .words(0, 1)
            .words(1, 1)
            .push(1, '<', 0)
            .pop(1, '>', 2, 2)
            .pop(2, '>', 2, 2)
            .inside(1, ',', 3)
            .inside(2, ',', 3)
            .words(3, 1)
            .on(3, " ", 0)
            .end(1, 2)
            .make();

    static final Choice BOOL = new Choice.Maker()
            .add("true")
            .add("false")
            .add("True")
            .add("False")
            .add("0")
            .add("1")
            .add("\"\"")
            .make("1", true);

    static final Lexer INT = new Lexer.Maker(5)
            .on(0, "+-", 1)
            .on(0, "0123456789", 2)
            .on(1, "0123456789", 2)
            .on(2, "0123456789", 2)
            .on(0, "\"", 3)
            .on(3, "\"", 4)
            .end(2, 4)
            .make();

    static final Lexer FLOAT = new Lexer.Maker(11)
            .on(0, "+-", 1)
            .on(0, ".", 3)
            .on(1, ".", 3)
            .on(2, ".", 4)
            .on(0, "0123456789", 2)
            .on(1, "0123456789", 2)
            .on(2, "0123456789", 2)
            .on(3, "0123456789", 4)
            .on(4, "0123456789", 4)
            .on(2, "eE", 5)
            .on(4, "eE", 5)
            .on(5, "+-", 6)
            .on(5, "0123456789", 7)
            .on(6, "0123456789", 7)
            .on(7, "0123456789", 7)
            .on(2, "f", 8)
            .on(4, "f", 8)
            .on(0, "\"", 9)
            .on(9, "\"", 10)
            .end(2, 4, 7, 8, 10)
            .make();

    /** Three numbers with commas between; in quotes, for a comma ends a bare value. */
    static final Lexer LIST = list();

    private Lexers() {}

    private static Lexer list() {
        // Of each number: its begin, after a sign, its whole part, after a bare point, its fraction.
        var maker = new Lexer.Maker(18).on(0, "\"", 2).on(2, "\"", 17);
        for (int i = 0; i < 3; i++) {
            int at = 2 + i * 5;
            maker.on(at, "+-", at + 1)
                    .on(at, ".", at + 3)
                    .on(at + 1, ".", at + 3)
                    .on(at + 2, ".", at + 4)
                    .on(at, "0123456789", at + 2)
                    .on(at + 1, "0123456789", at + 2)
                    .on(at + 2, "0123456789", at + 2)
                    .on(at + 3, "0123456789", at + 4)
                    .on(at + 4, "0123456789", at + 4);
            if (i < 2) {
                maker.on(at + 2, ",", at + 5).on(at + 4, ",", at + 5).on(at + 5, " ", at + 5);
            } else {
                maker.on(at + 2, "\"", 17).on(at + 4, "\"", 17);
            }
        }
        return maker.end(17).make();
    }

    private static Lexer value(boolean filled) {
        var maker = new Lexer.Maker(9)
                .text(0, b -> " ,](\"".indexOf(b) < 0, 1)
                .text(1, b -> ",](".indexOf(b) < 0, 1)
                .push(0, '(', 2)
                .push(1, '(', 2);
        return quotes(parentheses(maker), 4, filled, 8).end(1, 7).make();
    }

    private static Lexer rest(String marks, int quotes) {
        // 1 within a word, 8 after a blank, 9 after a slash that a blank goes before.
        var maker = new Lexer.Maker(11)
                .text(0, b -> (" \"(#/" + marks).indexOf(b) < 0, 1)
                .push(0, '(', 2)
                .on(0, "/", 9)
                .text(1, b -> b != ' ' && b != '(', 1)
                .push(1, '(', 2)
                .on(1, " ", 8)
                .text(8, b -> (" \"(#/" + marks).indexOf(b) < 0, 1)
                .push(8, '(', 2)
                .on(8, "/", 9)
                .text(9, b -> b != ' ' && b != '(' && b != '/', 1)
                .push(9, '(', 2)
                .on(9, " ", 8);
        parentheses(maker);
        return (quotes > 0 ? quotes(maker, 4, quotes > 1, 10).end(7) : maker)
                .end(1, 9)
                .make();
    }

    /** State 2 is inside of parentheses, 3 in a text in them; after them comes 1. */
    private static Lexer.Maker parentheses(Lexer.Maker maker) {
        return maker.text(2, b -> "()\"".indexOf(b) < 0, 2)
                .push(2, '(', 2)
                .pop(2, ')', 2, 1)
                .on(2, "\"", 3)
                .text(3, b -> b != '"' && b != '\\', 3)
                .on(3, "\"", 2);
    }

    /**
     * A text in quotes from state 0 on: its begin, the rest of it, after a backslash, and its end; after a backslash
     * first.
     */
    private static Lexer.Maker quotes(Lexer.Maker maker, int from, boolean filled, int first) {
        int more = from + 1;
        int escape = from + 2;
        int end = from + 3;
        maker.on(0, "\"", from)
                .text(from, b -> b != '"' && b != '\\' && (!filled || b != ' '), more)
                .text(more, b -> b != '"' && b != '\\', more)
                .on(more, "\\", escape)
                .on(escape, "\"\\nrtu", more)
                .on(more, "\"", end);
        // Escapes of blanks leave a text as empty as blanks do; a quote and a backslash do not.
        return filled
                ? maker.on(from, "\\", first).on(first, "\"\\", more)
                : maker.on(from, "\\", escape).on(from, "\"", end);
    }

    /** The form of a value of that type; null where any text is one. */
    static @Nullable Slot of(String type) {
        if (TypeRules.isValue(type, "x")) {
            return null;
        }
        return TypeRules.isValue(type, "true")
                ? BOOL
                : TypeRules.isValue(type, "1.5") ? FLOAT : TypeRules.isValue(type, "1") ? INT : LIST;
    }

    /** All of them, for tests. */
    static List<Lexer> all() {
        return List.of(
                WORD,
                NAME,
                QUOTED,
                QUOTED_FILLED,
                VALUE,
                VALUE_FILLED,
                REST,
                REST_FILLED,
                TITLE,
                TITLE_QUOTED,
                TYPE,
                INT,
                FLOAT,
                LIST);
    }
}
