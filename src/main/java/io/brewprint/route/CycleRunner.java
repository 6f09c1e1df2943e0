package io.brewprint.route;

import io.brewprint.config.Home;
import io.brewprint.cycle.Cycle;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.Status;
import io.brewprint.worker.EndSignals;
import io.brewprint.worker.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code cycleRunner}: gives cycles of the daemon to one thread of their own, one at a time. */
public final class CycleRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CycleRunner.class);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Home home;
    private final Cycle cycle;
    private final Cycle.Flow flow;
    private final Ledger ledger;
    private final StopSignal stop;
    private volatile boolean closing;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("cycle").factory());

    CycleRunner(Home home, Cycle cycle, Cycle.Flow flow, Ledger ledger, StopSignal stop) {
        this.home = home;
        this.cycle = cycle;
        this.flow = flow;
        this.ledger = ledger;
        this.stop = stop;
    }

    /** Begins a full cycle, unless one is at work or a stop is in force. */
    public void startNightly() {
        start(new CycleOptions(CycleMode.FULL, false, false, false, false));
    }

    /** Goes on with the newest run where one of its stages is due again. */
    public void startDue() {
        boolean due = ledger.runs().latest(1).stream()
                .anyMatch(run -> run.status() == Status.WAITING
                        && ledger.stages().due(Instant.now()).stream()
                                .anyMatch(stage -> stage.runId().equals(run.id())));
        if (due) {
            start(new CycleOptions(CycleMode.FULL, false, true, false, false));
        }
    }

    /**
     * Begins a cycle.
     *
     * @return whether it begins; not while another is at work or a stop is in force
     */
    public boolean start(CycleOptions options) {
        if (closing || EndSignals.asked()) {
            return false;
        }
        boolean stopped = stop.requested();
        if (stopped || !busy.compareAndSet(false, true)) {
            String why = stopped ? StopSignal.told(home).getMessage() : "another is at work";
            ledger.events().add(null, null, "schedule", "a cycle was due but " + why);
            LOG.warn("a cycle was due but {}", why);
            return false;
        }
        thread.execute(() -> work(options));
        return true;
    }

    /** Whether a cycle is at work. */
    public boolean busy() {
        return busy.get();
    }

    /** Asks the cycle at work to stop and waits for it, but not for ever. */
    @Override
    public void close() {
        closing = true;
        if (busy.get()) {
            stop.request();
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn(
                        "the cycle reached no safe boundary in {} s and is left behind; its run can be resumed",
                        GRACE.toSeconds());
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(CycleOptions options) {
        try {
            cycle.run(options, flow);
        } catch (RuntimeException e) {
            LOG.error("the cycle could not run: {}", e.getMessage(), e);
        } finally {
            busy.set(false);
        }
    }
}
