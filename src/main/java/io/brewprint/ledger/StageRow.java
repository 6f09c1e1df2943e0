package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One stage of a run.
 *
 * @param reason why it was skipped
 * @param seconds its own duration, waits between attempts included
 * @param inputHash of everything it reads; absent where it may never be skipped
 * @param nextAttemptAt ISO-8601, UTC, while it waits
 * @param output what it gave to later stages, JSON
 * @param inputs what it read, by name, with a hash each; JSON
 * @param made files that it made, with their hashes; JSON
 */
public record StageRow(
        String runId,
        String id,
        String name,
        Status status,
        @Nullable String reason,
        String started,
        @Nullable String ended,
        @Nullable Double seconds,
        @Nullable String inputHash,
        String stageVersion,
        int attempt,
        @Nullable String errorCategory,
        @Nullable String errorMessage,
        @Nullable String nextAttemptAt,
        @Nullable String output,
        @Nullable String inputs,
        @Nullable String made) {}
