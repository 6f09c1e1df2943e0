package io.brewprint.worker;

import io.brewprint.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether work is to end at its next safe boundary: a flag in this process, a signal to it ({@link EndSignals}), or the
 * file STOP_SIGNAL in the home.
 */
public final class StopSignal {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final Path file;
    private volatile boolean flag;
    private volatile boolean seen;
    private volatile long lookedAt = System.nanoTime() - LOOK_NANOS;

    /** The signal of a home. */
    public StopSignal(Home home) {
        file = home.stopSignal();
    }

    /** Whether a stop is asked for; cheap enough for each optimizer step. */
    public boolean requested() {
        if (flag || EndSignals.asked()) {
            return true;
        }
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            seen = Files.exists(file);
        }
        return seen;
    }

    /** Asks this process to stop. */
    public void request() {
        flag = true;
    }

    /** Asks by the file, for a process that cannot be reached otherwise. */
    public static void requestByFile(Home home) throws IOException {
        Files.writeString(home.stopSignal(), "stop\n");
    }

    /** Takes the request back, the file too. */
    public void clear() throws IOException {
        flag = false;
        seen = false;
        Files.deleteIfExists(file);
    }

    /** Throws where a stop is asked for. */
    public void check() throws StoppedException {
        if (requested()) {
            throw new StoppedException("stopped on request");
        }
    }

    /**
     * Waits, but no longer than until a stop is asked for.
     *
     * @throws StoppedException then
     */
    public void sleep(Duration wait) throws StoppedException, InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        check();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Thread.sleep(Math.min(200, left / 1_000_000 + 1));
            check();
        }
    }
}
