package io.brewprint.cycle;

import io.brewprint.worker.JobResult;
import io.brewprint.worker.JobSpec;
import io.brewprint.worker.JvmCommand;
import io.brewprint.worker.StallLimits;
import io.brewprint.worker.WorkerEvent;
import io.brewprint.worker.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one job of a stage in a child JVM and turns its events into the stage's progress. */
final class StageWorker {
    private final StageContext context;
    private final Stage stage;

    StageWorker(StageContext context, Stage stage) {
        this.context = context;
        this.stage = stage;
    }

    <R extends JobResult> R run(JobSpec<R> job) throws Exception {
        String name = context.runId() + "-" + stage.id() + "-" + context.attempt();
        Path jobFile = context.home().jobs().resolve(name + ".json");
        Path log = context.home().logs().resolve("worker-" + name + ".log");
        WorkerProcess process =
                new WorkerProcess(JvmCommand.of(context.config()), log, StallLimits.of(context.config(), stage.kind()));
        R result = process.run(job, jobFile, this::hear, context.stop());
        // Only after success: a failed job's file shows what it was asked.
        Files.deleteIfExists(jobFile);
        return result;
    }

    private void hear(WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Progress at -> context.progress().at(at.step(), at.total(), at.message(), at.metrics());
            case WorkerEvent.Metric metric -> context.progress().metric(metric.step(), metric.name(), metric.value());
            case WorkerEvent.Beat beat -> context.progress().working(beat.message());
            case WorkerEvent.Log log -> context.progress().log(log.message());
            case WorkerEvent.Done done -> throw new IllegalStateException("a result is not for listeners");
            case WorkerEvent.Stopped stopped -> throw new IllegalStateException("a result is not for listeners");
            case WorkerEvent.Failed failed -> throw new IllegalStateException("a result is not for listeners");
        }
    }
}
