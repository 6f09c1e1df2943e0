package io.brewprint.cycle;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.RunRow;
import io.brewprint.ledger.Status;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, resumes and ends runs. The way through the stages is somebody else's: a Camel route, or a loop. */
public final class Cycle {
    private static final Logger LOG = LoggerFactory.getLogger(Cycle.class);
    private static final String DRY = "dry-run";

    private final Home home;
    private final PipelineConfig config;
    private final Ledger ledger;
    private final StopSignal stop;
    private final CycleListener listener;

    /** @param listener hears of the runs beside the views that every run keeps */
    public Cycle(Home home, PipelineConfig config, Ledger ledger, StopSignal stop, CycleListener listener) {
        this.home = home;
        this.config = config;
        this.ledger = ledger;
        this.stop = stop;
        this.listener = listener;
    }

    /** The way through the stages of one run. */
    public interface Flow {
        /** The stages on it, in their order. */
        List<Stage> plan();

        /** Takes the run through every stage, passing on what {@link StageRunner} throws, wrapped or not. */
        void through(CycleRun run) throws Exception;
    }

    /** The newest run, where {@code --resume} can go on with it. */
    public Optional<RunRow> resumable() {
        return ledger.runs().latest(1).stream()
                .filter(run -> run.status().resumable())
                .findFirst();
    }

    /**
     * Runs a cycle to its end, whatever that is: failures and stops are told by the report's status.
     *
     * @throws Fault where there is nothing to resume
     */
    public CycleReport run(CycleOptions options, Flow flow) {
        if (options.dryRun()) {
            return dry(options, flow);
        }
        RunRow row = options.resume()
                ? taken(options)
                : ledger.runs().start(options.mode().text(), "{}", settings());
        CycleOptions own =
                new CycleOptions(CycleMode.of(row.mode()), options.force(), options.resume(), false, options.waits());
        LiveState live = new LiveState(home);
        CycleListener everybody = CycleListener.all(List.of(live, listener));
        CycleRun run =
                new CycleRun(row.id(), home, config, ledger, own, stop, everybody, CycleState.parse(row.state()));
        everybody.runStarted(
                run.id(),
                flow.plan().stream()
                        .filter(stage -> own.mode().includes(stage.id()))
                        .toList());
        End end = through(run, flow);
        ledger.runs().finish(run.id(), end.status, end.error);
        RunRow finished = ledger.runs().find(run.id()).orElseThrow();
        CycleReport report = new CycleReport(finished, ledger.stages().of(run.id()), run.state());
        everybody.runEnded(end.status, requireNonNullElse(end.error, ""));
        PipelineStateFiles.write(home, report);
        if (end.status == Status.STOPPED) {
            takeBack();
        }
        return report;
    }

    /** A stop that has ended a run has done its work: it is not to keep the next one from beginning. */
    private void takeBack() {
        try {
            stop.clear();
        } catch (IOException e) {
            LOG.warn("the stop that ended the run stays in force until brewprint resume: {}", e.toString());
        }
    }

    /** The configuration without what is nobody's business. */
    private String settings() {
        ObjectNode all = Json.MAPPER.valueToTree(config);
        all.withObject("/web").remove("token");
        return Json.write(all);
    }

    private record End(Status status, @Nullable String error) {}

    private End through(CycleRun run, Flow flow) {
        while (true) {
            try {
                flow.through(run);
                return new End(Status.DONE, null);
            } catch (Exception e) {
                StoppedException stopped = Fault.cause(e, StoppedException.class);
                if (stopped != null) {
                    return new End(Status.STOPPED, stopped.getMessage());
                }
                RetryLater later = Fault.cause(e, RetryLater.class);
                if (later == null) {
                    StageFailed failed = Fault.cause(e, StageFailed.class);
                    return new End(
                            Status.FAILED,
                            failed == null ? Fault.firstLine(e) : failed.stage() + ": " + failed.getMessage());
                }
                if (!run.options().waits()) {
                    return new End(Status.WAITING, later.stage() + ": " + later.getMessage());
                }
                End end = waitUntil(later);
                if (end != null) {
                    return end;
                }
            }
        }
    }

    private @Nullable End waitUntil(RetryLater later) {
        try {
            stop.sleep(Duration.between(Instant.now(), later.at()));
            return null;
        } catch (StoppedException e) {
            return new End(Status.STOPPED, "stopped while " + later.stage() + " waited for its next attempt");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new End(Status.STOPPED, "interrupted");
        }
    }

    private RunRow taken(CycleOptions options) {
        RunRow last = resumable()
                .orElseThrow(() -> new Fault(
                        "nothing_to_resume",
                        "there is no run to resume: "
                                + ledger.runs().latest(1).stream()
                                        .findFirst()
                                        .map(run -> "the last one, " + run.id() + ", is "
                                                + run.status().text())
                                        .orElse("none was ever made"),
                        "start a new one with run --" + options.mode().text()));
        return ledger.runs().resume(last.id());
    }

    private CycleReport dry(CycleOptions options, Flow flow) {
        CycleRun run = new CycleRun(DRY, home, config, ledger, options, stop, listener, CycleState.START);
        End end = through(run, flow);
        RunRow row = new RunRow(
                DRY, options.mode().text(), null, end.status, Ledger.now(), Ledger.now(), end.error, "{}", "", null);
        return new CycleReport(row, run.planned(), run.state());
    }
}
