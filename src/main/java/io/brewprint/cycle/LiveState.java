package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run shows while it goes on, in the original's files and formats: the live state (replaced whole, at most once
 * a second), the live log, the heartbeat and the timings. A view that cannot be written is worth a warning, never a
 * run.
 */
final class LiveState implements CycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveState.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOG_BYTES = 5L << 20;
    private static final int LOSSES = 200;
    private static final int ERRORS = 10;

    private final Home home;
    private final RollingText log;
    private final Timings timings;
    private final Instant started = Instant.now();
    private final List<Map<String, Object>> completed = new ArrayList<>();
    private final List<Map<String, Object>> losses = new ArrayList<>();
    private final List<Map<String, Object>> errors = new ArrayList<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private List<Stage> plan = List.of();
    private String run = "";
    private String status = "idle";
    private String description = "";
    private @Nullable Stage stage;
    private Instant stageStarted = Instant.now();
    private long current;
    private long total;
    private int lossStride = 1;
    private long lossSeen;
    private @Nullable Map<String, Object> error;
    private @Nullable Map<String, Object> retry;
    private long writtenAt = System.nanoTime() - EVERY_NANOS;

    LiveState(Home home) {
        this.home = home;
        log = new RollingText(home.liveLog(), LOG_BYTES);
        timings = new Timings(home.timings());
    }

    @Override
    public synchronized void runStarted(String id, List<Stage> stages) {
        run = id;
        plan = stages;
        status = "running";
        say("run " + id + " started");
        write(true);
    }

    @Override
    public synchronized void stageStarted(Stage begun) {
        stage = begun;
        stageStarted = Instant.now();
        status = "running";
        description = begun.name();
        current = 0;
        total = 0;
        retry = null;
        say("[" + begun.id() + "] " + begun.name());
        write(true);
    }

    @Override
    public synchronized void progress(Stage of, long at, long all, String message, Map<String, Double> measured) {
        current = at;
        total = all;
        description = message.isEmpty() ? of.name() : message;
        metrics.putAll(measured);
        Double loss = measured.get("loss");
        if (loss != null && Double.isFinite(loss)) {
            addLoss(at, loss);
        }
        write(false);
    }

    @Override
    public synchronized void working(Stage of, String message) {
        description = message;
        write(false);
    }

    @Override
    public synchronized void log(String message) {
        say((stage == null ? "" : "[" + stage.id() + "] ") + message);
        write(false);
    }

    @Override
    public synchronized void retrying(Stage of, int attempt, String message, Duration wait) {
        status = "retrying";
        retry = Map.of("step", of.id(), "attempt", attempt, "wait_seconds", wait.toSeconds(), "message", message);
        addError(of.id(), message);
        say("[" + of.id() + "] attempt " + attempt + " failed: " + message + "; next in " + wait.toSeconds() + " s");
        write(true);
    }

    @Override
    public synchronized void stageEnded(Stage of, Status ended, double seconds, String reason) {
        completed.add(Map.of("step", of.id(), "name", of.name(), "duration", seconds, "status", ended.text()));
        if (ended == Status.FAILED) {
            addError(of.id(), reason);
            error = Map.of("step", of.id(), "message", reason);
        }
        say("[" + of.id() + "] " + ended.text() + String.format(Locale.ROOT, " in %.1f s", seconds)
                + (reason.isEmpty() ? "" : ": " + reason));
        try {
            if (ended == Status.DONE) {
                timings.add(of.id(), seconds);
            }
        } catch (IOException e) {
            LOG.warn("step timings cannot be kept: {}", e.toString());
        }
        stage = null;
        write(true);
    }

    @Override
    public synchronized void runEnded(Status ended, String message) {
        status = ended == Status.FAILED ? "error" : ended == Status.WAITING ? "retrying" : "idle";
        description = "run " + run + " " + ended.text() + (message.isEmpty() ? "" : ": " + message);
        if (ended == Status.FAILED && error == null) {
            error = Map.of("message", message);
        }
        say(description);
        write(true);
    }

    private void addLoss(long step, double loss) {
        if (lossSeen++ % lossStride == 0) {
            losses.add(Map.of("step", step, "loss", loss));
        }
        // Every second one goes, and from then on every second one is taken: the curve keeps its shape.
        if (losses.size() > LOSSES) {
            for (int i = losses.size() - 1; i > 0; i -= 2) {
                losses.remove(i);
            }
            lossStride *= 2;
        }
    }

    private void addError(String step, String message) {
        errors.add(Map.of("step", step, "message", message, "timestamp", Ledger.now()));
        if (errors.size() > ERRORS) {
            errors.removeFirst();
        }
    }

    private void say(String line) {
        try {
            Files.createDirectories(home.logs());
            log.line(Ledger.now() + " " + line);
        } catch (IOException e) {
            LOG.warn("the live log cannot be written: {}", e.toString());
        }
    }

    private void write(boolean now) {
        long nanos = System.nanoTime();
        if (!now && nanos - writtenAt < EVERY_NANOS) {
            return;
        }
        writtenAt = nanos;
        try {
            AtomicFiles.write(home.liveState(), Json.pretty(document()));
            Files.writeString(home.heartbeat(), Ledger.now() + "\n");
        } catch (IOException e) {
            LOG.warn("the live state cannot be written: {}", e.toString());
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("status", status);
        out.put("run_id", run);
        out.put("pid", ProcessHandle.current().pid());
        out.put("step_id", stage == null ? "" : stage.id());
        out.put("description", description);
        out.put("timestamp", Ledger.now());
        out.put("cycle_start_time", Ledger.text(started));
        out.put("elapsed_seconds", Duration.between(started, Instant.now()).toSeconds());
        out.put("completed_steps", completed);
        out.put("upcoming_steps", upcoming());
        out.put(
                "step_plan",
                plan.stream()
                        .map(each -> Map.of("step", each.id(), "name", each.name(), "parent", ""))
                        .toList());
        out.put("latest_metrics", metrics);
        out.put("loss_history", losses);
        out.put("error_history", errors);
        if (error != null) {
            out.put("error_info", error);
        }
        if (retry != null) {
            out.put("retry_info", retry);
        }
        if (stage != null) {
            out.put("step_start_time", Ledger.text(stageStarted));
            if (total > 0) {
                out.put("progress_current", current);
                out.put("progress_total", total);
            }
            remaining(stage).ifPresent(left -> {
                out.put("eta_remaining_seconds", Math.round(left));
                out.put("eta", Ledger.text(Instant.now().plusSeconds(Math.round(left))));
            });
        }
        return out;
    }

    private List<Map<String, Object>> upcoming() {
        List<Map<String, Object>> out = new ArrayList<>();
        for (Stage each : plan) {
            boolean behind = completed.stream().anyMatch(done -> each.id().equals(done.get("step")));
            if (!behind && (stage == null || !stage.id().equals(each.id()))) {
                Map<String, Object> step = new LinkedHashMap<>(Map.of("step", each.id(), "name", each.name()));
                timings.estimate(each.id()).ifPresent(eta -> step.put("eta_seconds", Math.round(eta)));
                out.add(step);
            }
        }
        return out;
    }

    // Progress tells more than history, once there is enough of it.
    private OptionalDouble remaining(Stage of) {
        double spent = Duration.between(stageStarted, Instant.now()).toMillis() / 1000.0;
        if (total > 0 && current * 100 > total) {
            return OptionalDouble.of(spent / current * Math.max(0, total - current));
        }
        OptionalDouble mean = timings.estimate(of.id());
        return mean.isPresent() ? OptionalDouble.of(Math.max(0, mean.getAsDouble() - spent)) : mean;
    }
}
