package io.brewprint.exam;

import io.brewprint.llama.Ask;
import io.brewprint.llama.Sampling;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whoever answers requests: a model in this process, or a server elsewhere. Safe for threads. */
public interface Author extends AutoCloseable {
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

    /**
     * Begins to answer.
     *
     * @param listener hears the text as it grows, or null
     * @param cancelled asked while it grows
     * @return completed exceptionally where the request is refused or the server fails
     */
    CompletableFuture<Said> write(
            String request, Sampling sampling, Ask.@Nullable Listener listener, BooleanSupplier cancelled);

    /** Requests that are answered at the same time, at most. */
    int atOnce();

    /** Its name in results. */
    String name();

    @Override
    void close();
}
