package io.brewprint.worker;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether work is to end at its next safe boundary. A stop of the home is one fact, the file STOP_SIGNAL, however it
 * was asked for, so that every process tells it alike; beside it there is what concerns this process alone: a flag, and
 * a signal to it ({@link EndSignals}). A stop that has ended a run is taken back; one that found nothing to end stays
 * in force.
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

    /** Asks this process alone to stop. */
    public void request() {
        flag = true;
    }

    /** Asks all that is at work in the home, this process at once. */
    public void requestForHome() throws IOException {
        flag = true; // on a full disk at least this process stops
        Files.writeString(file, "stop\n");
        seen = true;
        flag = false;
    }

    /** Asks by the file, for a process that cannot be reached otherwise. */
    public static void requestByFile(Home home) throws IOException {
        Files.writeString(home.stopSignal(), "stop\n");
    }

    /** Whether a stop of the home is in force. */
    public static boolean inForce(Home home) {
        return Files.exists(home.stopSignal());
    }

    /** How everybody tells a stop in force, and how to end it. */
    public static Fault told(Home home) {
        return new Fault(
                ErrorCategory.STOPPED,
                "stop_signal",
                "a stop is in force: " + home.stopSignal() + " is there",
                Where.NOWHERE,
                "take it back with brewprint resume, or go on with the last run by brewprint run --resume");
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
