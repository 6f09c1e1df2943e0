package io.brewprint.cycle;

/** A stage failed for good: its category decides what may follow. */
public final class StageFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final ErrorCategory category;

    StageFailed(String stage, ErrorCategory category, String message, Throwable cause) {
        super(message, cause);
        this.stage = stage;
        this.category = category;
    }

    /** The stage's id. */
    public String stage() {
        return stage;
    }

    /** What kind of failure. */
    public ErrorCategory category() {
        return category;
    }
}
