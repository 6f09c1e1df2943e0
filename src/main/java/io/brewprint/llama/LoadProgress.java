package io.brewprint.llama;

/** Hears of each tensor of a model that is read or quantised, for minutes where the model is large. */
@FunctionalInterface
public interface LoadProgress {
    /** Hears nothing. */
    LoadProgress NONE = (done, total) -> {};

    /**
     * A tensor is done.
     *
     * @throws java.util.concurrent.CancellationException to leave the rest, where nobody waits for it any more
     */
    void tensor(int done, int total);
}
