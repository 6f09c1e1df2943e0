package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.lesson.Lesson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks an author lessons, greedily, and scores what is said. */
public final class Examiner {
    /** Changes when the same model would be asked or scored otherwise. */
    public static final String VERSION = "3";

    /** Hears of each answer to several lessons. */
    public interface Answers {
        /** The {@code done}th answer of a lesson has come; those of one lesson come together. */
        void answered(Lesson lesson, int done, ExamFiles.Answer answer) throws IOException;
    }

    /** Failures one after another after which a server is not asked any more. */
    public static final int IN_A_ROW = 3;

    private final Author author;
    private final Sampling sampling;
    private final Constrain constrain;
    private final NodeCatalog catalog;
    private int inARow;

    /**
     * Examines.
     *
     * @param author stays open
     * @param maxNewTokens of an answer
     * @param constrain how far answers are held to the language
     * @param catalog the node types by which answers are checked
     */
    public Examiner(Author author, int maxNewTokens, Constrain constrain, NodeCatalog catalog) {
        this.author = author;
        this.sampling = Sampling.greedy(maxNewTokens);
        this.constrain = constrain;
        this.catalog = catalog;
    }

    /**
     * Asks every prompt of {@code lessons}, one lesson after the other; those of the next are under way while the last
     * ones of a lesson are waited for, so that the author is never idle. What one prompt fails at is its answer's fault
     * and no end; a server that is gone, or that failed at {@value #IN_A_ROW} prompts in a row, is one.
     *
     * @return whether all were asked; false if a stop was requested: what was answered by then was told
     * @throws EndpointException if the server is of no use any more
     * @throws CompletionException if the author fails otherwise; its cause says why
     */
    public boolean examine(List<Lesson> lessons, BooleanSupplier stop, Answers listener) throws IOException {
        List<Lesson.Prompt> prompts =
                lessons.stream().flatMap(lesson -> lesson.prompts().stream()).toList();
        Deque<CompletableFuture<Completion>> asked = new ArrayDeque<>();
        AtomicBoolean over = new AtomicBoolean();
        try {
            int told = 0;
            int next = 0;
            for (Lesson lesson : lessons) {
                int done = 0;
                for (Lesson.Prompt prompt : lesson.prompts()) {
                    while (!stop.getAsBoolean() && next < prompts.size() && asked.size() < author.atOnce()) {
                        asked.add(begin(prompts.get(next++), () -> over.get() || stop.getAsBoolean()));
                    }
                    if (asked.isEmpty()) {
                        return false;
                    }
                    Outcome outcome = outcome(asked.remove());
                    if (outcome.said() != null && outcome.said().cancelled()) {
                        continue; // others may have been answered before the stop came
                    }
                    check(outcome);
                    told++;
                    listener.answered(lesson, ++done, scored(prompt, outcome));
                }
            }
            return told == prompts.size();
        } finally {
            over.set(true); // nobody reads what is still being answered
        }
    }

    /** What was said, or why nothing was. */
    private record Outcome(
            @Nullable Completion said, @Nullable Exception fault) {}

    private CompletableFuture<Completion> begin(Lesson.Prompt prompt, BooleanSupplier cancelled) {
        return author.begin(GenerationRequest.of(Prompt.of(prompt.instruction()), sampling)
                .until(cancelled)
                .constrained(constrain));
    }

    private static Outcome outcome(CompletableFuture<Completion> asked) {
        try {
            return new Outcome(asked.join(), null);
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case EndpointException fault -> new Outcome(null, fault);
                case IllegalArgumentException fault -> new Outcome(null, fault);
                case null, default -> throw e;
            };
        }
    }

    /** Throws where going on is of no use. */
    private void check(Outcome outcome) throws EndpointException {
        if (outcome.fault() == null) {
            inARow = 0;
            return;
        }
        if (outcome.fault() instanceof EndpointException fault) {
            inARow++;
            if (fault.kind() == EndpointException.Kind.GONE || inARow == IN_A_ROW) {
                throw fault;
            }
        }
    }

    private ExamFiles.Answer scored(Lesson.Prompt prompt, Outcome outcome) {
        Completion said = outcome.said();
        boolean silent = outcome.fault() instanceof EndpointException e && e.kind() == EndpointException.Kind.SILENT;
        if (said != null && said.end() != Completion.End.TIMEOUT) {
            AnswerText answer = AnswerText.of(said.text());
            return new ExamFiles.Answer(
                    prompt,
                    answer.text(),
                    said.text(),
                    answer.how(),
                    Score.of(prompt.expectedDsl(), answer.text(), catalog),
                    said.tokens(),
                    said.seconds(),
                    ExamFiles.COMPLETED,
                    "");
        }
        String status = said != null || silent ? ExamFiles.TIMEOUT : ExamFiles.FAILED;
        String text = status.equals(ExamFiles.TIMEOUT) ? "[TIMEOUT]" : "[FAILED]";
        return new ExamFiles.Answer(
                prompt,
                text,
                text,
                "as_is",
                Score.of(prompt.expectedDsl(), text, catalog),
                said == null ? 0 : said.tokens(),
                said == null ? 0 : said.seconds(),
                status,
                outcome.fault() == null ? "" : String.valueOf(outcome.fault().getMessage()));
    }
}
