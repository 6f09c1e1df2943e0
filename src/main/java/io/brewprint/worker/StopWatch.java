package io.brewprint.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The child's side of stopping: the line {@code stop} on stdin, or its end, as a killed parent leaves; or a signal,
 * which a terminal sends to the child beside its parent. An orphan that reaches no safe boundary in time ends itself,
 * so that no child outlives its parent for long.
 */
final class StopWatch implements BooleanSupplier {
    private final Duration orphanGrace;
    private volatile boolean stop;

    StopWatch(Duration orphanGrace) {
        this.orphanGrace = orphanGrace;
    }

    void watch(InputStream stdin) {
        Thread thread = new Thread(() -> read(stdin), "stop-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean getAsBoolean() {
        return stop || EndSignals.asked();
    }

    private void read(InputStream stdin) {
        boolean told = false;
        try (var reader = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.strip().equals("stop")) {
                    told = true;
                    stop = true;
                }
            }
        } catch (IOException e) {
            told = false;
        }
        stop = true;
        long end = System.nanoTime() + orphanGrace.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        QuickExit.now(told ? 3 : 1);
    }
}
