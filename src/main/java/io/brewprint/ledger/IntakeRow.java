package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One file that was dropped into a watched folder, once.
 *
 * @param id 0 until recorded
 * @param kind export or lesson
 * @param name as it was dropped
 * @param reader version of the reader that took it
 * @param outcome processed or failed
 * @param output relative path of what it became
 * @param movedTo relative path it is to be moved to; decided before the move, so that a crash in between is seen
 * @param moved whether the move is known to be done
 * @param taken ISO-8601, UTC
 */
public record IntakeRow(
        long id,
        String kind,
        String name,
        String sha256,
        long bytes,
        String reader,
        String outcome,
        @Nullable String category,
        @Nullable String reason,
        @Nullable String output,
        @Nullable String outputSha256,
        @Nullable String report,
        String movedTo,
        boolean moved,
        String taken) {
    /** The outcome of what could be read. */
    public static final String PROCESSED = "processed";

    /** The outcome of what was refused. */
    public static final String FAILED = "failed";

    /** The same with the number that the ledger gave it. */
    public IntakeRow withId(long given) {
        return with(given, movedTo, moved);
    }

    /** The same, moved there. */
    public IntakeRow withMove(String to) {
        return with(id, to, true);
    }

    private IntakeRow with(long number, String to, boolean done) {
        return new IntakeRow(
                number,
                kind,
                name,
                sha256,
                bytes,
                reader,
                outcome,
                category,
                reason,
                output,
                outputSha256,
                report,
                to,
                done,
                taken);
    }
}
