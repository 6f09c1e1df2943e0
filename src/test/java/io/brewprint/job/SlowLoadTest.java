package io.brewprint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Home;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.Precision;
import io.brewprint.tensor.Compute;
import io.brewprint.train.SmallBase;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.JobTable;
import io.brewprint.worker.JvmCommand;
import io.brewprint.worker.QuantizeResult;
import io.brewprint.worker.QuantizeSpec;
import io.brewprint.worker.StallLimits;
import io.brewprint.worker.StopSignal;
import io.brewprint.worker.StoppedException;
import io.brewprint.worker.WorkerEvent;
import io.brewprint.worker.WorkerFailed;
import io.brewprint.worker.WorkerMain;
import io.brewprint.worker.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SlowLoadTest {
    /** Shorter than the whole of the slow load, longer than a JVM's start. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    private final List<WorkerEvent> heard = new CopyOnWriteArrayList<>();
    private StopSignal stop;

    /** A worker that loads a model from a slow reader. */
    public static final class Child {
        public static void main(String[] args) {
            EventWriter events = EventWriter.takeStdout();
            JobTable jobs = JobTable.EMPTY.with(QuantizeSpec.class, Child::load);
            System.exit(WorkerMain.run(Path.of(args[0]), jobs, System.in, events));
        }

        private static QuantizeResult load(QuantizeSpec job, EventWriter events, BooleanSupplier stop)
                throws Exception {
            Loading beats = new Loading(events, stop);
            LoadProgress slowed = (done, total) -> {
                boolean hangs = job.quantization().equals("stuck") && done == 5;
                pause(hangs ? 100_000 : 600);
                beats.tensor(done, total);
            };
            try (NDManager manager = Compute.manager();
                    LlamaModel model = LlamaModel.load(job.base(), Precision.FULL, manager, slowed)) {
                return new QuantizeResult(job.base(), true, model.config().layers(), 0);
            }
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void aModel() throws Exception {
        stop = new StopSignal(new Home(folder));
        SmallBase.make(Files.createDirectories(folder.resolve("base")));
    }

    @Test
    void aLoadThatTakesLongerThanTheStallWatchIsPatientGoesOnAsItBeats() throws Exception {
        QuantizeResult result = run("slow");

        assertThat(result.bytes()).isEqualTo(2);
        assertThat(heard)
                .hasOnlyElementsOfType(WorkerEvent.Beat.class)
                .contains(new WorkerEvent.Beat("loading the model: 1 of 20 tensors"))
                .hasSizeGreaterThan(5);
    }

    @Test
    void aLoadThatHangsIsFound() {
        WorkerFailed failed = catchThrowableOfType(WorkerFailed.class, () -> run("stuck"));

        assertThat(failed.category()).isEqualTo(ErrorCategory.TIMEOUT);
        assertThat(failed).hasMessageContaining("no sign of life");
        assertThat(heard).contains(new WorkerEvent.Beat("loading the model: 1 of 20 tensors"));
    }

    @Test
    void aStopEndsALoadAtItsNextTensor() {
        StoppedException stopped = catchThrowableOfType(
                StoppedException.class,
                () -> process()
                        .run(
                                job("slow"),
                                folder.resolve("job.json"),
                                event -> {
                                    heard.add(event);
                                    stop.request();
                                },
                                stop));

        assertThat(stopped).hasMessage("stopped on request");
        assertThat(heard).hasSizeLessThan(5);
    }

    private QuantizeResult run(String kind) throws Exception {
        return process().run(job(kind), folder.resolve("job.json"), heard::add, stop);
    }

    private QuantizeSpec job(String kind) {
        return new QuantizeSpec(folder.resolve("base"), kind, true, "keep", true);
    }

    private WorkerProcess process() {
        return new WorkerProcess(
                new JvmCommand(Child.class.getName(), List.of(), 128, List.of()),
                folder.resolve("worker-1.log"),
                new StallLimits(Duration.ofMinutes(1), PATIENCE, Duration.ofMinutes(1), Duration.ofMillis(500)));
    }
}
