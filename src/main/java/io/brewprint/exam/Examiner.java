package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Constrain;
import io.brewprint.lesson.Lesson;
import io.brewprint.llama.Sampling;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Asks an author lessons, greedily, and scores what is said. */
public final class Examiner {
    /** Hears of each answer. */
    public interface Listener {
        /** The {@code done}th of {@code total} answers of a lesson has come. */
        void answered(int done, int total, ExamFiles.Answer answer) throws IOException;
    }

    private final Author author;
    private final Sampling sampling;
    private final Constrain constrain;
    private final NodeCatalog catalog;

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
     * Asks every prompt of {@code lesson}.
     *
     * @return whether all were asked; false if a stop was requested
     * @throws CompletionException if the author fails; its cause says why
     */
    public boolean examine(Lesson lesson, BooleanSupplier stop, Listener listener) throws IOException {
        List<Lesson.Prompt> prompts = lesson.prompts();
        Deque<CompletableFuture<Author.Said>> asked = new ArrayDeque<>();
        AtomicBoolean over = new AtomicBoolean();
        try {
            for (int i = 0; i < prompts.size(); i++) {
                while (asked.size() < Math.min(prompts.size() - i, author.atOnce())) {
                    asked.add(author.write(Author.Wish
                            .of(prompts.get(i + asked.size()).instruction(), sampling, () -> over.get() || stop.getAsBoolean())
                            .constrained(constrain)));
                }
                Author.Said said = asked.remove().join();
                if (stop.getAsBoolean()) {
                    return false;
                }
                listener.answered(i + 1, prompts.size(), scored(prompts.get(i), said));
            }
            return true;
        } finally {
            over.set(true); // nobody reads what is still being answered
        }
    }

    private ExamFiles.Answer scored(Lesson.Prompt prompt, Author.Said said) {
        boolean skipped = said.end().equals("timeout");
        AnswerText answer = skipped ? new AnswerText("[TIMEOUT]", "as_is") : AnswerText.of(said.text());
        return new ExamFiles.Answer(prompt, answer.text(), skipped ? answer.text() : said.text(), answer.how(),
                Score.of(prompt.expectedDsl(), answer.text(), catalog), said.tokens(), said.seconds(),
                skipped ? "timeout_skipped" : "completed");
    }
}
