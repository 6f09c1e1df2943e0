package io.brewprint.cli.backup;

import io.brewprint.backup.BackupProgress;
import java.io.PrintWriter;
import java.time.Duration;

/** A line on stderr every two seconds, and none for what is done sooner. */
final class BackupView implements BackupProgress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private long next = System.nanoTime() + EVERY;

    BackupView(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void at(String doing, long done, long total) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY;
            err.println(doing + ": " + done + (total > 0 ? " of " + total : "") + " files");
            err.flush();
        }
    }
}
