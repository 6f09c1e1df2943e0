package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/** What an attempt's end changes in the row of its stage. Public, as Jdbi calls its methods. */
public record StageEnd(
        String runId,
        String id,
        Status status,
        @Nullable String reason,
        String ended,
        double seconds,
        @Nullable String errorCategory,
        @Nullable String errorMessage,
        @Nullable String nextAttemptAt,
        @Nullable String output,
        @Nullable String made) {}
