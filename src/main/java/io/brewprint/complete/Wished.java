package io.brewprint.complete;

import java.nio.charset.StandardCharsets;

/** A slot that takes what another takes, and of which a completion writes one text. */
final class Wished extends Slot {
    /** Where the inner slot's state ends: a lexer's number and depth of brackets. */
    private static final int SHIFT = 40;

    private static final long INNER = (1L << SHIFT) - 1;

    /** What is written is no begin of the wish. */
    private static final long OTHER = (1L << 20) - 1;

    private final Slot inner;
    private final byte[] wish;

    Wished(Lexer inner, String wish) {
        this.inner = inner;
        this.wish = wish.getBytes(StandardCharsets.UTF_8);
    }

    private static long state(long inner, long written) {
        return inner | written << SHIFT;
    }

    private static long written(long state) {
        return state >>> SHIFT;
    }

    @Override
    long first() {
        return state(inner.first(), 0);
    }

    @Override
    long next(long state, int value) {
        long to = inner.next(state & INNER, value);
        long written = written(state);
        boolean on = written < wish.length && (wish[(int) written] & 0xff) == value;
        return to == NONE ? NONE : state(to, on ? written + 1 : OTHER);
    }

    @Override
    boolean accepts(long state) {
        return inner.accepts(state & INNER);
    }

    @Override
    boolean goesOn(long state) {
        return written(state) < wish.length;
    }

    @Override
    int toward(long state) {
        return goesOn(state) ? wish[(int) written(state)] & 0xff : inner.toward(state & INNER);
    }
}
