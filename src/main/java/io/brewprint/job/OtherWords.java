package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.dataset.Rewording;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.dsl.Dsl;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointException;
import io.brewprint.exam.Examiner;
import io.brewprint.lesson.Practice;
import io.brewprint.llama.LoadProgress;
import io.brewprint.worker.AuthorSpec;
import io.brewprint.worker.EventWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's words for requests that were not always answered right. A server that fails at one is asked the next,
 * as in exams; one that is gone, or that failed at {@value Examiner#IN_A_ROW} in a row, is told of once and asked no
 * more: practice does without it.
 */
final class OtherWords implements AutoCloseable {
    private static final int TOKENS = 512;

    private @Nullable Author author;
    private final EventWriter events;
    private int inARow;

    private OtherWords(@Nullable Author author, EventWriter events) {
        this.author = author;
        this.events = events;
    }

    /** @param spec of the server; null for nobody */
    static OtherWords of(@Nullable AuthorSpec spec, NodeCatalog catalog, EventWriter events) throws IOException {
        return new OtherWords(spec == null ? null : JobAuthors.of(spec, catalog, LoadProgress.NONE), events);
    }

    /** The same with the request in other words, where there are any and nothing of it is lost in them. */
    Practice.Tried reworded(Practice.Tried tried, BooleanSupplier stop) {
        Author asked = author;
        if (asked == null || tried.passRate() == 1) {
            return tried;
        }
        try {
            String said = asked.write(
                            GenerationRequest.of(Prompt.of(tried.prompt().instruction()), Sampling.greedy(TOKENS))
                                    .until(stop))
                    .join()
                    .text();
            inARow = 0;
            Optional<String> kept = Rewording.of(
                    Dsl.parse(tried.prompt().expectedDsl()).document(),
                    tried.prompt().instruction(),
                    said);
            return new Practice.Tried(
                    tried.prompt(), tried.attempts(), kept.map(List::of).orElse(List.of()));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof EndpointException fault)) {
                throw e;
            }
            Fault told = fault.fault();
            inARow++;
            if (fault.kind() == EndpointException.Kind.GONE || inARow == Examiner.IN_A_ROW) {
                events.log("no more requests in other words: " + told.what());
                close();
            } else {
                events.log("a request stays in its own words: " + told.what());
            }
            return tried;
        }
    }

    @Override
    public void close() {
        if (author != null) {
            author.close();
            author = null;
        }
    }
}
