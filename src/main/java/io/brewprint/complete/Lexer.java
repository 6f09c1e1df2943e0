package io.brewprint.complete;

import io.brewprint.dsl.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** A text of some form as a table of states, with a counter for brackets that must close. */
final class Lexer extends Slot {
    private static final int BYTES = 256;
    private static final int DEEPEST = 15;
    private static final int PLAIN = 0;
    private static final int PUSH = 1;
    private static final int POP = 2;
    /** Only inside brackets. */
    private static final int INSIDE = 3;

    private static final int DEPTH = 16;
    private static final int DEAD = -1;

    /** Puts the table together; state 0 is the first. */
    static final class Maker {
        private final List<int[]> rows = new ArrayList<>();
        private final List<int[]> actions = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private int outside = DEAD;

        Maker(int states) {
            for (int i = 0; i < states; i++) {
                state();
            }
        }

        private int state() {
            int[] row = new int[BYTES];
            Arrays.fill(row, DEAD);
            rows.add(row);
            actions.add(new int[BYTES]);
            return rows.size() - 1;
        }

        private Maker edge(int from, int value, int action, int to) {
            rows.get(from)[value] = to;
            actions.get(from)[value] = action;
            return this;
        }

        Maker on(int from, String bytes, int to) {
            bytes.chars().forEach(b -> edge(from, b, PLAIN, to));
            return this;
        }

        Maker on(int from, IntPredicate ascii, int to) {
            for (int b = 0; b < 0x80; b++) {
                if (ascii.test(b)) {
                    edge(from, b, PLAIN, to);
                }
            }
            return this;
        }

        Maker words(int from, int to) {
            return on(from, b -> Spelling.isWordChar((char) b), to);
        }

        /** Printable characters, those of ASCII by the test, all others but controls and the no-break space. */
        Maker text(int from, IntPredicate ascii, int to) {
            on(from, b -> b >= ' ' && b < 0x7f && ascii.test(b), to);
            int last = range(0x80, 0xbf, to);
            int two = range(0x80, 0xbf, last);
            lead(from, 0xc2, 0xc2, range(0xa1, 0xbf, to));
            lead(from, 0xc3, 0xdf, last);
            lead(from, 0xe0, 0xe0, range(0xa0, 0xbf, last));
            lead(from, 0xe1, 0xec, two);
            lead(from, 0xed, 0xed, range(0x80, 0x9f, last));
            lead(from, 0xee, 0xef, two);
            lead(from, 0xf0, 0xf0, range(0x90, 0xbf, two));
            lead(from, 0xf1, 0xf3, range(0x80, 0xbf, two));
            lead(from, 0xf4, 0xf4, range(0x80, 0x8f, two));
            return this;
        }

        private int range(int low, int high, int to) {
            int state = state();
            lead(state, low, high, to);
            return state;
        }

        private void lead(int from, int low, int high, int to) {
            for (int b = low; b <= high; b++) {
                edge(from, b, PLAIN, to);
            }
        }

        Maker push(int from, char open, int to) {
            return edge(from, open, PUSH, to);
        }

        /** The last bracket leads to {@code last}. */
        Maker pop(int from, char close, int to, int last) {
            outside = last;
            return edge(from, close, POP, to);
        }

        Maker inside(int from, char mark, int to) {
            return edge(from, mark, INSIDE, to);
        }

        Maker end(int... states) {
            Arrays.stream(states).forEach(ends::add);
            return this;
        }

        Lexer make() {
            return new Lexer(this);
        }
    }

    private final int[][] next;
    private final int[][] actions;
    private final boolean[] ends;
    private final int outside;
    private final int[] toEnd;
    private final int[] toPop;

    private Lexer(Maker maker) {
        next = maker.rows.toArray(int[][]::new);
        actions = maker.actions.toArray(int[][]::new);
        outside = maker.outside;
        ends = new boolean[next.length];
        maker.ends.forEach(state -> ends[state] = true);
        toEnd = ways(false);
        toPop = ways(true);
    }

    /** For each state the byte that leads to an end, or to a closing bracket, soonest; for an end one that stays. */
    private int[] ways(boolean pop) {
        int[] byteOf = new int[next.length];
        int[] distance = new int[next.length];
        Arrays.fill(byteOf, -1);
        Arrays.fill(distance, Integer.MAX_VALUE);
        for (int state = 0; state < next.length; state++) {
            for (int b = 0; b < BYTES; b++) {
                boolean there = pop ? actions[state][b] == POP : ends[state];
                if (there && next[state][b] != DEAD) {
                    distance[state] = 0;
                    boolean stays = pop || (next[state][b] == state && actions[state][b] == PLAIN);
                    byteOf[state] = stays && (byteOf[state] < 0 || b == '0' || b == ')') ? b : byteOf[state];
                }
            }
            distance[state] = !pop && ends[state] ? 0 : distance[state];
        }
        for (boolean more = true; more; ) {
            more = false;
            for (int state = 0; state < next.length; state++) {
                for (int b = 0; b < BYTES; b++) {
                    int to = next[state][b];
                    boolean plain = actions[state][b] == PLAIN || (pop && actions[state][b] == INSIDE);
                    if (to != DEAD && plain && distance[to] < Integer.MAX_VALUE && distance[to] + 1 < distance[state]) {
                        distance[state] = distance[to] + 1;
                        byteOf[state] = b;
                        more = true;
                    }
                    // Among the first bytes of equal ways a letter reads best.
                    if (to != DEAD && plain && distance[state] > 0 && b == 'a' && distance[to] + 1 == distance[state]) {
                        byteOf[state] = b;
                    }
                }
            }
        }
        return byteOf;
    }

    @Override
    boolean isShared() {
        return true;
    }

    @Override
    long first() {
        return 0;
    }

    @Override
    long next(long state, int value) {
        int at = (int) (state & (1 << DEPTH) - 1);
        long depth = state >> DEPTH;
        int to = next[at][value];
        if (to == DEAD) {
            return NONE;
        }
        switch (actions[at][value]) {
            case PUSH -> depth++;
            case POP -> depth--;
            case INSIDE -> {
                return depth > 0 ? to | depth << DEPTH : NONE;
            }
            default -> {
                return to | depth << DEPTH;
            }
        }
        if (depth < 0 || depth > DEEPEST) {
            return NONE;
        }
        return depth == 0 ? outside : to | depth << DEPTH;
    }

    @Override
    boolean accepts(long state) {
        return state >> DEPTH == 0 && ends[(int) state];
    }

    @Override
    int toward(long state) {
        return (state >> DEPTH == 0 ? toEnd : toPop)[(int) (state & (1 << DEPTH) - 1)];
    }
}
