package io.brewprint.ledger;

/** One answer of an exam; scores are shares, {@code status} is scored or timeout_skipped. */
public record AnswerRow(
        String examId,
        String promptId,
        String category,
        String instruction,
        String expected,
        String actual,
        String status,
        boolean valid,
        double graphF1,
        double lineRecall,
        int tokens,
        double seconds) {}
