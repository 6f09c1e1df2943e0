package io.brewprint.ledger;

/** One measured value of a stage at a step. */
public record Metric(String runId, String stageId, long step, String name, double value) {}
