package io.brewprint.complete;

import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Grammar;

/**
 * Reads a text byte by byte and knows at each place which bytes may follow: it accepts exactly the UTF-8 texts that
 * {@link Dsl#parse} reads without a problem of form, built from the same grammar. Three numbers are its whole state, so
 * that a copy costs nothing; a step is a look into a table.
 */
public final class GrammarAutomaton {
    private static final class Holder {
        static final Grammar GRAMMAR = Grammar.standard();
        static final Dfa DFA = new Dfa(GRAMMAR);
        static final int[] TO_END = DFA.ways(false);
        static final int[] TO_POP = DFA.ways(true);
        static final int[] FLAGS = new int[GRAMMAR.rules().size() + 2];

        static {
            for (int rule = 0; rule < GRAMMAR.rules().size(); rule++) {
                FLAGS[rule + 1] = Dfa.flag(GRAMMAR, rule);
            }
        }
    }

    private static final int DEEPEST_TYPE = 16;

    private final Dfa dfa;
    private int state;
    private int depth;
    private int flags;

    /** Before the first byte of a text. */
    public GrammarAutomaton() {
        dfa = Holder.DFA;
        state = dfa.first;
    }

    private GrammarAutomaton(GrammarAutomaton other) {
        dfa = other.dfa;
        state = other.state;
        depth = other.depth;
        flags = other.flags;
    }

    /** Another automaton at the same place. */
    public GrammarAutomaton copy() {
        return new GrammarAutomaton(this);
    }

    /** Goes back to where another one is. */
    public void set(GrammarAutomaton other) {
        state = other.state;
        depth = other.depth;
        flags = other.flags;
    }

    /** Reads one byte, of which the low eight bits count; false, and nothing read, when it may not follow. */
    public boolean step(int value) {
        int entry = dfa.next[state][value & 0xff];
        if (entry == Dfa.DEAD) {
            return false;
        }
        switch (entry >>> Dfa.ACTION) {
            case Nfa.NONE -> state = entry & Dfa.TARGET;
            case Nfa.PUSH -> {
                depth++;
                state = entry & Dfa.TARGET;
            }
            case Nfa.PUSH_TYPE -> {
                if (depth >= DEEPEST_TYPE) {
                    return false;
                }
                depth++;
                state = entry & Dfa.TARGET;
            }
            case Nfa.POP -> {
                depth--;
                state = depth == 0 ? dfa.atZero[state] : entry & Dfa.TARGET;
            }
            default -> {
                flags |= Holder.FLAGS[dfa.ends[state]];
                state = dfa.starts[flags];
            }
        }
        return true;
    }

    /** Reads bytes until one may not follow; the number read. */
    public int read(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (!step(bytes[i])) {
                return i;
            }
        }
        return bytes.length;
    }

    /** True when a byte may follow; nothing is read. */
    public boolean allows(int value) {
        int entry = dfa.next[state][value & 0xff];
        return entry != Dfa.DEAD && (entry >>> Dfa.ACTION != Nfa.PUSH_TYPE || depth < DEEPEST_TYPE);
    }

    /** The bytes that may follow as a set of 256 bits in four words, byte 0 the lowest bit of the first. */
    public long[] allowed() {
        long[] words = dfa.allowed[state].clone();
        if (depth >= DEEPEST_TYPE && !allows('<')) {
            words['<' >> 6] &= ~(1L << ('<' & 63));
        }
        return words;
    }

    /** True when the text may end here. */
    public boolean isComplete() {
        return dfa.ends[state] != 0;
    }

    /** Where it is, as a number: texts with equal numbers go on alike. */
    long place() {
        return state | (long) depth << 24 | (long) flags << 48;
    }

    /** The next byte of a short way to where the text may end; not to be asked where it may. */
    int toward() {
        return (depth == 0 ? Holder.TO_END : Holder.TO_POP)[state];
    }

    /** True at the begin of a line. */
    public boolean atLineStart() {
        return state == dfa.starts[flags] || state == dfa.first;
    }
}
