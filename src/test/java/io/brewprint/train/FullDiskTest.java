package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dataset.JsonLines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell's limit on file sizes makes writing fail in the middle of a checkpoint, as a full disk does. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int ENOUGH = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_checkpoint_that_finds_no_room_leaves_the_one_before_it_to_go_on_from() throws Exception {
        SmallBase.make(folder.resolve("base"));
        Files.write(
                folder.resolve("rows.jsonl"),
                SmallBase.ROWS.stream().map(JsonLines::line).toList());
        assertThat(train(ENOUGH, 6)).startsWith("killed");
        Path before = newest();

        String output = train(4, 0);

        assertThat(output).contains("resumed at step").doesNotContain("done");
        assertThat(newest()).isEqualTo(before);
        assertThat(train(ENOUGH, 0))
                .contains("resumed at step " + before.getFileName().toString().substring(11), "done 240");
    }

    private Path newest() throws Exception {
        return new Checkpoints(folder.resolve("out"), 2).newest().orElseThrow();
    }

    /** Trains where no file may exceed {@code kibibytes}; kills the process at step {@code until}, if not 0. */
    private String train(int kibibytes, int until) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // without its performance file the JVM itself writes nothing that the limit could hit
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"",
                java,
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingChild.class.getName(),
                folder.resolve("base").toString(),
                folder.resolve("rows.jsonl").toString(),
                folder.resolve("out").toString());
        Process child = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        StringBuilder said = new StringBuilder();
        try (var lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (until > 0 && line.startsWith("step " + until + " ")) {
                    child.toHandle().destroyForcibly();
                    said.insert(0, "killed\n");
                    break;
                }
            }
        }
        child.waitFor();
        return said.toString();
    }
}
