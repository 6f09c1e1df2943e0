package io.brewprint.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerProcessTest {
    private static final StallLimits PATIENT = new StallLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(50), Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private StopSignal stop;
    private final List<WorkerEvent> heard = new CopyOnWriteArrayList<>();

    /** The child: a worker whose job behaves as the model's name says. */
    public static final class Child {
        public static void main(String[] args) {
            EventWriter events = EventWriter.takeStdout();
            JobTable jobs = JobTable.EMPTY.with(QuantizeSpec.class, Child::behave);
            System.exit(WorkerMain.run(Path.of(args[0]), jobs, System.in, events));
        }

        private static QuantizeResult behave(QuantizeSpec job, EventWriter out, BooleanSupplier stopped)
                throws Exception {
            QuantizeResult result = new QuantizeResult(
                    job.base(), job.force(), ProcessHandle.current().pid(), 0);
            switch (job.base().toString()) {
                case "echo" -> {
                    System.out.println("a library prints to stdout");
                    out.progress("echo", 1, 2, "half", Map.of("loss", 1.5, "bad", Double.NaN));
                    out.metric("echo", 1, "speed", 12);
                    out.log("hello");
                    return new QuantizeResult(
                            Path.of(String.valueOf(System.getenv("GOMP_SPINCOUNT"))),
                            true,
                            ProcessHandle.current().pid(),
                            0);
                }
                case "steps" -> {
                    for (int step = 1; step <= 100_000; step++) {
                        if (stopped.getAsBoolean()) {
                            throw new StoppedException("stopped", new QuantizeResult(job.base(), false, step, 0));
                        }
                        out.progress(
                                "steps",
                                step,
                                100_000,
                                "pid " + ProcessHandle.current().pid());
                        Thread.sleep(20);
                    }
                }
                case "hang" -> Thread.sleep(60_000);
                case "fail" -> throw new java.io.IOException("No space left on device");
                case "hungry" -> {
                    List<long[]> all = new java.util.ArrayList<>();
                    while (true) {
                        all.add(new long[1 << 20]);
                    }
                }
                case "noise" -> {
                    java.io.FileOutputStream raw = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                    raw.write("no event\n{\"event\":\"unheard of\"}\n".getBytes());
                    byte[] long1 = new byte[3 << 20];
                    java.util.Arrays.fill(long1, (byte) 'x');
                    raw.write(long1);
                    raw.write('\n');
                }
                case "mute" -> {
                    // a result of another version: a field is missing
                    java.io.FileOutputStream raw = new java.io.FileOutputStream(java.io.FileDescriptor.out);
                    raw.write("{\"event\":\"done\",\"result\":{\"file\":\"x\",\"made\":true,\"seconds\":1}}\n"
                            .getBytes());
                    raw.flush();
                }
                default -> throw new IllegalArgumentException("behave how?");
            }
            return result;
        }
    }

    /** A parent that can be killed: runs the endless job and prints the child's pid. */
    public static final class Parent {
        public static void main(String[] args) throws Exception {
            Home home = new Home(Path.of(args[0]));
            process(home.root(), PATIENT)
                    .run(
                            job("steps"),
                            home.root().resolve("job.json"),
                            event -> {
                                if (event instanceof WorkerEvent.Progress at && at.step() == 1) {
                                    System.out.println(at.message());
                                    System.out.flush();
                                }
                            },
                            new StopSignal(home));
        }
    }

    @BeforeEach
    void signal() {
        stop = new StopSignal(new Home(folder));
    }

    @Test
    void aJobGivesItsResultAndItsEvents() throws Exception {
        QuantizeResult result = run("echo", PATIENT);

        assertThat(result.bytes())
                .isPositive()
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(result.file().toString())
                .isEqualTo(String.valueOf(System.getenv().getOrDefault("GOMP_SPINCOUNT", "10000")));
        assertThat(heard)
                .containsExactly(
                        new WorkerEvent.Progress("echo", 1, 2, "half", Map.of("loss", 1.5)),
                        new WorkerEvent.Metric("echo", 1, "speed", 12),
                        new WorkerEvent.Log("hello"));
        assertThat(Files.readString(folder.resolve("worker-1.log"))).contains("a library prints to stdout");
    }

    @Test
    void linesThatAreNoEventsAreLeftOut() throws Exception {
        QuantizeResult result = run("noise", PATIENT);

        assertThat(result.made()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void anErrorOfTheJobHasItsCategory() {
        WorkerFailed failed = catchThrowableOfType(WorkerFailed.class, () -> run("fail", PATIENT));

        assertThat(failed.category()).isEqualTo(ErrorCategory.DISK_FULL);
        assertThat(failed.what()).isEqualTo("No space left on device");
        assertThat(failed.remedy()).contains(".log");
        assertThat(failed.remedy()).contains("worker-1.log");
    }

    @Test
    void aJobThatTheProcessDoesNotDoIsRefused() {
        WorkerProcess process = process(folder, PATIENT);

        assertThatThrownBy(() -> process.run(
                        new BenchSliceSpec("x", "int8", 1, 1, 1), folder.resolve("job.json"), heard::add, stop))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("this process does no bench_slice job");
    }

    @Test
    void aResultThatLacksAFieldIsAFaultAndNotAZero() {
        assertThatThrownBy(() -> run("mute", PATIENT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bytes")
                .hasMessageContaining("the worker's result cannot be read");
    }

    @Test
    void aJobWithoutMemoryIsCalledSo() {
        WorkerFailed failed = catchThrowableOfType(WorkerFailed.class, () -> run("hungry", PATIENT));

        assertThat(failed.category()).isEqualTo(ErrorCategory.OOM);
    }

    @Test
    void aStopEndsTheJobAtItsNextBoundaryWithWhatItReached() throws Exception {
        Thread stopper = Thread.startVirtualThread(() -> {
            Awaitility.await().until(() -> heard.size() > 3);
            stop.request();
        });

        StoppedException stopped = catchThrowableOfType(StoppedException.class, () -> run("steps", PATIENT));

        stopper.join();
        assertThat(((QuantizeResult) stopped.result().orElseThrow()).bytes()).isGreaterThan(3);
    }

    @Test
    void aJobThatHangsIsWarnedAboutAndKilled() {
        StallLimits strict = new StallLimits(
                Duration.ofMillis(800), Duration.ofMillis(1_500), Duration.ofSeconds(50), Duration.ofMillis(200));

        WorkerFailed failed = catchThrowableOfType(WorkerFailed.class, () -> run("hang", strict));

        assertThat(failed.category()).isEqualTo(ErrorCategory.TIMEOUT);
        assertThat(failed).hasMessageContaining("no sign of life");
        assertThat(heard)
                .singleElement()
                .satisfies(event ->
                        assertThat(((WorkerEvent.Log) event).message()).startsWith("no sign of life from the worker"));
        assertThat(ProcessHandle.current().children().filter(WorkerProcessTest::isChild))
                .isEmpty();
    }

    @Test
    void aJobThatTakesTooLongIsKilled() {
        StallLimits brief = new StallLimits(
                Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMillis(500));

        assertThatThrownBy(() -> run("steps", brief))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void aWorkerKilledFromOutsideIsReported() throws Exception {
        Thread killer = Thread.startVirtualThread(() -> {
            Awaitility.await().until(() -> heard.size() > 3);
            long pid = Long.parseLong(
                    ((WorkerEvent.Progress) heard.getFirst()).message().substring(4));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        });

        WorkerFailed failed = catchThrowableOfType(WorkerFailed.class, () -> run("steps", PATIENT));

        killer.join();
        assertThat(failed.category()).isEqualTo(ErrorCategory.UNKNOWN);
        assertThat(failed).hasMessageContaining("the worker died");
    }

    @Test
    void noChildOutlivesAKilledParent() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long child = Long.parseLong(parent.inputReader().readLine().substring(4));
        assertThat(ProcessHandle.of(child)).isPresent();

        parent.destroyForcibly().waitFor();

        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static boolean isChild(ProcessHandle handle) {
        return handle.isAlive() && handle.info().commandLine().orElse("").contains(Child.class.getName());
    }

    private QuantizeResult run(String kind, StallLimits limits) throws Exception {
        return process(folder, limits).run(job(kind), folder.resolve("job.json"), heard::add, stop);
    }

    private static WorkerProcess process(Path folder, StallLimits limits) {
        return new WorkerProcess(
                new JvmCommand(Child.class.getName(), List.of(), 64, List.of()),
                folder.resolve("worker-1.log"),
                limits);
    }

    private static QuantizeSpec job(String kind) {
        return new QuantizeSpec(Path.of(kind), "int8", true, "keep", true);
    }
}
