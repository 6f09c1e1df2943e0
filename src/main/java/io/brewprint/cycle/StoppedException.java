package io.brewprint.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Work ended at a safe boundary because a stop was asked for; not an error. */
public final class StoppedException extends Exception {
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
}
