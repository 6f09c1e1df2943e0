package io.brewprint.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The single source of truth, one SQLite file; everything else that tells of runs is a view of it. Safe for threads and
 * for several processes. Opening it marks what dead processes left running as interrupted.
 */
public final class Ledger implements AutoCloseable {
    private final Database database;
    private final Runs runs;
    private final Stages stages;
    private final Artifacts artifacts;
    private final Metrics metrics;
    private final Exams exams;
    private final Intake intake;
    private final Events events;

    private Ledger(Database database) {
        this.database = database;
        runs = new Runs(database);
        stages = new Stages(database);
        artifacts = new Artifacts(database);
        metrics = new Metrics(database);
        exams = new Exams(database);
        intake = new Intake(database);
        events = new Events(database);
    }

    /**
     * Opens the file, creating or migrating it.
     *
     * @throws LedgerException where it is no ledger or cannot be written
     */
    public static Ledger open(Path file) {
        Ledger ledger = new Ledger(new Database(file));
        int found = ledger.database.in(handle -> Recovery.interruptDead(handle, now()));
        if (found > 0) {
            ledger.events.add(null, null, "recovery", found + " rows of dead processes marked interrupted");
        }
        return ledger;
    }

    /** The present as the ledger writes it. */
    public static String now() {
        return text(Instant.now());
    }

    /** A time as the ledger writes it: ISO-8601 in UTC with milliseconds, so that texts sort as times. */
    public static String text(Instant time) {
        String plain = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return plain.length() == 24
                ? plain
                : plain.substring(0, 19) + (plain.length() == 20 ? ".000Z" : plain.substring(19));
    }

    /** Cycles. */
    public Runs runs() {
        return runs;
    }

    /** Their stages. */
    public Stages stages() {
        return stages;
    }

    /** Files made. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** Values measured. */
    public Metrics metrics() {
        return metrics;
    }

    /** Exams and answers. */
    public Exams exams() {
        return exams;
    }

    /** Files taken from the watched folders. */
    public Intake intake() {
        return intake;
    }

    /** What happened. */
    public Events events() {
        return events;
    }

    /** Several writes as one: all of them or none. */
    public void atomically(Runnable writes) {
        database.run(handle -> writes.run());
    }

    /** Writes a whole copy to {@code target}, which must not exist. */
    public void copyTo(Path target) {
        database.copyTo(target);
    }

    @Override
    public void close() {
        database.close();
    }
}
