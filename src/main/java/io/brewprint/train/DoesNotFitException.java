package io.brewprint.train;

/** A training whose memory plan exceeds what is there; the message says by how much and what would be enough. */
public final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DoesNotFitException(String message) {
        super(message);
    }
}
