package io.brewprint.decode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An answer to come. */
public final class GenerationHandle {
    private final CompletableFuture<Completion> answer = new CompletableFuture<>();
    private volatile boolean cancelled;

    GenerationHandle() {}

    /** Ends it as soon as the call of the model that runs is over; what was said so far becomes the answer. */
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Completed in the engine's thread; exceptionally if the engine failed or was closed. */
    public CompletableFuture<Completion> future() {
        return answer;
    }

    /** Waits for the answer. */
    public Completion await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
