package io.brewprint.exam;

import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks an author as documents of pretraining begin: the request as a comment, no chat marks, no system prompt. A base
 * that has never seen a conversation knows nothing in a chat's form, and whoever compares with that compares with
 * nobody. An answer ends where the next document would begin, or where the model ends it.
 */
public final class CommentForm implements Author {
    private static final List<String> NEXT = List.of("\n#", "\nBLUEPRINT:");

    private final Author author;

    /** @param author stays open; it takes texts as they stand */
    public CommentForm(Author author) {
        this.author = author;
    }

    @Override
    public CompletableFuture<Completion> write(GenerationRequest request) {
        if (!(request.prompt() instanceof Prompt.Chat chat)) {
            throw new IllegalArgumentException("only a conversation has another form");
        }
        String asked = chat.turns().getLast().text().strip().replaceAll("\\s+", " ");
        Sampling s = request.sampling();
        Sampling stopping =
                new Sampling(s.temperature(), s.topK(), s.topP(), s.repetitionPenalty(), s.seed(), s.maxTokens(), NEXT);
        GenerationRequest other = GenerationRequest.of(new Prompt.Text("# " + asked + "\n"), stopping)
                .constrained(request.constrain())
                .until(request.cancelled());
        return author.write(other);
    }

    @Override
    public int atOnce() {
        return author.atOnce();
    }

    @Override
    public String name() {
        return author.name();
    }

    @Override
    public void close() {
        // the author is closed by whoever opened it
    }
}
