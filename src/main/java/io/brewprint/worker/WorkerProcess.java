package io.brewprint.worker;

import io.brewprint.config.ErrorCategory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child JVM and its job: hands on its events, tells it to stop, and ends it where it hangs. Killing it at any
 * moment is harmless, as what a job leaves is written in the crash order.
 */
public final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    /** An exam's result is one line, with all answers that failed. */
    private static final int LONGEST_LINE = 1 << 24;

    private static final int QUEUE = 1_000;

    /** What a JVM ends with by SIGHUP, SIGINT or SIGTERM before its worker takes them for a stop. */
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(129, 130, 143);

    private final JvmCommand command;
    private final Path logFile;
    private final StallLimits limits;

    /** @param logFile takes the child's stderr; named worker-*.log, all but the newest are cleaned away */
    public WorkerProcess(JvmCommand command, Path logFile, StallLimits limits) {
        this.command = command;
        this.logFile = logFile;
        this.limits = limits;
    }

    /** What the reader thread hands over: an event, or the end of the stream. */
    private record Heard(@Nullable WorkerEvent event) {}

    /**
     * Runs a job to its end.
     *
     * @param jobFile where the job is written for the child; the caller's to delete
     * @param listener hears progress, metrics and log lines, in this thread
     * @return the job's result
     * @throws StoppedException where the job stopped on request, with its result
     * @throws WorkerFailed where the job failed, gave no sign of life, took too long or died
     */
    public <R extends JobResult> R run(JobSpec<R> spec, Path jobFile, Consumer<WorkerEvent> listener, StopSignal stop)
            throws IOException, InterruptedException, StoppedException {
        stop.check(); // before minutes go into a model that nobody waits for
        Path folder = logFile.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
            WorkerLog.cleanUp(folder);
        }
        JobFile.write(jobFile, spec);
        ProcessBuilder builder = new ProcessBuilder(command.line(jobFile));
        // OpenMP's threads spin for a millisecond at their barriers otherwise: beside any other busy process a step
        // then
        // takes ten times as long. Not to spin at all costs a tenth, a few microseconds of it cost nothing.
        if (!builder.environment().containsKey("OMP_WAIT_POLICY")) {
            builder.environment().putIfAbsent("GOMP_SPINCOUNT", "10000");
        }
        // f32 products on a GPU may use its matrix units: a small model trained in f32 is several times as fast.
        builder.environment().putIfAbsent("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1");
        Process process = builder.start();
        WorkerLog log = new WorkerLog(logFile);
        Thread logPump = log.pump(process.getErrorStream());
        BlockingQueue<Heard> queue = new ArrayBlockingQueue<>(QUEUE);
        Thread reader = read(process.getInputStream(), queue);
        try {
            WorkerEvent last = follow(process, queue, listener, stop);
            if (last == null) {
                process.waitFor(limits.grace().toMillis(), TimeUnit.MILLISECONDS);
                logPump.join(limits.grace().toMillis());
            }
            return result(spec, last, process, log);
        } finally {
            end(process);
            reader.interrupt();
            reader.join(1_000);
            logPump.join(1_000);
        }
    }

    // Returns the event that ended the job, null where its output ended without one.
    private @Nullable WorkerEvent follow(
            Process process, BlockingQueue<Heard> queue, Consumer<WorkerEvent> listener, StopSignal stop)
            throws InterruptedException, StoppedException {
        long began = System.nanoTime();
        long heardAt = began;
        long toldAt = 0;
        boolean warned = false;
        while (true) {
            Heard heard = queue.poll(100, TimeUnit.MILLISECONDS);
            long now = System.nanoTime();
            if (heard != null) {
                heardAt = now;
                warned = false;
                switch (heard.event) {
                    case null -> {
                        return null;
                    }
                    case WorkerEvent.Done done -> {
                        return done;
                    }
                    case WorkerEvent.Stopped stopped -> {
                        return stopped;
                    }
                    case WorkerEvent.Failed failed -> {
                        return failed;
                    }
                    case WorkerEvent event -> listener.accept(event);
                }
            }
            if (toldAt == 0 && stop.requested()) {
                toldAt = now;
                tell(process);
            }
            Duration silent = Duration.ofNanos(now - heardAt);
            if (!warned && silent.compareTo(limits.warn()) >= 0) {
                warned = true;
                listener.accept(new WorkerEvent.Log("no sign of life from the worker for " + words(silent)));
            }
            if (silent.compareTo(limits.kill()) >= 0) {
                throw new WorkerFailed(
                        ErrorCategory.TIMEOUT,
                        "the worker gave no sign of life for " + words(silent) + " and was ended",
                        "see " + logFile + "; stall_detection sets the patience");
            }
            if (now - began > limits.whole().toNanos()) {
                throw new WorkerFailed(
                        ErrorCategory.TIMEOUT,
                        "the worker took longer than " + words(limits.whole()) + " and was ended",
                        "give it less to do");
            }
            if (toldAt != 0 && now - toldAt > limits.kill().toNanos()) {
                throw new StoppedException("the worker reached no safe boundary within " + words(limits.kill())
                        + " of being told to stop and was ended");
            }
        }
    }

    private <R extends JobResult> R result(JobSpec<R> spec, @Nullable WorkerEvent last, Process process, WorkerLog log)
            throws StoppedException {
        return switch (last) {
            case WorkerEvent.Done done -> JobFile.result(done.result(), spec.resultType());
            case WorkerEvent.Stopped stopped ->
                throw new StoppedException(
                        "stopped on request",
                        stopped.result().isMissingNode() ? null : JobFile.result(stopped.result(), spec.resultType()));
            case WorkerEvent.Failed failed -> throw new WorkerFailed(failed.fault(), logFile);
            case null, default -> {
                if (!process.isAlive() && ENDED_BY_SIGNAL.contains(process.exitValue())) {
                    throw new StoppedException("stopped on request before the worker's job began");
                }
                throw died(process, log);
            }
        };
    }

    private WorkerFailed died(Process process, WorkerLog log) {
        String exit = process.isAlive() ? "without ending" : "with exit code " + process.exitValue();
        String hint = !process.isAlive() && process.exitValue() == 137
                ? " (killed; perhaps the machine ran out of memory)"
                : "";
        ErrorCategory category = Optional.of(ErrorCategory.ofMessage(log.tail()))
                .filter(found -> found == ErrorCategory.OOM || found == ErrorCategory.DISK_FULL)
                .orElse(ErrorCategory.UNKNOWN);
        return new WorkerFailed(
                category, "the worker died " + exit + hint + " before its job was done", "see " + logFile);
    }

    private static Thread read(InputStream stdout, BlockingQueue<Heard> queue) {
        Thread thread = new Thread(
                () -> {
                    BoundedLines lines = new BoundedLines(new BufferedInputStream(stdout, 1 << 16), LONGEST_LINE);
                    try {
                        for (String line = lines.next(); line != null; line = lines.next()) {
                            Optional<WorkerEvent> event = lines.cut() ? Optional.empty() : WorkerEvent.parse(line);
                            if (event.isPresent()) {
                                queue.put(new Heard(event.get()));
                            } else if (!line.isBlank()) {
                                LOG.warn(
                                        "a worker wrote a line that is no event: {}",
                                        line.substring(0, Math.min(200, line.length())));
                            }
                        }
                        queue.put(new Heard(null));
                    } catch (IOException e) {
                        // A stream closed under the reader is the end like any other.
                        if (!queue.offer(new Heard(null))) {
                            LOG.warn("a worker's output broke off: {}", e.toString());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "worker-events");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void tell(Process process) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write("stop\n".getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            LOG.debug("the worker ended before it could be told to stop", e);
        }
    }

    private void end(Process process) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the worker's stdin was closed already", e);
        }
        // The end of its stdin has told it to stop: a signal could tell it no more.
        if (!process.waitFor(limits.grace().toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            process.waitFor(limits.grace().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static String words(Duration time) {
        return time.toSeconds() < 1 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
