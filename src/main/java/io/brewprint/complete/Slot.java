package io.brewprint.complete;

/** What may be written at one place of a line, byte by byte; a slot never changes, its state is a number. */
abstract class Slot {
    /** No state: the byte may not follow. */
    static final long NONE = -1;

    /** More than one byte goes on. */
    static final int SEVERAL = -1;

    /** Whether more than one goes on is not known. */
    static final int UNKNOWN = -2;

    /** Before the first byte. */
    abstract long first();

    /** After one byte, 0 to 255; {@link #NONE} when it may not follow. */
    abstract long next(long state, int value);

    /** True when what is written may end here. */
    abstract boolean accepts(long state);

    /** A byte on the shortest way to where it may end; where it may end, one that goes on; -1 when none does. */
    abstract int toward(long state);

    /** True where a completion goes on although what is written may end here. */
    boolean goesOn(long state) {
        return false;
    }

    /** The only byte that goes on; {@link #SEVERAL}, or {@link #UNKNOWN} where it would have to be tried. */
    int only(long state) {
        return UNKNOWN;
    }

    /** True for one of the few slots that all texts share: what is found out about its states is worth keeping. */
    boolean isShared() {
        return false;
    }
}
