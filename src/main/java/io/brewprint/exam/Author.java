package io.brewprint.exam;

import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import java.util.concurrent.CompletableFuture;

/** Whoever answers requests: a model in this process, or a server elsewhere. Safe for threads. */
public interface Author extends AutoCloseable {
    /**
     * Begins to answer. A conversation without a system prompt is answered under the author's own; the limit of time is
     * the author's.
     *
     * @return completed exceptionally where the request is refused or the server fails
     */
    CompletableFuture<Completion> write(GenerationRequest request);

    /** The same for callers to whom a request that does not fit is one answer that failed, among others. */
    default CompletableFuture<Completion> begin(GenerationRequest request) {
        try {
            return write(request);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Requests that are best handed over at the same time. */
    int atOnce();

    /** Its name in results. */
    String name();

    @Override
    void close();
}
