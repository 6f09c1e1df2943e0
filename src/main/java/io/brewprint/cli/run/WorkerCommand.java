package io.brewprint.cli.run;

import io.brewprint.bench.BenchJob;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.job.Jobs;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.WorkerMain;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code worker}: a child JVM's side; not for people. */
@Command(name = "worker", hidden = true, description = "Runs one job file and writes its events to stdout.")
public final class WorkerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOBFILE")
    private @Nullable Path jobFile;

    @Override
    public Integer call() {
        EventWriter events = EventWriter.takeStdout();
        if (jobFile == null) {
            return ExitCode.USAGE;
        }
        return WorkerMain.run(jobFile, Jobs.all().and(BenchJob.all()), System.in, events);
    }
}
