package io.brewprint.cycle;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Everything around a stage that is not its work: the ledger row, the stop check, the space check, the cache, the
 * retries and who hears of it. Route {@code stage.*} goes through here, whatever started it.
 */
public final class StageRunner {
    private static final Key<Integer> RELIEF = new Key<>("oom_relief", Integer.class);

    private final RetryPolicy retries;

    /** @param retries how long to wait between attempts */
    public StageRunner(RetryPolicy retries) {
        this.retries = retries;
    }

    /** The stage's own part; the route puts itself around it. */
    public interface Body {
        /** Runs the stage once. */
        StageResult run(StageContext context) throws Exception;
    }

    /** Runs a stage with its own body. */
    public void run(CycleRun run, Stage stage) throws StageFailed, RetryLater, StoppedException {
        run(run, stage, stage::run);
    }

    /**
     * Runs a stage once in this run: one that is behind the run already, or no part of its mode, is passed over.
     *
     * @throws StoppedException where a stop was asked for before or in the stage
     * @throws RetryLater where it failed and is due again in a minute or more
     * @throws StageFailed where it failed for good
     */
    public void run(CycleRun run, Stage stage, Body body) throws StageFailed, RetryLater, StoppedException {
        if (run.state().completed().contains(stage.id())
                || !run.options().mode().includes(stage.id())) {
            return;
        }
        if (!run.options().dryRun()) {
            run.stop().check();
        }
        Decision decision = Decision.of(run, stage, context(run, stage));
        if (run.options().dryRun()) {
            run.planned().add(plan(run, stage, decision));
            return;
        }
        int attempt = run.ledger()
                .stages()
                .find(run.id(), stage.id())
                .filter(row -> row.status() == Status.WAITING)
                .map(row -> row.attempt() + 1)
                .orElse(1);
        run.ledger()
                .stages()
                .start(
                        run.id(),
                        stage.id(),
                        stage.name(),
                        decision.inputHash(),
                        stage.version(),
                        decision.inputsJson(),
                        attempt);
        run.listener().stageStarted(stage);
        if (!decision.runs()) {
            skip(run, stage, decision);
            return;
        }
        run.ledger().events().add(run.id(), stage.id(), "why", decision.why());
        run.listener().log("runs: " + decision.why());
        attempts(run, stage, body, attempt, System.nanoTime());
    }

    private void attempts(CycleRun run, Stage stage, Body body, int first, long began)
            throws StageFailed, RetryLater, StoppedException {
        for (int attempt = first; ; attempt++) {
            Progress progress = new Progress(run.ledger(), run.id(), stage, run.listener());
            StageContext context = new StageContext(run, stage, config(run, stage), progress, attempt);
            try {
                space(run, stage);
                StageResult result = new StageLimit(
                                stage, stage.kind().in(run.config().errors()).limit())
                        .run(context, () -> body.run(context));
                progress.flush();
                finish(run, stage, context, result, began);
                return;
            } catch (StoppedException e) {
                progress.flush();
                stopped(run, stage, message(e), began);
                throw e;
            } catch (Exception | OutOfMemoryError | StackOverflowError e) {
                progress.flush();
                waitFor(run, stage, attempt, e, began);
            }
            run.ledger().stages().attempt(run.id(), stage.id(), attempt + 1);
        }
    }

    private void finish(CycleRun run, Stage stage, StageContext context, StageResult result, long began)
            throws IOException, StoppedException {
        if (result.outcome() == StageResult.Outcome.STOPPED) {
            throw new StoppedException(result.reason());
        }
        String made = Made.record(run, stage, result);
        result.metrics().forEach((name, value) -> context.progress().metric(0, name, value));
        context.progress().flush();
        String output = CycleState.write(context.given());
        boolean skipped = result.outcome() == StageResult.Outcome.SKIPPED;
        run.ledger().atomically(() -> {
            if (skipped) {
                run.ledger().stages().skipped(run.id(), stage.id(), result.reason(), output);
            } else {
                String words = result.reason().isEmpty() ? null : result.reason();
                run.ledger().stages().done(run.id(), stage.id(), words, output, made);
            }
            run.completed(stage.id(), context.given());
        });
        run.listener().stageEnded(stage, skipped ? Status.SKIPPED : Status.DONE, seconds(began), result.reason());
    }

    private static void skip(CycleRun run, Stage stage, Decision decision) {
        run.ledger().atomically(() -> {
            run.ledger().stages().skipped(run.id(), stage.id(), decision.why(), CycleState.write(decision.outputs()));
            run.completed(stage.id(), decision.outputs());
        });
        run.listener().stageEnded(stage, Status.SKIPPED, 0, decision.why());
    }

    private void waitFor(CycleRun run, Stage stage, int attempt, Throwable error, long began)
            throws StageFailed, RetryLater, StoppedException {
        ErrorCategory category = ErrorCategory.of(error);
        String message = message(error);
        Duration wait = retries.waitAfter(run.config().errors(), error, stage.kind(), attempt)
                .orElse(null);
        if (wait == null) {
            run.ledger().stages().failed(run.id(), stage.id(), category.text(), message);
            run.listener().stageEnded(stage, Status.FAILED, seconds(began), message);
            throw new StageFailed(stage.id(), category, message, error);
        }
        if (category == ErrorCategory.OOM && stage.kind() == StageKind.TRAINING) {
            run.keep(run.state().with(RELIEF, run.state().get(RELIEF).orElse(0) + 1));
        }
        run.ledger().events().add(run.id(), stage.id(), "retry", category.text() + ": " + message);
        run.listener().retrying(stage, attempt, message, wait);
        if (retries.isLong(wait)) {
            Instant at = Instant.now().plus(wait);
            run.ledger().stages().waiting(run.id(), stage.id(), category.text(), message, at);
            throw new RetryLater(stage.id(), at, message, error);
        }
        try {
            run.stop().sleep(wait);
        } catch (StoppedException e) {
            stopped(run, stage, "stopped while waiting to try again after: " + message, began);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped(run, stage, "interrupted while waiting to try again", began);
            throw new StoppedException("interrupted");
        }
    }

    private static void stopped(CycleRun run, Stage stage, String reason, long began) {
        run.ledger().stages().stopped(run.id(), stage.id(), reason);
        run.listener().stageEnded(stage, Status.STOPPED, seconds(began), reason);
    }

    private static PipelineConfig config(CycleRun run, Stage stage) {
        return stage.kind() == StageKind.TRAINING
                ? OomRelief.after(run.config(), run.state().get(RELIEF).orElse(0))
                : run.config();
    }

    /** One that only looks. */
    private static StageContext context(CycleRun run, Stage stage) {
        return new StageContext(
                run, stage, config(run, stage), new Progress(run.ledger(), run.id(), stage, CycleListener.NONE), 1);
    }

    private static StageRow plan(CycleRun run, Stage stage, Decision decision) {
        if (decision.runs()) {
            run.wouldRun().add(stage.id());
        }
        Double last = run.ledger()
                .stages()
                .lastDone(stage.id())
                .map(StageRow::seconds)
                .orElse(null);
        String reason = decision.runs()
                ? "would run: " + decision.why()
                        + (last == null ? "" : String.format(Locale.ROOT, "; took %.1f s last time", last))
                : "would be skipped: " + decision.why();
        if (!decision.runs()) {
            run.completed(stage.id(), decision.outputs());
        }
        return new StageRow(
                run.id(),
                stage.id(),
                stage.name(),
                decision.runs() ? Status.WAITING : Status.SKIPPED,
                reason,
                Ledger.now(),
                null,
                null,
                null,
                stage.version(),
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static void space(CycleRun run, Stage stage) throws IOException {
        long mib = Files.getFileStore(run.home().root()).getUsableSpace() >> 20;
        int least = run.config().hardware().minFreeDiskMib();
        if (mib < least) {
            throw new Fault(
                    ErrorCategory.DISK_FULL,
                    "disk_full",
                    "disk full: " + mib + " MiB are free at " + run.home().root() + ", stage " + stage.id() + " wants "
                            + least + " (hardware.min_free_disk_mib)",
                    Where.NOWHERE,
                    "free some space");
        }
    }

    private static double seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e6) / 1e3;
    }

    private static String message(Throwable e) {
        return Fault.of(e).getMessage();
    }
}
