package io.brewprint.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.Json;
import io.brewprint.exam.ExamOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an exam came to.
 *
 * @param free as the job's first way of answering gave it
 * @param constrained the same for answers that were held to the language, where the job wanted both; of a base in its
 *     better form
 * @param comment a base's answers to requests in the form of comments, where the job wanted them
 * @param retrieval the answers of the nearest training rows, where the job wanted them
 */
public record ExamResult(
        ExamOutcome free,
        @Nullable ExamOutcome constrained,
        @Nullable ExamOutcome comment,
        @Nullable ExamOutcome retrieval)
        implements JobResult {
    /** Requests in a conversation, as tuned models are asked. */
    public static final String CHAT = "chat";
    /** Requests as comments before the document, as in pretraining. */
    public static final String COMMENT = "comment";

    /** A result as a cycle keeps it; empty where there is none, or one of another version of the program. */
    public static Optional<ExamResult> kept(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(file.toFile(), ExamResult.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // what was compared with it is then left out, and the report says so
        }
    }

    /** The form with the better graph F1; chat where both are alike or only one was asked. */
    public String form() {
        return comment != null && comment.overall().graphF1() > free.overall().graphF1() ? COMMENT : CHAT;
    }

    /** The answers in that form. */
    public ExamOutcome best() {
        return comment != null && form().equals(COMMENT) ? comment : free;
    }

    /** Those in the other form, if both were asked. */
    public @Nullable ExamOutcome other() {
        return comment == null || form().equals(CHAT) ? comment : free;
    }

    /** The other form's name. */
    public String otherForm() {
        return form().equals(CHAT) ? COMMENT : CHAT;
    }
}
