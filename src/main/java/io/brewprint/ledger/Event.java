package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/** One thing worth telling; {@code seq} grows by one each. */
public record Event(
        long seq,
        String time,
        @Nullable String runId,
        @Nullable String stageId,
        String kind,
        String message) {}
