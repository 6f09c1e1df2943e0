package io.brewprint.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and SIGHUP as what they mean here: a stop at the next safe boundary. A terminal and a service manager
 * send them to every process of the group at once, so the worker hears them beside its parent. The JVM's own answer,
 * to go down at once, would tear libraries down under threads that compute in them, which is a crash.
 */
public final class EndSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    /** Whoever asks again after so long has waited for a boundary that does not come. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private static final AtomicBoolean TAKEN = new AtomicBoolean();
    private static final CountDownLatch ASKED = new CountDownLatch(1);
    private static volatile long askedAt;

    private EndSignals() {}

    /**
     * From now on these signals ask this process to stop. A signal that the process was started to ignore, as {@code
     * nohup} does, stays ignored; one that the system lacks is none.
     */
    public static void take() {
        if (TAKEN.compareAndSet(false, true)) {
            NAMES.forEach(name -> Signals.register(name, EndSignals::heard));
        }
    }

    /** Whether one came. */
    public static boolean asked() {
        return ASKED.getCount() == 0;
    }

    /** Waits for one. */
    public static void await() throws InterruptedException {
        ASKED.await();
    }

    private static synchronized void heard() {
        long now = System.nanoTime();
        if (!asked()) {
            askedAt = now;
            ASKED.countDown();
        } else if (now - askedAt > PATIENCE) {
            QuickExit.now(3);
        }
    }
}
