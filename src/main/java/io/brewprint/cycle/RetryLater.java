package io.brewprint.cycle;

import java.time.Instant;

/** A stage failed and is due again at a time kept in the ledger; nobody sleeps until then. */
public final class RetryLater extends Exception {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final Instant at;

    RetryLater(String stage, Instant at, String message, Throwable cause) {
        super(message, cause);
        this.stage = stage;
        this.at = at;
    }

    /** The stage's id. */
    public String stage() {
        return stage;
    }

    /** When it is due. */
    public Instant at() {
        return at;
    }
}
