package io.brewprint.cli.command;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.route.SingleOwner;
import io.brewprint.tensor.Compute;
import io.brewprint.worker.EndSignals;
import io.brewprint.worker.JobResult;
import io.brewprint.worker.JobSpec;
import io.brewprint.worker.JvmCommand;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.StallLimits;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import io.brewprint.worker.WorkerEvent;
import io.brewprint.worker.WorkerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One job in a worker of its own, outside the pipeline; its news go to stderr. */
public final class WorkerCall {
    private static final Pattern JOB = Pattern.compile("([a-z_]+)-(\\d{1,18})\\.json");
    private static final long PLAIN_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private long saidAt = System.nanoTime();

    public WorkerCall(PrintWriter err) {
        this.err = err;
    }

    /**
     * Runs the job to its end.
     *
     * @throws Fault with exit code 3 where it was stopped, else with what the worker says
     */
    public <R extends JobResult> R run(Home home, PipelineConfig config, JobSpec<R> job) throws Exception {
        try {
            return patiently(home, config, job, Duration.ZERO);
        } catch (StoppedException e) {
            throw new Fault(
                    ErrorCategory.STOPPED,
                    "stopped",
                    String.valueOf(e.getMessage()),
                    Where.NOWHERE,
                    "the same command goes on");
        }
    }

    /**
     * Runs the job to its end, and gives it at least {@code silence} before it is held to hang.
     *
     * @throws StoppedException where it was stopped, with what it reached
     */
    public <R extends JobResult> R patiently(Home home, PipelineConfig config, JobSpec<R> job, Duration silence)
            throws IOException, InterruptedException, StoppedException {
        EndSignals.take();
        Compute.use(config.hardware());
        String name = job.kind() + "-" + ProcessHandle.current().pid();
        Path jobFile = home.jobs().resolve(name + ".json");
        Files.createDirectories(home.jobs());
        StallLimits usual = StallLimits.of(config, StageKind.TRAINING);
        Duration kill = silence.compareTo(usual.kill()) > 0 ? silence : usual.kill();
        WorkerProcess worker = new WorkerProcess(
                JvmCommand.of(config),
                home.logs().resolve("worker-" + name + ".log"),
                new StallLimits(usual.warn(), kill, usual.whole(), usual.grace()));
        StopSignal signal = new StopSignal(home);
        try {
            return worker.run(job, jobFile, this::hear, signal);
        } catch (StoppedException e) {
            if (SingleOwner.current(home).isEmpty()) {
                signal.clear(); // it was meant for this: nothing else is at work that has to see it
            }
            throw e;
        } finally {
            Files.deleteIfExists(jobFile);
        }
    }

    /** Processes that have a worker of their own in {@code home}, outside the cycle, by what they do. */
    public static Map<Long, String> running(Home home) throws IOException {
        Map<Long, String> found = new TreeMap<>();
        if (Files.isDirectory(home.jobs())) {
            try (var files = Files.newDirectoryStream(home.jobs(), "*.json")) {
                for (Path file : files) {
                    Matcher name = JOB.matcher(String.valueOf(file.getFileName()));
                    if (name.matches()
                            && ProcessHandle.of(Long.parseLong(name.group(2))).isPresent()) {
                        found.put(Long.valueOf(name.group(2)), name.group(1));
                    }
                }
            }
        }
        return found;
    }

    private void hear(WorkerEvent event) {
        if (event instanceof WorkerEvent.Log log) {
            say(log.message());
        } else if (event instanceof WorkerEvent.Progress at && System.nanoTime() - saidAt > PLAIN_NANOS) {
            say("  " + at.step() + (at.total() > 0 ? "/" + at.total() : "") + "  " + at.message());
        } else if (event instanceof WorkerEvent.Beat beat && System.nanoTime() - saidAt > PLAIN_NANOS) {
            say("  " + beat.message());
        }
    }

    private void say(String line) {
        saidAt = System.nanoTime();
        err.println(line);
        err.flush();
    }
}
