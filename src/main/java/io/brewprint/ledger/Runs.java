package io.brewprint.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of cycles. */
public final class Runs {
    private static final String INSERT = new Table("runs", RunRow.class).insert();

    private final Database database;

    Runs(Database database) {
        this.database = database;
    }

    /** A new run of this process. Its id sorts by time: 20260301T020000-3f. */
    public RunRow start(String mode, String state) {
        return start(mode, state, null);
    }

    /** The same with the configuration that it goes by, as JSON. */
    public RunRow start(String mode, String state, @Nullable String settings) {
        String now = Ledger.now();
        String owner = Owner.current().toString();
        return database.in(handle -> {
            String stem = now.substring(0, 19).replace("-", "").replace(":", "");
            String id = stem;
            for (int n = 2;
                    handle.createQuery("SELECT COUNT(*) FROM runs WHERE id = ?")
                                    .bind(0, id)
                                    .mapTo(int.class)
                                    .one()
                            > 0;
                    n++) {
                id = stem + "-" + n;
            }
            RunRow row = new RunRow(id, mode, null, Status.RUNNING, now, null, null, state, owner, settings);
            database.write(INSERT, row);
            return row;
        });
    }

    /** Takes up a run that ended early: it is running again and belongs to this process. */
    public RunRow resume(String id) {
        database.run(handle -> handle.execute(
                "UPDATE runs SET status = 'running', ended = NULL, error = NULL, owner = ? WHERE id = ?",
                Owner.current().toString(),
                id));
        return find(id).orElseThrow();
    }

    /** Keeps the cycle's state. */
    public void saveState(String id, String state) {
        database.run(handle -> handle.execute("UPDATE runs SET state = ? WHERE id = ?", state, id));
    }

    /** Names the adapter version that the run makes or examines. */
    public void setVersion(String id, int version) {
        database.run(handle -> handle.execute("UPDATE runs SET version = ? WHERE id = ?", version, id));
    }

    /** Ends a run. */
    public void finish(String id, Status status, @Nullable String error) {
        database.run(handle -> handle.execute(
                "UPDATE runs SET status = ?, ended = ?, error = ? WHERE id = ?", status, Ledger.now(), error, id));
    }

    /** One run. */
    public Optional<RunRow> find(String id) {
        return database.first(RunRow.class, "SELECT * FROM runs WHERE id = ?", id);
    }

    /** The newest first. */
    public List<RunRow> latest(int count) {
        return database.list(RunRow.class, "SELECT * FROM runs ORDER BY started DESC, id DESC LIMIT ?", count);
    }

    /** The highest adapter version of any run, 0 before the first. */
    public int lastVersion() {
        return database.in(handle -> handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM runs")
                .mapTo(int.class)
                .one());
    }
}
