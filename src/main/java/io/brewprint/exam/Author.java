package io.brewprint.exam;

import io.brewprint.complete.Constrain;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Sampling;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whoever answers requests: a model in this process, or a server elsewhere. Safe for threads. */
public interface Author extends AutoCloseable {
    /**
     * What is wanted.
     *
     * @param request in words
     * @param constrain how far the answer is held to the language; a server may not know how
     * @param listener hears the text as it grows, or null
     * @param cancelled asked while it grows
     */
    record Wish(
            String request,
            Sampling sampling,
            Constrain constrain,
            GenerationRequest.@Nullable Listener listener,
            BooleanSupplier cancelled) {
        /** Anything may be said, and nobody listens. */
        public static Wish of(String request, Sampling sampling, BooleanSupplier cancelled) {
            return new Wish(request, sampling, Constrain.OFF, null, cancelled);
        }

        /** The same held to the language. */
        public Wish constrained(Constrain how) {
            return new Wish(request, sampling, how, listener, cancelled);
        }

        /** The same, told as it grows. */
        public Wish telling(GenerationRequest.Listener hears) {
            return new Wish(request, sampling, constrain, hears, cancelled);
        }
    }

    /**
     * What was said.
     *
     * @param text all of it, as it came
     * @param tokens generated, 0 where a server does not tell
     * @param end why it ended: end, length, stop_text, timeout, cancelled, or a server's own word
     * @param seconds it took
     */
    record Said(String text, int tokens, String end, double seconds) {
        /** Tokens a second, 0 where unknown. */
        public double speed() {
            return seconds > 0 ? tokens / seconds : 0;
        }
    }

    /** Begins to answer; completed exceptionally where the request is refused or the server fails. */
    CompletableFuture<Said> write(Wish wish);

    /** Requests that are best handed over at the same time. */
    int atOnce();

    /** Its name in results. */
    String name();

    @Override
    void close();
}
