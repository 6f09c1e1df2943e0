package io.brewprint.cycle;

import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a stage tells about its work: how far it is, what it measured, and words. Safe for threads. */
public final class Progress {
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final String run;
    private final Stage stage;
    private final CycleListener listener;
    private final List<Metric> waiting = new ArrayList<>();

    Progress(Ledger ledger, String run, Stage stage, CycleListener listener) {
        this.ledger = ledger;
        this.run = run;
        this.stage = stage;
        this.listener = listener;
    }

    /** The work is at {@code current} of {@code total} (0 where unknown). */
    public void at(long current, long total, String message) {
        at(current, total, message, Map.of());
    }

    /** The same with figures measured at this step; they are kept in the ledger too. */
    public synchronized void at(long current, long total, String message, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> metric(current, name, value));
        listener.progress(stage, current, total, message, metrics);
    }

    /** The work goes on without coming a step further, as while a model is loaded. */
    public void working(String message) {
        listener.working(stage, message);
    }

    /** A measured value; one that is not finite is left out, as no database keeps it alike. */
    public synchronized void metric(long step, String name, double value) {
        if (Double.isFinite(value)) {
            waiting.add(new Metric(run, stage.id(), step, name, value));
            if (waiting.size() >= BATCH) {
                flush();
            }
        }
    }

    /** A line for people. */
    public void log(String message) {
        ledger.events().add(run, stage.id(), "log", message);
        listener.log(message);
    }

    /** Writes what has been measured so far. */
    synchronized void flush() {
        ledger.metrics().add(List.copyOf(waiting));
        waiting.clear();
    }
}
