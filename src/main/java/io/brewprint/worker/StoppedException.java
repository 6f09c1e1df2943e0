package io.brewprint.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.brewprint.config.Categorised;
import io.brewprint.config.ErrorCategory;

/** Work ended at a safe boundary because a stop was asked for; not an error. */
public final class StoppedException extends Exception implements Categorised {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode result;

    /** Stopped with nothing to hand on. */
    public StoppedException(String message) {
        this(message, MissingNode.getInstance());
    }

    /** Stopped with what was reached so far, such as the checkpoint's folder. */
    public StoppedException(String message, JsonNode result) {
        super(message);
        this.result = result;
    }

    /** What was reached; a missing node where nothing was. */
    public JsonNode result() {
        return result == null ? MissingNode.getInstance() : result;
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.STOPPED;
    }
}
