package io.brewprint.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of events, bounded: the newest {@value #KEPT} stay. */
public final class Events {
    static final int KEPT = 50_000;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int TRIM_EVERY = 500;
    private static final String INSERT = new Table("events", Event.class).insert();

    private final Database database;

    Events(Database database) {
        this.database = database;
    }

    /** Adds an event; a long message is cut. */
    public void add(@Nullable String run, @Nullable String stage, String kind, String message) {
        String text = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
        database.run(handle -> {
            long seq = handle.createQuery("SELECT COALESCE(MAX(seq), 0) + 1 FROM events")
                    .mapTo(long.class)
                    .one();
            database.write(INSERT, new Event(seq, Ledger.now(), run, stage, kind, text));
            // Not at each insert: a few hundred rows too many cost less than a delete a time.
            if (seq % TRIM_EVERY == 0) {
                handle.execute("DELETE FROM events WHERE seq <= ?", seq - KEPT);
            }
        });
    }

    /** Events of a run, oldest first. */
    public List<Event> of(String run, int count) {
        return database.list(Event.class, "SELECT * FROM events WHERE run_id = ? ORDER BY seq LIMIT ?", run, count);
    }

    /** Events after {@code seq}, oldest first. */
    public List<Event> after(long seq, int count) {
        return database.list(Event.class, "SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?", seq, count);
    }
}
