package io.brewprint.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of files taken from the watched folders. */
public final class Intake {
    private final Database database;

    Intake(Database database) {
        this.database = database;
    }

    /** Records a file and returns its row's id. */
    public long add(IntakeRow row) {
        return database.in(handle -> {
            long id = handle.createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM intake").mapTo(long.class).one();
            handle.execute("INSERT INTO intake (id, kind, name, sha256, bytes, reader, outcome, category, reason,"
                    + " output, output_sha256, report, moved_to, moved, taken)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id, row.kind(), row.name(), row.sha256(), row.bytes(), row.reader(), row.outcome(), row.category(),
                    row.reason(), row.output(), row.outputSha256(), row.report(), row.movedTo(), row.moved() ? 1 : 0,
                    row.taken());
            return id;
        });
    }

    /** The move is done; {@code to} is where the file went, relative to the home. */
    public void moved(long id, String to) {
        database.run(handle -> handle.execute("UPDATE intake SET moved = 1, moved_to = ? WHERE id = ?", to, id));
    }

    /** Rows whose move is not known to be done: what a crash in between leaves. */
    public List<IntakeRow> unmoved(String kind) {
        return list("SELECT * FROM intake WHERE kind = ? AND moved = 0 ORDER BY id", kind);
    }

    /** Rows of files with these very bytes, oldest first. */
    public List<IntakeRow> withBytes(String kind, String sha256) {
        return list("SELECT * FROM intake WHERE kind = ? AND sha256 = ? ORDER BY id", kind, sha256);
    }

    /** The newest rows of a kind. */
    public List<IntakeRow> latest(String kind, int count) {
        return list("SELECT * FROM intake WHERE kind = ? ORDER BY id DESC LIMIT ?", kind, count);
    }

    /** Files by outcome. */
    public Map<String, Long> counts(String kind) {
        return database.in(handle -> handle.createQuery("SELECT outcome, COUNT(*) AS n FROM intake WHERE kind = ?"
                + " GROUP BY outcome").bind(0, kind)
                .map((rs, ctx) -> Map.entry(rs.getString("outcome"), rs.getLong("n"))).list().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private List<IntakeRow> list(String sql, Object... values) {
        return database.in(handle -> {
            var query = handle.createQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.bind(i, values[i]);
            }
            return query.map((rs, ctx) -> row(rs)).list();
        });
    }

    private static IntakeRow row(ResultSet rs) throws SQLException {
        return new IntakeRow(rs.getLong("id"), rs.getString("kind"), rs.getString("name"), rs.getString("sha256"),
                rs.getLong("bytes"), rs.getString("reader"), rs.getString("outcome"), rs.getString("category"),
                rs.getString("reason"), rs.getString("output"), rs.getString("output_sha256"), rs.getString("report"),
                rs.getString("moved_to"), rs.getInt("moved") != 0, rs.getString("taken"));
    }
}
