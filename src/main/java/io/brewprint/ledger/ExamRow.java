package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One model's exam on one lesson.
 *
 * @param role base or tuned
 * @param validShare share of answers that are valid, 0 to 1; absent until the exam ended
 */
public record ExamRow(
        String id,
        @Nullable String runId,
        String model,
        @Nullable Integer version,
        String lesson,
        String role,
        String started,
        @Nullable String ended,
        int prompts,
        @Nullable Double validShare,
        @Nullable Double graphF1,
        @Nullable Double lineRecall) {}
