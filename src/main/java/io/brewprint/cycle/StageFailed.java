package io.brewprint.cycle;

import io.brewprint.config.Categorised;
import io.brewprint.config.ErrorCategory;

/** A stage failed for good: its category decides what may follow. */
public final class StageFailed extends Exception implements Categorised {
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

    @Override
    public ErrorCategory category() {
        return category;
    }
}
