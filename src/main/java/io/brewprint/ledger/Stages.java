package io.brewprint.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of stages: one row a stage and run, whatever its attempts. */
public final class Stages {
    private static final String PUT = new Table("stages", StageRow.class, "owner").put("runId", "id");
    private static final String END = new Table("stages", StageEnd.class).update("runId", "id");

    private final Database database;

    Stages(Database database) {
        this.database = database;
    }

    /** A stage begins, for the first time in its run or again. */
    public void start(
            String run,
            String id,
            String name,
            @Nullable String inputHash,
            String version,
            @Nullable String inputs,
            int attempt) {
        StageRow row = new StageRow(
                run,
                id,
                name,
                Status.RUNNING,
                null,
                Ledger.now(),
                null,
                null,
                inputHash,
                version,
                attempt,
                null,
                null,
                null,
                null,
                inputs,
                null);
        database.run(handle -> handle.createUpdate(PUT)
                .bindMethods(row)
                .bind("owner", Owner.current().toString())
                .execute());
    }

    /** Counts a further attempt of a running stage. */
    public void attempt(String run, String id, int attempt) {
        database.run(handle ->
                handle.execute("UPDATE stages SET attempt = ? WHERE run_id = ? AND id = ?", attempt, run, id));
    }

    /**
     * The stage reached its end with this output and these files; {@code words} say what was done, as people are told.
     */
    public void done(String run, String id, @Nullable String words, String output, String made) {
        end(run, id, Status.DONE, words, null, null, null, output, made);
    }

    /** The stage had nothing to do; {@code output} is what later stages still need from it. */
    public void skipped(String run, String id, String reason, String output) {
        end(run, id, Status.SKIPPED, reason, null, null, null, output, null);
    }

    /** The stage stopped at a safe boundary on request. */
    public void stopped(String run, String id, String reason) {
        end(run, id, Status.STOPPED, reason, null, null, null, null, null);
    }

    /** The stage failed for good. */
    public void failed(String run, String id, String category, String message) {
        end(run, id, Status.FAILED, null, category, message, null, null, null);
    }

    /** The stage failed and is to be tried again at {@code next}. */
    public void waiting(String run, String id, String category, String message, Instant next) {
        end(run, id, Status.WAITING, null, category, message, Ledger.text(next), null, null);
    }

    /** The last times that this stage finished on this very input, the newest first. */
    public List<StageRow> doneOn(String id, String inputHash) {
        return database.list(
                StageRow.class,
                "SELECT * FROM stages WHERE id = ? AND input_hash = ? AND status = 'done' ORDER BY ended DESC LIMIT 10",
                id,
                inputHash);
    }

    /** The last time that this stage finished, on whatever input. */
    public Optional<StageRow> lastDone(String id) {
        return database.first(
                StageRow.class,
                "SELECT * FROM stages WHERE id = ? AND status = 'done' ORDER BY ended DESC LIMIT 1",
                id);
    }

    /** The stages of a run in the order they began. */
    public List<StageRow> of(String run) {
        return database.list(StageRow.class, "SELECT * FROM stages WHERE run_id = ? ORDER BY started, id", run);
    }

    /** The stage of a run. */
    public Optional<StageRow> find(String run, String id) {
        return database.first(StageRow.class, "SELECT * FROM stages WHERE run_id = ? AND id = ?", run, id);
    }

    /** Stages whose next attempt is due. */
    public List<StageRow> due(Instant now) {
        return database.list(
                StageRow.class,
                "SELECT * FROM stages WHERE status = 'waiting' AND next_attempt_at <= ? ORDER BY next_attempt_at",
                Ledger.text(now));
    }

    private void end(
            String run,
            String id,
            Status status,
            @Nullable String reason,
            @Nullable String category,
            @Nullable String message,
            @Nullable String next,
            @Nullable String output,
            @Nullable String made) {
        Instant now = Instant.now();
        database.run(handle -> {
            Instant started = handle.createQuery("SELECT started FROM stages WHERE run_id = ? AND id = ?")
                    .bind(0, run)
                    .bind(1, id)
                    .mapTo(String.class)
                    .findOne()
                    .map(Instant::parse)
                    .orElse(now);
            database.write(
                    END,
                    new StageEnd(
                            run,
                            id,
                            status,
                            reason,
                            Ledger.text(now),
                            Duration.between(started, now).toMillis() / 1000.0,
                            category,
                            message,
                            next,
                            output,
                            made));
        });
    }
}
