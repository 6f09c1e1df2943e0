package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.dataset.JsonLines;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import io.brewprint.ledger.Status;
import io.brewprint.train.SmallBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a terminal and a service manager do: SIGINT or SIGTERM to the whole process group, parent and worker, at any
 * moment of a training. {@code -Dbrewprint.signals=50} sends so many to each command.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class GroupSignalTest {
    private static final int SIGNALS = Integer.getInteger("brewprint.signals", 6);
    private static final String CONFIG = """
            {"model": {"base_model": "base"},
             "hardware": {"worker_heap_mib": 256},
             "lora": {"r": 2, "alpha": 4, "dropout": 0.1},
             "training": {"epochs": 60, "learning_rate": 0.005, "batch_size": 2, "gradient_accumulation_steps": 1,
                "max_seq_length": 96, "warmup_steps": 2, "save_steps": 1, "eval_steps": 8, "keep_checkpoints": 2}}
            """;

    @TempDir
    Path folder;

    private Home home;
    private int started;
    private final Map<String, Integer> moments = new TreeMap<>();

    @BeforeEach
    void aHomeWithASmallModelAndRows() throws Exception {
        home = new Home(folder.resolve("home")).create();
        Files.writeString(home.config(), CONFIG);
        Files.createDirectories(home.model("base"));
        SmallBase.make(home.model("base"));
        List<String> rows = SmallBase.ROWS.stream().map(JsonLines::line).toList();
        Files.write(home.train(), rows);
        Files.write(home.validation(), rows.subList(0, 4));
    }

    @Test
    void a_train_goes_on_exactly_from_every_signal_to_its_group() throws Exception {
        Path out = home.models().resolve("mine");
        Call train = new Call(List.of("train", "--output", out.toString()), List.of(), out, () -> {});

        campaign(train);
    }

    @Test
    void a_run_goes_on_exactly_from_every_signal_to_its_group_and_uses_up_no_attempt() throws Exception {
        Call run = new Call(List.of("run", "--train-only"), List.of("run", "--resume"), home.adapter(1), () -> {
            try (Ledger ledger = Ledger.open(home.database())) {
                String last = ledger.runs().latest(1).getFirst().id();
                assertThat(ledger.runs().latest(1).getFirst().status()).isEqualTo(Status.STOPPED);
                assertThat(ledger.stages().of(last))
                        .allSatisfy(stage -> assertThat(stage.attempt()).isLessThanOrEqualTo(1))
                        .extracting(StageRow::status)
                        .doesNotContain(Status.FAILED, Status.WAITING, Status.RUNNING);
            }
        });

        campaign(run);
    }

    private interface Check {
        void look() throws Exception;
    }

    /**
     * A command that trains.
     *
     * @param again goes on with it, where that is another command
     * @param out where its checkpoints are
     * @param stopped what else holds of a home in which it was stopped
     */
    private record Call(List<String> command, List<String> again, Path out, Check stopped) {}

    private void campaign(Call call) throws Exception {
        assertThat(start(call.command).waitFor()).as(errors()).isZero();
        Path expected = folder.resolve("expected");
        Files.move(call.out.resolve("final"), expected);
        forget(call);
        Random random = new Random(12);
        boolean resumes = false;
        for (int i = 0; i < SIGNALS; i++) {
            resumes = trial(call, resumes, i % 4 < 2 ? "TERM" : "INT", i % 6, random, expected);
        }
        if (resumes) {
            assertThat(start(call.again.isEmpty() ? call.command : call.again).waitFor())
                    .as(errors())
                    .isZero();
            assertSame(call, expected);
        }
        System.out.println(call.command.getFirst() + ": " + moments);
    }

    /** One start, one signal; whether there is something to go on with. */
    private boolean trial(Call call, boolean resumes, String signal, int when, Random random, Path expected)
            throws Exception {
        Process process = start(resumes && !call.again.isEmpty() ? call.again : call.command);
        switch (when) {
            case 0 -> process.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
            case 1 -> {
                await(process, () -> works());
                process.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
            }
            case 5 -> {
                await(process, () -> !files(call.out, "final").isEmpty());
                process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
            }
            default -> {
                int step = newest(call) + 1 + random.nextInt(90);
                await(process, () -> newest(call) >= step);
                process.waitFor(random.nextInt(30), TimeUnit.MILLISECONDS);
            }
        }
        String moment = process.isAlive() ? moment(call) : "after it";
        signal(signal, process.pid());
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
        int exit = process.exitValue();
        moments.merge(moment + ", exit code " + exit, 1, Integer::sum);
        String what = signal + ", " + moment + ": " + errors();
        assertThat(alive(process.pid())).as(what).isFalse();
        assertThat(files(folder, "hs_err")).as(what).isEmpty();
        assertThat(files(folder, "core")).as(what).isEmpty();
        if (exit == 0) { // it was behind its last boundary
            assertThat(moment).as(what).doesNotContain("start");
            assertSame(call, expected);
            forget(call);
            return false;
        }
        if (moment.equals("the program starts") && (exit == 143 || exit == 130)) {
            return resumes; // the JVM was starting: nothing was begun
        }
        assertThat(exit).as(what).isEqualTo(3);
        if (!call.again.isEmpty() && Files.exists(home.database())) {
            call.stopped.look();
            return true;
        }
        return call.again.isEmpty();
    }

    private interface State {
        boolean holds() throws IOException;
    }

    private static void await(Process process, State state) throws Exception {
        while (process.isAlive() && !state.holds()) {
            process.waitFor(3, TimeUnit.MILLISECONDS);
        }
    }

    private boolean works() throws IOException {
        return !files(home.jobs(), ".json").isEmpty();
    }

    private int newest(Call call) throws IOException {
        return files(call.out, "checkpoint-").stream()
                .map(file -> file.getFileName().toString().replaceAll("\\D", ""))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private String moment(Call call) throws IOException {
        FileTime begun = Files.getLastModifiedTime(folder.resolve("out-" + started));
        if (!files(call.out, "final").isEmpty()) {
            return "the end";
        }
        if (!files(call.out, ".tmp").isEmpty()) {
            return "a checkpoint is written";
        }
        for (Path checkpoint : files(call.out, "checkpoint-")) {
            if (Files.exists(checkpoint)
                    && Files.getLastModifiedTime(checkpoint).compareTo(begun) > 0) {
                return "steps";
            }
        }
        return works() ? "the worker starts and loads" : "the program starts";
    }

    private void assertSame(Call call, Path expected) {
        assertThat(call.out.resolve("final/adapter_model.safetensors"))
                .hasSameBinaryContentAs(expected.resolve("adapter_model.safetensors"));
        assertThat(call.out.resolve("final/trainer_state.json"))
                .hasSameTextualContentAs(expected.resolve("trainer_state.json"));
    }

    /** The next one begins anew. */
    private void forget(Call call) throws IOException {
        AtomicFiles.deleteTree(call.out);
        AtomicFiles.deleteTree(home.results());
        AtomicFiles.deleteTree(home.jobs());
        for (Path file : files(home.root(), "brewprint.db")) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path in, String part) throws IOException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(file -> file.getFileName().toString().contains(part))
                    .toList();
        }
    }

    private String errors() throws IOException {
        Path file = folder.resolve("err-" + started);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static void signal(String name, long group) throws Exception {
        new ProcessBuilder("kill", "-" + name, "--", "-" + group)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean alive(long group) throws Exception {
        return new ProcessBuilder("kill", "-0", "--", "-" + group)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** In a process group of its own, whose number is the process's. */
    private Process start(List<String> command) throws IOException {
        started++;
        List<String> line = new ArrayList<>(List.of(
                "env", // a build in the background ignores SIGINT, and so would what it starts
                "--default-signal=INT,TERM",
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.brewprint.cli.Brewprint"));
        line.addAll(command);
        line.addAll(List.of("--home", home.root().toString()));
        return new ProcessBuilder(line)
                .directory(folder.toFile()) // where a crash would leave its file
                .redirectError(folder.resolve("err-" + started).toFile())
                .redirectOutput(
                        Files.createFile(folder.resolve("out-" + started)).toFile())
                .start();
    }
}
