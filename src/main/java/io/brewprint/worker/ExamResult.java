package io.brewprint.worker;

import io.brewprint.exam.ExamOutcome;
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
