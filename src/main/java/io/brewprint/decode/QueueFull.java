package io.brewprint.decode;

/** More prompts wait than may. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFull(int waiting) {
        super(waiting + " prompts wait already: try again later");
    }
}
