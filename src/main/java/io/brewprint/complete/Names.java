package io.brewprint.complete;

import io.brewprint.dsl.Cursor;
import io.brewprint.dsl.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Steps of names and texts, bare or in quotes. */
final class Names {
    private Names() {}

    /** What a name written so says. */
    static String read(String written) {
        return written.startsWith("\"") ? new Cursor(written, 0).quoted() : written;
    }

    /** What a key written so says. */
    static String key(String written) {
        return new Cursor(written, 0).key();
    }

    private static String unquoted(String body) {
        return body.indexOf('\\') < 0 ? body : new Cursor("\"" + body + "\"", 0).quoted();
    }

    /**
     * A name of one's own choice, bare or in quotes.
     *
     * @param refused names that are taken
     * @param exit the mark that ends a bare name
     * @param next from the name to what follows it, which begins with that mark
     */
    static LinePosition.Follow fresh(Set<String> refused, String exit, Function<String, LinePosition> next) {
        if (refused.stream().allMatch(name -> Spelling.name(name).equals(name))) {
            // A name that needs its quotes is none of them, however it is spelled.
            return (before, value) ->
                    LinePosition.settledBut(Lexers.NAME, exit, refused, (text, b) -> next.apply(read(text)));
        }
        return (before, value) -> value == LinePosition.ANY
                ? null
                : value == '"'
                        ? LinePosition.mark("\"", (mark, b) -> quoted(Lexers.QUOTED_FILLED, refused, next))
                        : LinePosition.settledBut(Lexers.WORD, exit, refused, (text, b) -> next.apply(text));
    }

    /** The inside of a text in quotes; what follows begins after the closing quote. */
    static LinePosition quoted(Slot body, Set<String> refused, Function<String, @Nullable LinePosition> next) {
        LinePosition.Follow close = (text, b) -> {
            String said = unquoted(text);
            return refused.contains(said) ? null : LinePosition.mark("\"", (mark, b2) -> next.apply(said));
        };
        // A refused name has many spellings in quotes: only where none is refused any text will do.
        return refused.isEmpty() ? LinePosition.settled(body, "\"", close) : LinePosition.of(body, "\"", close);
    }

    /** A text to the end of the line, bare or in quotes. */
    static LinePosition rest(Slot form, Function<String, @Nullable LinePosition> next) {
        return LinePosition.settled(form, "\n", (text, b) -> next.apply(read(text)));
    }

    /** A graph's title, none of those that are taken; a completion writes the wish, if there is one. */
    static LinePosition.Follow title(Set<String> refused, String wish, Function<String, @Nullable LinePosition> next) {
        if (refused.isEmpty()) {
            return (before, value) -> rest(Lexers.TITLE_QUOTED, next);
        }
        return (before, value) -> value == LinePosition.ANY
                ? null
                : value == '"'
                        ? LinePosition.mark(
                                "\"", (mark, b) -> quoted(wished(Lexers.QUOTED_FILLED, inner(wish)), refused, next))
                        : LinePosition.settledBut(
                                wished(Lexers.TITLE, accepts(Lexers.TITLE, wish) ? wish : Spelling.quote(wish)),
                                "\n",
                                refused,
                                (text, b) -> next.apply(text));
    }

    private static String inner(String wish) {
        String quoted = Spelling.quote(wish);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static boolean accepts(Lexer form, String text) {
        long state = form.first();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            state = state == Slot.NONE ? state : form.next(state, b & 0xff);
        }
        return state != Slot.NONE && form.accepts(state);
    }

    /** The form, of which a completion writes that text; the form as it is where nothing is wished. */
    static Slot wished(Lexer form, String wish) {
        return wish.isEmpty() || wish.equals("\"\"") ? form : new Wished(form, wish);
    }

    static Set<String> with(Set<String> names, String name) {
        var more = new HashSet<>(names);
        more.add(name);
        return more;
    }
}
