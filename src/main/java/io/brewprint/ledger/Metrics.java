package io.brewprint.ledger;

import java.util.List;

/** The table of measured values. */
public final class Metrics {
    private final Database database;

    Metrics(Database database) {
        this.database = database;
    }

    /** Writes values in one transaction; a step measured again (after a resume) replaces its value. */
    public void add(List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        database.run(handle -> {
            var batch = handle.prepareBatch("INSERT INTO metrics (run_id, stage_id, step, name, value)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (run_id, stage_id, name, step)"
                    + " DO UPDATE SET value = excluded.value");
            for (Metric m : metrics) {
                batch.add(m.runId(), m.stageId(), m.step(), m.name(), m.value());
            }
            batch.execute();
        });
    }

    /** A curve, by step. */
    public List<Metric> of(String run, String stage, String name) {
        return database.in(handle -> handle.createQuery(
                "SELECT step, value FROM metrics WHERE run_id = ? AND stage_id = ? AND name = ? ORDER BY step")
                .bind(0, run).bind(1, stage).bind(2, name)
                .map((rs, ctx) -> new Metric(run, stage, rs.getLong("step"), name, rs.getDouble("value"))).list());
    }
}
