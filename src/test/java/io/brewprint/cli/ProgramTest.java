package io.brewprint.cli;

import io.brewprint.config.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that start the program in processes of their own, on one home; none outlives its test. */
abstract class ProgramTest {
    @TempDir
    Path folder;

    Home home;
    final List<Process> started = new ArrayList<>();

    @BeforeEach
    final void makeHome() throws Exception {
        home = new Home(folder.resolve("home")).create();
    }

    @AfterEach
    final void endAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Starts the program; what it says on stderr goes into {@code err-N} of the folder. */
    final Process start(String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestParts.Main.class.getName()));
        line.addAll(List.of(args));
        line.addAll(List.of("--home", home.root().toString()));
        Process process = new ProcessBuilder(line)
                .redirectError(folder.resolve("err-" + started.size()).toFile())
                .start();
        started.add(process);
        return process;
    }
}
