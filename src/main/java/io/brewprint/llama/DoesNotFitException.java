package io.brewprint.llama;

/** A model or a training that needs more memory than is there; the message says by how much and what would be enough. */
public final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is needed, what is there, and what to do. */
    public DoesNotFitException(String message) {
        super(message);
    }
}
