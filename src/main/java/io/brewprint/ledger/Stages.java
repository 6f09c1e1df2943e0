package io.brewprint.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of stages: one row a stage and run, whatever its attempts. */
public final class Stages {
    private final Database database;

    Stages(Database database) {
        this.database = database;
    }

    /** A stage begins, for the first time in its run or again. */
    public void start(String run, String id, String name, @Nullable String inputHash, String version, String configHash,
            int attempt) {
        database.run(handle -> handle.execute(
                "INSERT INTO stages (run_id, id, name, status, started, input_hash, stage_version, config_hash,"
                        + " attempt, owner) VALUES (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run_id, id) DO UPDATE SET status = 'running', reason = NULL,"
                        + " started = excluded.started, ended = NULL, seconds = NULL, input_hash = excluded.input_hash,"
                        + " stage_version = excluded.stage_version, config_hash = excluded.config_hash,"
                        + " attempt = excluded.attempt, error_category = NULL, error_message = NULL,"
                        + " next_attempt_at = NULL, output = NULL, owner = excluded.owner",
                run, id, name, Ledger.now(), inputHash, version, configHash, attempt, Owner.current().toString()));
    }

    /** Counts a further attempt of a running stage. */
    public void attempt(String run, String id, int attempt) {
        database.run(handle -> handle.execute("UPDATE stages SET attempt = ? WHERE run_id = ? AND id = ?", attempt,
                run, id));
    }

    /** The stage reached its end with this output; {@code words} say what was done, as people are told. */
    public void done(String run, String id, @Nullable String words, String output) {
        end(run, id, Status.DONE, words, null, null, null, output);
    }

    /** The stage had nothing to do; {@code output} is what later stages still need from it. */
    public void skipped(String run, String id, String reason, String output) {
        end(run, id, Status.SKIPPED, reason, null, null, null, output);
    }

    /** The stage stopped at a safe boundary on request. */
    public void stopped(String run, String id, String reason) {
        end(run, id, Status.STOPPED, reason, null, null, null, null);
    }

    /** The stage failed for good. */
    public void failed(String run, String id, String category, String message) {
        end(run, id, Status.FAILED, null, category, message, null, null);
    }

    /** The stage failed and is to be tried again at {@code next}. */
    public void waiting(String run, String id, String category, String message, Instant next) {
        end(run, id, Status.WAITING, null, category, message, Ledger.text(next), null);
    }

    /** The last time that this stage, in this version, finished on this very input and configuration. */
    public Optional<StageRow> lastDone(String id, String inputHash, String version, String configHash) {
        return database.in(handle -> handle.createQuery(
                "SELECT * FROM stages WHERE id = ? AND input_hash = ? AND stage_version = ? AND config_hash = ?"
                        + " AND status = 'done' ORDER BY ended DESC LIMIT 1")
                .bind(0, id).bind(1, inputHash).bind(2, version).bind(3, configHash).map((rs,
                ctx) -> row(rs)).findOne());
    }

    /** The stages of a run in the order they began. */
    public List<StageRow> of(String run) {
        return database.in(handle -> handle.createQuery("SELECT * FROM stages WHERE run_id = ? ORDER BY started, id")
                .bind(0, run).map((rs, ctx) -> row(rs)).list());
    }

    /** The stage of a run. */
    public Optional<StageRow> find(String run, String id) {
        return database.in(handle -> handle.createQuery("SELECT * FROM stages WHERE run_id = ? AND id = ?")
                .bind(0, run).bind(1, id).map((rs, ctx) -> row(rs)).findOne());
    }

    /** Stages whose next attempt is due. */
    public List<StageRow> due(Instant now) {
        return database.in(handle -> handle.createQuery(
                "SELECT * FROM stages WHERE status = 'waiting' AND next_attempt_at <= ? ORDER BY next_attempt_at")
                .bind(0, Ledger.text(now)).map((rs, ctx) -> row(rs)).list());
    }

    private void end(String run, String id, Status status, @Nullable String reason, @Nullable String category,
            @Nullable String message, @Nullable String next, @Nullable String output) {
        Instant now = Instant.now();
        database.run(handle -> {
            Instant started = handle.createQuery("SELECT started FROM stages WHERE run_id = ? AND id = ?")
                    .bind(0, run).bind(1, id).mapTo(String.class).findOne().map(Instant::parse).orElse(now);
            handle.execute("UPDATE stages SET status = ?, reason = ?, ended = ?, seconds = ?, error_category = ?,"
                    + " error_message = ?, next_attempt_at = ?, output = ? WHERE run_id = ? AND id = ?",
                    status.text(), reason, Ledger.text(now), Duration.between(started, now).toMillis() / 1000.0,
                    category,
                    message, next, output, run, id);
        });
    }

    private static StageRow row(ResultSet rs) throws SQLException {
        double seconds = rs.getDouble("seconds");
        Double known = rs.wasNull() ? null : seconds;
        return new StageRow(rs.getString("run_id"), rs.getString("id"), rs.getString("name"),
                Status.of(rs.getString("status")), rs.getString("reason"), rs.getString("started"),
                rs.getString("ended"),
                known, rs.getString("input_hash"), rs.getString("stage_version"), rs.getString("config_hash"),
                rs.getInt("attempt"), rs.getString("error_category"), rs.getString("error_message"),
                rs.getString("next_attempt_at"), rs.getString("output"));
    }
}
