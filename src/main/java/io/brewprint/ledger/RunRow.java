package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One cycle.
 *
 * @param version the adapter's version this run makes or examines, unknown before training
 * @param started ISO-8601, UTC
 * @param state the cycle's state as JSON, for {@code --resume}
 * @param owner process that works or worked on it
 * @param settings the configuration that it went by, JSON; absent in rows of an older version
 */
public record RunRow(
        String id,
        String mode,
        @Nullable Integer version,
        Status status,
        String started,
        @Nullable String ended,
        @Nullable String error,
        String state,
        String owner,
        @Nullable String settings) {}
