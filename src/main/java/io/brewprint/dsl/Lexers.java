package io.brewprint.dsl;

import io.brewprint.blueprint.TypeRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of free text that a finished answer may hold, each a part of what the grammar allows there. */
final class Lexers {
    /** A word of letters, digits and underscores. */
    static final Lexer WORD = new Lexer.Maker(2).words(0, 1).words(1, 1).end(1).make();

    /** What stands between quotes: the closing quote is what follows. */
    static final Lexer QUOTED = new Lexer.Maker(2).text(0, b -> b != '"' && b != '\\', 0).on(0, "\\", 1)
            .on(1, "\"\\nrtu", 0).end(0).make();

    /** The same with at least one character that is no blank, and that first. */
    static final Lexer QUOTED_FILLED = new Lexer.Maker(3).text(0, b -> b != '"' && b != '\\' && b != ' ', 1)
            .text(1, b -> b != '"' && b != '\\', 1).on(1, "\\", 2).on(2, "\"\\nrtu", 1).end(1).make();

    /** An attribute's bare value, parentheses balanced. */
    static final Lexer VALUE = parentheses(new Lexer.Maker(4)
            .text(0, b -> " ,](\"".indexOf(b) < 0, 1).text(1, b -> ",](".indexOf(b) < 0, 1)
            .push(0, '(', 2).push(1, '(', 2)).end(1).make();

    /** Text to the end of the line, without a comment and without a blank at its end. */
    static final Lexer REST = rest("");

    /** The same without a bracket after a blank. */
    static final Lexer TITLE = rest("[");

    /** A type with those that it holds. */
    static final Lexer TYPE = new Lexer.Maker(4).words(0, 1).words(1, 1).push(1, '<', 0).pop(1, '>', 2, 2)
            .pop(2, '>', 2, 2).inside(1, ',', 3).inside(2, ',', 3).words(3, 1).on(3, " ", 0).end(1, 2).make();

    static final Choice BOOL = new Choice.Maker().add("true").add("false").add("True").add("False").add("0").add("1")
            .add("\"\"").make("1", true);

    static final Lexer INT = new Lexer.Maker(5).on(0, "+-", 1).on(0, "0123456789", 2).on(1, "0123456789", 2)
            .on(2, "0123456789", 2).on(0, "\"", 3).on(3, "\"", 4).end(2, 4).make();

    static final Lexer FLOAT = new Lexer.Maker(11).on(0, "+-", 1).on(0, ".", 3).on(1, ".", 3).on(2, ".", 4)
            .on(0, "0123456789", 2).on(1, "0123456789", 2).on(2, "0123456789", 2)
            .on(3, "0123456789", 4).on(4, "0123456789", 4).on(2, "eE", 5).on(4, "eE", 5).on(5, "+-", 6)
            .on(5, "0123456789", 7).on(6, "0123456789", 7).on(7, "0123456789", 7).on(2, "f", 8).on(4, "f", 8)
            .on(0, "\"", 9).on(9, "\"", 10).end(2, 4, 7, 8, 10).make();

    private Lexers() {}

    private static Lexer.Maker parentheses(Lexer.Maker maker) {
        // 2 is inside of parentheses, 3 after a backslash of a text in them, the next state is in that text.
        int quoted = 3;
        return maker.text(2, b -> "()\"".indexOf(b) < 0, 2).push(2, '(', 2).pop(2, ')', 2, 1)
                .on(2, "\"", quoted).text(quoted, b -> b != '"' && b != '\\', quoted).on(quoted, "\"", 2);
    }

    private static Lexer rest(String marks) {
        // 1 within a word, 4 after a blank, 5 after a slash that a blank goes before.
        var maker = new Lexer.Maker(6).text(0, b -> (" \"(#/" + marks).indexOf(b) < 0, 1).push(0, '(', 2).on(0, "/", 5)
                .text(1, b -> b != ' ' && b != '(', 1).push(1, '(', 2).on(1, " ", 4)
                .text(4, b -> (" \"(#/" + marks).indexOf(b) < 0, 1).push(4, '(', 2).on(4, "/", 5)
                .text(5, b -> b != ' ' && b != '(' && b != '/', 1).push(5, '(', 2).on(5, " ", 4);
        return parentheses(maker).end(1, 5).make();
    }

    /** The form of a value of that type; null where any text is one. */
    static @Nullable Slot of(String type) {
        if (TypeRules.isValue(type, "x")) {
            return null;
        }
        return TypeRules.isValue(type, "true") ? BOOL : TypeRules.isValue(type, "1.5") ? FLOAT : INT;
    }

    /** All of them, for tests. */
    static List<Lexer> all() {
        return List.of(WORD, QUOTED, QUOTED_FILLED, VALUE, REST, TITLE, TYPE, INT, FLOAT);
    }
}
