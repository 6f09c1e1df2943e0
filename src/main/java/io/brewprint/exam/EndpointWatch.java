package io.brewprint.exam;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a thread that waits for a server, whatever it waits in, when its time is over or nobody wants the answer any
 * more: it is interrupted again and again until it closes this.
 */
final class EndpointWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final BooleanSupplier cancelled;
    private final Duration timeout;
    private final ScheduledFuture<?> task;
    private @Nullable Thread waiting = Thread.currentThread();
    private volatile long start = System.nanoTime();
    private volatile boolean running = true;
    private volatile String why = "";

    EndpointWatch(ScheduledExecutorService timer, Duration timeout, BooleanSupplier cancelled) {
        this.timeout = timeout;
        this.cancelled = cancelled;
        task = timer.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The time begins anew. */
    void restart() {
        start = System.nanoTime();
        running = true;
    }

    /** The time stands still: between attempts. */
    void pause() {
        running = false;
    }

    /** Why the thread was woken: timeout, cancelled, or nothing. */
    String why() {
        return why;
    }

    /** Seconds since the last start. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private synchronized void look() {
        if (why.isEmpty()) {
            boolean over = running && System.nanoTime() - start > timeout.toNanos();
            why = cancelled.getAsBoolean() ? "cancelled" : over ? "timeout" : "";
        }
        if (!why.isEmpty() && waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public void close() {
        task.cancel(false);
        synchronized (this) {
            waiting = null;
        }
        Thread.interrupted(); // nothing behind this is meant
    }
}
