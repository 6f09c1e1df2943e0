package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.llama.TinyFolders;
import io.brewprint.tensor.Compute;
import io.brewprint.worker.JvmCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each key of the section hardware changes; {@code CycleTest} shows it for min_free_disk_mib. */
class HardwareSettingsTest {
    private static final String NO_GPU =
            "brewprint: hardware.device is gpu, and there is no GPU that the engine can use; "
                    + "set hardware.device to auto or cpu";

    @TempDir
    Path folder;

    /** A worker's JVM that tells what it computes with instead of working. */
    public static final class Child {
        public static void main(String[] args) {
            try (NDManager manager = Compute.manager()) {
                System.out.println("device " + manager.getDevice().getDeviceType());
                System.out.println("threads " + Compute.threads() + " " + JniUtils.getNumThreads());
                System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
            }
        }
    }

    @AfterEach
    void theOthersComputeAsTheyDid() {
        Compute.use(PipelineConfig.defaults().hardware());
    }

    @Test
    void threadsAreThoseThatAWorkerComputesWith() throws Exception {
        assertThat(worker("{\"threads\":1}")).contains("threads 1 1");
        assertThat(worker("{\"threads\":3}")).contains("threads 3 3");
    }

    @Test
    void withoutASettingAWorkerComputesAsTheEngineDoesByItself() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(worker("{}"))
                .contains("device " + Compute.device().getDeviceType())
                .contains("threads " + cores + " " + ofTheEngine());
    }

    @Test
    void theDeviceIsTheWorkers() throws Exception {
        assertThat(worker("{\"device\":\"cpu\"}")).contains("device cpu");
        if (CudaUtils.getGpuCount() == 0) {
            assertThat(worker("{\"device\":\"gpu\"}")).contains("hardware.device is gpu, and there is no GPU");
        } else {
            assertThat(worker("{\"device\":\"gpu\"}")).contains("device gpu");
        }
    }

    @Test
    void theHeapIsTheWorkers() throws Exception {
        assertThat(worker("{\"worker_heap_mib\":300}")).containsPattern("heap (29\\d|300)\\b");
        assertThat(worker("{\"worker_heap_mib\":700}")).containsPattern("heap (6[789]\\d|700)\\b");
    }

    @Test
    void threadsAreThoseOfThisProcessToo() {
        Compute.use(config("{\"threads\":3}").hardware());

        assertThat(Compute.threads()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run --full",
                "run --train-only",
                "run --eval-only",
                "serve",
                "train --output OUT",
                "generate --prompt hello",
                "exam",
                "evaluate",
                "model quantize --model tiny --quantization int8",
                "bench train",
                "bench serve"
            })
    void aGpuThatIsNotThereIsRefusedInOneLine(String call) throws Exception {
        assumeTrue(CudaUtils.getGpuCount() == 0, "a GPU is there");
        Home home = new Home(folder.resolve("home")).create();
        TinyFolders.model(home.model("tiny"));
        Files.createDirectories(home.train().getParent());
        Files.writeString(home.train(), "{\"instruction\":\"a\",\"input\":\"\",\"output\":\"b\"}\n");
        Files.writeString(home.config(), "{\"hardware\":{\"device\":\"gpu\"},\"model\":{\"base_model\":\"tiny\"}}");
        Files.createDirectories(folder.resolve("app/examples/exports"));
        Files.createDirectories(home.lessons().resolve("holdout"));
        try (var lessons = Files.newDirectoryStream(Path.of("lessons", "holdout"), "*.json")) {
            Path lesson = lessons.iterator().next();
            Files.copy(lesson, home.lessons().resolve("holdout").resolve(lesson.getFileName()));
        }
        List<String> words = new ArrayList<>(
                List.of(call.replace("OUT", folder.resolve("out").toString()).split(" ")));
        String command = words.removeFirst();
        command = List.of("model", "bench").contains(command) ? command + " " + words.removeFirst() : command;
        String app = System.getProperty("brewprint.app", "");
        System.setProperty("brewprint.app", folder.resolve("app").toString());

        Called called;
        try {
            called = Called.in(home.root(), command, words.toArray(String[]::new));
        } finally {
            System.setProperty("brewprint.app", app);
        }

        assertThat(called.err().lines()).containsExactly(NO_GPU);
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
    }

    @Test
    void theWholeProgramSaysNoMoreThanThatLine() throws Exception {
        assumeTrue(CudaUtils.getGpuCount() == 0, "a GPU is there");
        Home home = new Home(folder.resolve("home")).create();
        Files.writeString(home.config(), "{\"hardware\":{\"device\":\"gpu\"}}");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Brewprint.class.getName(),
                        "run",
                        "--train-only",
                        "--home",
                        home.root().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.lines()).containsExactly(NO_GPU);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void whatNeedsNoGpuIsDoneWithoutOne() throws Exception {
        assumeTrue(CudaUtils.getGpuCount() == 0, "a GPU is there");
        Home home = new Home(folder.resolve("home")).create();
        Files.writeString(home.config(), "{\"hardware\":{\"device\":\"gpu\"}}");

        assertThat(Called.in(home.root(), "status").code()).isZero();
        assertThat(Called.in(home.root(), "run", "--data-only", "--dry-run").code())
                .isZero();
        assertThat(Called.in(home.root(), "doctor").out())
                .contains("TROUBLE device: hardware.device is gpu, and there is no GPU that the engine can use; set");
    }

    private static int ofTheEngine() throws Exception {
        ProcessBuilder plain = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Plain.class.getName());
        Process process = plain.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return Integer.parseInt(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** The engine as it is when nobody sets anything. */
    public static final class Plain {
        public static void main(String[] args) {
            try (NDManager manager = NDManager.newBaseManager()) {
                manager.zeros(new ai.djl.ndarray.types.Shape(1));
                System.out.println(JniUtils.getNumThreads());
            }
        }
    }

    private static PipelineConfig config(String hardware) {
        return ConfigFile.parse("c", "{\"hardware\":" + hardware + "}");
    }

    private String worker(String hardware) throws Exception {
        JvmCommand usual = JvmCommand.of(config(hardware));
        JvmCommand child = new JvmCommand(Child.class.getName(), List.of(), usual.heapMib(), usual.options());
        Process process =
                new ProcessBuilder(line(child)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private List<String> line(JvmCommand command) {
        return command.line(folder.resolve("job.json"));
    }
}
