package io.brewprint.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The table of files made. */
public final class Artifacts {
    private final Database database;

    Artifacts(Database database) {
        this.database = database;
    }

    /** Records a file, in place of what its kind and path meant before. */
    public void put(Artifact artifact) {
        database.run(handle -> handle.execute(
                "INSERT INTO artifacts (kind, path, sha256, bytes, run_id, stage_id, created)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (kind, path) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes,"
                        + " run_id = excluded.run_id, stage_id = excluded.stage_id, created = excluded.created",
                artifact.kind(), artifact.path(), artifact.sha256(), artifact.bytes(), artifact.runId(),
                artifact.stageId(), Ledger.now()));
    }

    /** What a path of this kind holds. */
    public Optional<Artifact> find(String kind, String path) {
        return database.in(handle -> list(handle.createQuery("SELECT * FROM artifacts WHERE kind = ? AND path = ?")
                .bind(0, kind).bind(1, path)).stream().findFirst());
    }

    /** What a stage of a run made. */
    public List<Artifact> of(String run, String stage) {
        return database.in(handle -> list(handle.createQuery(
                "SELECT * FROM artifacts WHERE run_id = ? AND stage_id = ? ORDER BY kind, path").bind(0, run).bind(1,
                stage)));
    }

    /** All of a kind, by path. */
    public List<Artifact> ofKind(String kind) {
        return database.in(handle -> list(handle.createQuery("SELECT * FROM artifacts WHERE kind = ? ORDER BY path")
                .bind(0, kind)));
    }

    private static List<Artifact> list(Query query) {
        return query.map((rs, ctx) -> new Artifact(rs.getString("kind"), rs.getString("path"), rs.getString("sha256"),
                rs.getLong("bytes"), rs.getString("run_id"), rs.getString("stage_id"))).list();
    }
}
