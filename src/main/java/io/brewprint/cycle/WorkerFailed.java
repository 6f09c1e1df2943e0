package io.brewprint.cycle;

/** A child process reported an error, stalled or died. */
public final class WorkerFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCategory category;
    private final String remedy;

    /** @param remedy what to do about it, empty where nothing is known */
    public WorkerFailed(ErrorCategory category, String message, String remedy) {
        super(message);
        this.category = category;
        this.remedy = remedy;
    }

    /** What kind of failure. */
    public ErrorCategory category() {
        return category;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
