package io.brewprint.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.PipelineConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JvmCommandTest {
    @Test
    void aWorkerHasFlagsOfItsOwnWhateverItsParentWasStartedWith() {
        PipelineConfig config = PipelineConfig.defaults();

        var line = JvmCommand.of(config).line(Path.of("job.json"));

        // Neither the launcher's cache nor its quick compiler, which would slow a training down.
        assertThat(line.subList(1, line.size()))
                .containsExactly(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx" + config.hardware().workerHeapMib() + "m",
                        "-XX:+UseSerialGC",
                        "-Xms64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+DisplayVMOutputToStderr",
                        "-Dfile.encoding=UTF-8",
                        "-Dbrewprint.device=auto",
                        "-Dbrewprint.threads=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.brewprint.cli.Brewprint",
                        "worker",
                        "job.json");
    }
}
