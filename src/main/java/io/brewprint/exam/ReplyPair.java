package io.brewprint.exam;

/** Two replies to one prompt. */
public record ReplyPair(Reply first, Reply second) {
    /** What became of a prompt from the first to the second, in the order in which a reader wants to see them. */
    public enum Change {
        /** Exact in the first alone. */
        LOST,
        /** Exact in neither. */
        NEITHER,
        /** Exact in the second alone. */
        GAINED,
        /** Exact in both. */
        BOTH
    }

    /** Which of them it is. */
    public Change change() {
        boolean before = first.mark().exact();
        boolean after = second.mark().exact();
        return before ? (after ? Change.BOTH : Change.LOST) : after ? Change.GAINED : Change.NEITHER;
    }
}
