package io.brewprint.ledger;

import java.util.Locale;

/** What became of a run or a stage. */
public enum Status {
    /** At work now. */
    RUNNING,
    /** Failed, and will be tried again at its {@code next_attempt_at}. */
    WAITING,
    /** Finished. */
    DONE,
    /** Ended by an error. */
    FAILED,
    /** Ended at a safe boundary on request. */
    STOPPED,
    /** Nothing to do; the reason says why. */
    SKIPPED,
    /** Its process died while it ran. */
    INTERRUPTED;

    /** As the ledger and JSON spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}. */
    public static Status of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether a later {@code --resume} can go on from here. */
    public boolean resumable() {
        return this == WAITING || this == FAILED || this == STOPPED || this == INTERRUPTED;
    }
}
