package io.brewprint.intake;

import io.brewprint.config.RecentMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a file may be taken: it is a plain file, two looks at it agree, and no error of ours is waited for. The clock of
 * whoever wrote it counts for nothing. What is no plain file (a pipe, a device, a link) is never opened, and told once.
 * Safe for threads; it remembers a bounded number of files.
 */
public final class Readiness {
    /** More files than that in a folder are looked at in turns. */
    private static final int MOST = 200_000;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private record Look(long size, FileTime changed, long nanos) {}

    private record Setback(int attempts, long again) {}

    private final long pauseNanos;
    private final Map<Path, Look> looks = new RecentMap<>(MOST);
    private final Map<Path, Setback> setbacks = new RecentMap<>(MOST);
    private final Map<Path, Boolean> told = new RecentMap<>(1000);

    /** @param pause how far apart the two looks are at least */
    public Readiness(Duration pause) {
        pauseNanos = pause.toNanos();
    }

    /** How far apart the two looks are at least. */
    long pauseNanos() {
        return pauseNanos;
    }

    /** Whether it may be taken now; each call is a look. */
    public synchronized boolean ready(Path file) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            forget(file);
            return false;
        }
        if (!now.isRegularFile()) {
            if (!now.isDirectory() && told.putIfAbsent(file, true) == null) {
                LOG.warn("{} is no plain file (a pipe, a device or a link) and is passed over", file);
            }
            return false;
        }
        long nanos = System.nanoTime();
        Setback setback = setbacks.get(file);
        if (setback != null && nanos - setback.again < 0) {
            return false;
        }
        Look before = looks.get(file);
        if (before != null && before.size == now.size() && before.changed.equals(now.lastModifiedTime())) {
            return nanos - before.nanos >= pauseNanos;
        }
        looks.put(file, new Look(now.size(), now.lastModifiedTime(), nanos));
        return pauseNanos == 0;
    }

    /**
     * Taking it failed for no fault of its own. It is tried again later, each time after a longer wait.
     *
     * @return how often it has failed by now
     */
    synchronized int failed(Path file, Throwable why) {
        Setback before = setbacks.get(file);
        int attempts = before == null ? 1 : before.attempts + 1;
        if (attempts == 1) {
            LOG.warn("{} could not be taken and is tried again later", file, why);
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(2 * (attempts - 1), 16));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        setbacks.put(file, new Setback(attempts, System.nanoTime() + wait.toNanos()));
        return attempts;
    }

    /** It is taken, or gone. */
    synchronized void forget(Path file) {
        looks.remove(file);
        setbacks.remove(file);
    }
}
