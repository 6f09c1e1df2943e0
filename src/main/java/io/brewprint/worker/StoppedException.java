package io.brewprint.worker;

import io.brewprint.config.Categorised;
import io.brewprint.config.ErrorCategory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Work ended at a safe boundary because a stop was asked for; not an error. */
public final class StoppedException extends Exception implements Categorised {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable JobResult result;

    /** Stopped with nothing to hand on. */
    public StoppedException(String message) {
        this(message, null);
    }

    /** Stopped with what was reached so far, such as the checkpoint's folder. */
    public StoppedException(String message, @Nullable JobResult result) {
        super(message);
        this.result = result;
    }

    /** What was reached, where anything was. */
    public Optional<JobResult> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.STOPPED;
    }
}
