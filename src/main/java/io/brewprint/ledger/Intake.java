package io.brewprint.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of files taken from the watched folders. */
public final class Intake {
    private static final String INSERT = new Table("intake", IntakeRow.class).insert();

    private final Database database;

    Intake(Database database) {
        this.database = database;
    }

    /** Records a file and returns its row's id. */
    public long add(IntakeRow row) {
        return database.in(handle -> {
            long id = handle.createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM intake")
                    .mapTo(long.class)
                    .one();
            // A value bound by its name goes before the record's own.
            handle.createUpdate(INSERT).bindMethods(row).bind("id", id).execute();
            return id;
        });
    }

    /** The move is done; {@code to} is where the file went, relative to the home. */
    public void moved(long id, String to) {
        database.run(handle -> handle.execute("UPDATE intake SET moved = 1, moved_to = ? WHERE id = ?", to, id));
    }

    /** Rows whose move is not known to be done: what a crash in between leaves. */
    public List<IntakeRow> unmoved(String kind) {
        return database.list(IntakeRow.class, "SELECT * FROM intake WHERE kind = ? AND moved = 0 ORDER BY id", kind);
    }

    /** Rows of files with these very bytes, oldest first. */
    public List<IntakeRow> withBytes(String kind, String sha256) {
        return database.list(
                IntakeRow.class, "SELECT * FROM intake WHERE kind = ? AND sha256 = ? ORDER BY id", kind, sha256);
    }

    /** The newest rows of a kind. */
    public List<IntakeRow> latest(String kind, int count) {
        return database.list(
                IntakeRow.class, "SELECT * FROM intake WHERE kind = ? ORDER BY id DESC LIMIT ?", kind, count);
    }

    /** Files by outcome. */
    public Map<String, Long> counts(String kind) {
        return database.in(handle -> handle
                .createQuery("SELECT outcome, COUNT(*) AS n FROM intake WHERE kind = ?" + " GROUP BY outcome")
                .bind(0, kind)
                .map((rs, ctx) -> Map.entry(rs.getString("outcome"), rs.getLong("n")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
