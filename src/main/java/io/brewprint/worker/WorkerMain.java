package io.brewprint.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/** What a child JVM does: reads a job file, runs the job, tells by events how it goes and how it ended. */
public final class WorkerMain {
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(60);

    private WorkerMain() {}

    /**
     * Runs a job to its end.
     *
     * @return the exit code: 0 done, 1 failed, 2 no such job, 3 stopped
     */
    public static int run(Path jobFile, Map<String, Job> jobs, InputStream stdin, EventWriter events) {
        StopWatch stop = new StopWatch(ORPHAN_GRACE);
        stop.watch(stdin);
        try {
            JsonNode job = Json.MAPPER.readTree(jobFile.toFile());
            String kind = job.path("kind").asText("");
            Job found = jobs.get(kind);
            if (found == null) {
                events.error(new Fault("no_such_job", "no job is called \"" + kind + "\"", Where.in(jobFile),
                        "there are " + String.join(", ", new TreeSet<>(jobs.keySet()))));
                return 2;
            }
            events.done(found.run(job, events, stop));
            return 0;
        } catch (StoppedException e) {
            events.stopped(e.result());
            return 3;
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
            e.printStackTrace();
            events.error(Fault.of(e));
            return 1;
        }
    }
}
