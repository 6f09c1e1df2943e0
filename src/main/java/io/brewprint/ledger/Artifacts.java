package io.brewprint.ledger;

import java.util.List;
import java.util.Optional;

/** The table of files made. */
public final class Artifacts {
    private static final String PUT = new Table("artifacts", Artifact.class, "created").put("kind", "path");

    private final Database database;

    Artifacts(Database database) {
        this.database = database;
    }

    /** Records a file, in place of what its kind and path meant before. */
    public void put(Artifact artifact) {
        database.run(handle -> handle.createUpdate(PUT)
                .bindMethods(artifact)
                .bind("created", Ledger.now())
                .execute());
    }

    /** What a path of this kind holds. */
    public Optional<Artifact> find(String kind, String path) {
        return database.first(Artifact.class, "SELECT * FROM artifacts WHERE kind = ? AND path = ?", kind, path);
    }

    /** What a stage of a run made. */
    public List<Artifact> of(String run, String stage) {
        return database.list(
                Artifact.class,
                "SELECT * FROM artifacts WHERE run_id = ? AND stage_id = ? ORDER BY kind, path",
                run,
                stage);
    }

    /** All of a kind, by path. */
    public List<Artifact> ofKind(String kind) {
        return database.list(Artifact.class, "SELECT * FROM artifacts WHERE kind = ? ORDER BY path", kind);
    }
}
