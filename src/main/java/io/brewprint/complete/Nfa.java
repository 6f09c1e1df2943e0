package io.brewprint.complete;

import io.brewprint.dsl.Grammar;
import io.brewprint.dsl.Grammar.Group;
import io.brewprint.dsl.Grammar.Kind;
import io.brewprint.dsl.Grammar.Mark;
import io.brewprint.dsl.Grammar.Rule;
import io.brewprint.dsl.Grammar.Slot;
import io.brewprint.dsl.Grammar.Step;
import io.brewprint.dsl.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The grammar's rules as a nondeterministic automaton over UTF-8 bytes, one line at a time. A counter that edges push
 * and pop stands for nesting: parentheses in values, angle brackets in types, never both at once.
 */
final class Nfa {
    static final int NONE = 0;
    static final int PUSH = 1;
    static final int POP = 2;
    /** A push that the deepest type forbids. */
    static final int PUSH_TYPE = 3;

    /** An edge for bytes from..to; a pop that empties the counter goes to {@code atZero}. */
    record Edge(int low, int high, int action, int target, int atZero) {}

    final List<List<Edge>> edges = new ArrayList<>();
    final List<List<Integer>> free = new ArrayList<>();

    /** Where a line of each rule begins, blanks before it read; and a line without any. */
    final List<Integer> starts = new ArrayList<>();

    /** The end of a line of each rule; the last is that of a line without any. */
    final List<Integer> ends = new ArrayList<>();

    Nfa(Grammar grammar) {
        for (Rule rule : grammar.rules()) {
            int start = state();
            int end = state();
            starts.add(start);
            ends.add(end);
            int after = state();
            comment(blanks(after), end);
            free(blanks(after), end);
            steps(rule.steps(), blanks(start), after, end);
        }
        int start = state();
        int end = state();
        starts.add(start);
        ends.add(end);
        comment(blanks(start), end);
        free(blanks(start), end);
    }

    private void steps(List<Step> steps, int from, int to, int end) {
        int at = from;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean last = i == steps.size() - 1;
            boolean afterBlank = i > 0
                    && steps.get(i - 1) instanceof Mark before
                    && before.text().isEmpty();
            int next = last ? to : state();
            switch (step) {
                case Mark mark
                when mark.text().isEmpty() -> {
                    // Two tokens with nothing but a blank between them.
                    int apart = state();
                    blank(at, apart);
                    free(apart, next);
                }
                case Mark mark -> {
                    int marked = mark(at, mark.text());
                    boolean keyword = i == 0
                            && Spelling.isWordChar(
                                    mark.text().charAt(mark.text().length() - 1));
                    if (keyword && steps.get(i + 1) instanceof Slot slot) {
                        // A keyword ends at a blank, or at the quote of what follows.
                        int apart = state();
                        blank(marked, apart);
                        next = steps.size() == 2 ? to : state();
                        token(slot.kind(), blanks(apart), next, end);
                        quoted(marked, next);
                        i++;
                    } else {
                        free(marked, next);
                    }
                }
                case Slot slot when afterBlank -> restApart(at, next, end);
                case Slot slot ->
                    token(
                            slot.kind(),
                            slot.kind() == Kind.REST || slot.kind() == Kind.TITLE ? at : blanks(at),
                            next,
                            end);
                case Group group -> {
                    // Left out, taken once, or again.
                    int inside = state();
                    int done = state();
                    free(at, inside);
                    free(at, next);
                    steps(group.steps(), inside, done, end);
                    free(done, next);
                    if (group.repeated()) {
                        free(done, inside);
                    }
                }
            }
            at = next;
        }
        if (steps.isEmpty()) {
            free(from, to);
        }
    }

    private void token(Kind kind, int from, int to, int end) {
        switch (kind) {
            case NAME -> name(from, to);
            case KEY -> {
                name(from, to);
                int at = state();
                edge(from, '@', at);
                name(blanks(at), to);
            }
            case QUOTED -> quoted(from, to);
            case TYPE -> type(from, to);
            case VALUE -> value(from, to);
            case LITERAL -> literal(from, to);
            case REST -> rest(from, to, end, false);
            case TITLE -> rest(from, to, end, true);
        }
    }

    private void name(int from, int to) {
        int word = state();
        bytes(from, Nfa::isWord, word);
        bytes(word, Nfa::isWord, word);
        free(word, to);
        quoted(from, to);
    }

    private static boolean isWord(int b) {
        return Spelling.isWordChar((char) b);
    }

    private void quoted(int from, int to) {
        int inside = state();
        edge(from, '"', inside);
        inQuotes(inside, to);
    }

    private void inQuotes(int inside, int to) {
        int escape = state();
        edge(inside, '\\', escape);
        character(escape, b -> true, inside);
        blankSequence(escape, inside);
        blankSequence(inside, inside);
        character(inside, b -> b != '"' && b != '\\', inside);
        edge(inside, '"', to);
    }

    /** A balanced literal from its first parenthesis on. */
    private void parentheses(int from, int to) {
        int inside = state();
        edges.get(from).add(new Edge('(', '(', PUSH, inside, inside));
        edges.get(inside).add(new Edge('(', '(', PUSH, inside, inside));
        edges.get(inside).add(new Edge(')', ')', POP, inside, to));
        character(inside, b -> b != '(' && b != ')' && b != '"', inside);
        blankSequence(inside, inside);
        int text = state();
        edge(inside, '"', text);
        inQuotes(text, inside);
    }

    private void type(int from, int to) {
        quoted(from, to);
        int word = state();
        int before = state();
        int inner = state();
        int texted = state();
        int after = state();
        bytes(from, Nfa::isWord, word);
        bytes(word, Nfa::isWord, word);
        free(word, to);
        deeper(word, before);
        bytes(blanks(before), Nfa::isWord, inner);
        quoted(blanks(before), texted);
        bytes(inner, Nfa::isWord, inner);
        for (int item : new int[] {inner, texted}) {
            deeper(item, before);
            free(item, after);
        }
        edge(blanks(after), ',', before);
        edges.get(blanks(after)).add(new Edge('>', '>', POP, after, to));
    }

    private void deeper(int from, int to) {
        edges.get(from).add(new Edge('<', '<', PUSH_TYPE, to, to));
    }

    private void value(int from, int to) {
        quoted(from, to);
        free(from, to);
        int bare = state();
        character(from, b -> !isBlank(b) && ",](\"".indexOf(b) < 0, bare);
        parentheses(from, bare);
        character(bare, b -> !isBlank(b) && ",](".indexOf(b) < 0, bare);
        blank(bare, bare);
        parentheses(bare, bare);
        free(bare, to);
    }

    private void literal(int from, int to) {
        quoted(from, to);
        parentheses(from, to);
        int sign = state();
        int points = state();
        int digits = state();
        bytes(from, b -> b == '+' || b == '-', sign);
        for (int at : new int[] {from, sign, points}) {
            edge(at, '.', points);
            bytes(at, b -> b >= '0' && b <= '9', digits);
        }
        bytes(digits, b -> (b >= '0' && b <= '9') || b == '.', digits);
        free(digits, to);
        for (String word : List.of("true", "false", "none")) {
            int at = from;
            for (int i = 0; i < word.length(); i++) {
                int next = i == word.length() - 1 ? to : state();
                edge(at, word.charAt(i), next);
                edge(at, Character.toUpperCase(word.charAt(i)), next);
                at = next;
            }
        }
    }

    /** Text to the end of the line or to a comment, which begins after a blank; blanks before it are its own. */
    private void rest(int from, int to, int end, boolean title) {
        int plain = state();
        int apart = state();
        int slash = state();
        int lead = state();
        rest(from, to, end, title, plain, apart, slash, lead);
    }

    /** The same where a blank has been read already. */
    private void restApart(int from, int to, int end) {
        int lead = state();
        free(from, lead);
        rest(state(), to, end, false, state(), state(), state(), lead);
    }

    private void rest(int from, int to, int end, boolean title, int plain, int apart, int slash, int lead) {
        // Where nothing is written yet a quote opens a text; a comment needs a blank before it.
        blank(from, lead);
        blank(lead, lead);
        free(lead, to);
        free(from, end);
        quoted(from, to);
        quoted(lead, to);
        character(from, b -> !isBlank(b) && "(\"".indexOf(b) < 0, plain);
        parentheses(from, plain);
        for (int at : new int[] {lead, apart}) {
            String special = (at == lead ? "\"" : "") + (title ? "(#/[" : "(#/");
            character(at, b -> !isBlank(b) && special.indexOf(b) < 0, plain);
            parentheses(at, plain);
            edge(at, '/', slash);
        }
        blank(plain, apart);
        blank(apart, apart);
        blank(slash, apart);
        character(plain, b -> !isBlank(b) && b != '(', plain);
        parentheses(plain, plain);
        character(slash, b -> !isBlank(b) && b != '(' && b != '/', plain);
        parentheses(slash, plain);
        free(plain, end);
        free(slash, end);
        // After a blank a comment or a graph's kind may follow: both are read from there.
        free(apart, to);
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t';
    }

    private void comment(int from, int to) {
        int body = state();
        int slash = state();
        edge(from, '#', body);
        edge(from, '/', slash);
        edge(slash, '/', body);
        character(body, b -> true, body);
        blankSequence(body, body);
        free(body, to);
    }

    /** A state that blanks lead back to. */
    private int blanks(int from) {
        blank(from, from);
        return from;
    }

    private void blank(int from, int to) {
        edge(from, ' ', to);
        edge(from, '\t', to);
        blankSequence(from, to);
    }

    private void blankSequence(int from, int to) {
        int second = state();
        edge(from, 0xc2, second);
        edge(second, 0xa0, to);
    }

    /** One character other than a line end or a no-break space; the test is of ASCII characters. */
    private void character(int from, IntPredicate ascii, int to) {
        bytes(from, b -> b < 0x80 && b != '\n' && b != '\r' && ascii.test(b), to);
        sequence(from, to, new int[] {0xc2, 0xc2, 0x80, 0x9f});
        sequence(from, to, new int[] {0xc2, 0xc2, 0xa1, 0xbf});
        sequence(from, to, new int[] {0xc3, 0xdf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xe0, 0xe0, 0xa0, 0xbf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xe1, 0xec, 0x80, 0xbf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xed, 0xed, 0x80, 0x9f, 0x80, 0xbf});
        sequence(from, to, new int[] {0xee, 0xef, 0x80, 0xbf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xf0, 0xf0, 0x90, 0xbf, 0x80, 0xbf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xf1, 0xf3, 0x80, 0xbf, 0x80, 0xbf, 0x80, 0xbf});
        sequence(from, to, new int[] {0xf4, 0xf4, 0x80, 0x8f, 0x80, 0xbf, 0x80, 0xbf});
    }

    private void sequence(int from, int to, int[] bounds) {
        int at = from;
        for (int i = 0; i < bounds.length; i += 2) {
            int next = i == bounds.length - 2 ? to : state();
            edges.get(at).add(new Edge(bounds[i], bounds[i + 1], NONE, next, next));
            at = next;
        }
    }

    private int mark(int from, String text) {
        int at = blanks(from);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int next = state();
            edge(at, b & 0xff, next);
            at = next;
        }
        return at;
    }

    private void bytes(int from, IntPredicate test, int to) {
        for (int b = 0; b < 256; b++) {
            if (b < 0x80 && test.test(b)) {
                edge(from, b, to);
            }
        }
    }

    private void edge(int from, int b, int to) {
        edges.get(from).add(new Edge(b, b, NONE, to, to));
    }

    void free(int from, int to) {
        free.get(from).add(to);
    }

    int state() {
        edges.add(new ArrayList<>());
        free.add(new ArrayList<>());
        return edges.size() - 1;
    }
}
