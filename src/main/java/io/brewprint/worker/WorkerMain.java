package io.brewprint.worker;

import io.brewprint.config.Fault;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** What a child JVM does: reads a job file, runs the job, tells by events how it goes and how it ended. */
public final class WorkerMain {
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(60);

    private WorkerMain() {}

    /**
     * Runs a job to its end.
     *
     * @return the exit code: 0 done, 1 failed, 2 no job file that can be read, 3 stopped
     */
    public static int run(Path jobFile, JobTable jobs, InputStream stdin, EventWriter events) {
        EndSignals.take();
        StopWatch stop = new StopWatch(ORPHAN_GRACE);
        stop.watch(stdin);
        try {
            JobSpec<?> spec;
            try {
                spec = JobFile.read(jobFile);
            } catch (Fault e) {
                events.error(e);
                return 2;
            }
            events.done(jobs.run(spec, events, stop));
            return 0;
        } catch (StoppedException e) {
            events.stopped(e.result().orElse(null));
            return 3;
        } catch (CancellationException e) { // at a boundary within a library's work, where nothing is reached yet
            events.stopped(null);
            return 3;
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
            e.printStackTrace();
            events.error(Fault.of(e));
            return 1;
        }
    }
}
