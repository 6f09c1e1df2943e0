package io.brewprint.ledger;

import java.util.List;

/** The table of measured values. */
public final class Metrics {
    private static final String PUT = new Table("metrics", Metric.class).put("runId", "stageId", "name", "step");

    private final Database database;

    Metrics(Database database) {
        this.database = database;
    }

    /** Writes values in one transaction; a step measured again (after a resume) replaces its value. */
    public void add(List<Metric> metrics) {
        database.write(PUT, metrics);
    }

    /** A curve, by step. */
    public List<Metric> of(String run, String stage, String name) {
        return database.list(
                Metric.class,
                "SELECT * FROM metrics WHERE run_id = ? AND stage_id = ? AND name = ? ORDER BY step",
                run,
                stage,
                name);
    }
}
