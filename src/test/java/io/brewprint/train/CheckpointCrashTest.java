package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dataset.JsonLines;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CheckpointCrashTest {
    private static final int KILLS = 50;

    @TempDir
    Path folder;

    @Test
    void a_training_killed_fifty_times_while_it_writes_checkpoints_ends_as_if_never_killed() throws Exception {
        Path base = folder.resolve("base");
        SmallBase.make(base);
        Files.write(
                folder.resolve("rows.jsonl"),
                SmallBase.ROWS.stream().map(JsonLines::line).toList());
        Map<Integer, String> calm = new TreeMap<>();
        follow(start(base, "calm"), calm, -1, new ArrayList<>());
        assertThat(calm).hasSize(240);
        Map<Integer, String> losses = new TreeMap<>();
        Random random = new Random(11);
        int kills = 0;
        boolean done = false;
        List<String> notes = new ArrayList<>();
        while (!done) {
            boolean kill = kills < KILLS;
            done = follow(start(base, "crashed"), losses, kill ? random.nextInt(120) : -1, notes);
            if (kill) {
                kills++;
                // a training this short would be over before the fiftieth kill: begin a new one
                if (done) {
                    assertEqual(losses, calm);
                    Files.move(folder.resolve("crashed"), folder.resolve("ended-" + kills));
                    losses.clear();
                    done = false;
                }
            }
        }

        assertThat(kills).isEqualTo(KILLS);
        assertThat(notes).filteredOn(n -> n.startsWith("resumed")).hasSizeGreaterThan(30);
        assertEqual(losses, calm);
        assertThat(folder.resolve("crashed/final/adapter_model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("calm/final/adapter_model.safetensors"));
    }

    private static void assertEqual(Map<Integer, String> losses, Map<Integer, String> calm) {
        // a step whose checkpoint was whole but whose line was lost with the process is not told again
        losses.forEach(
                (step, loss) -> assertThat(loss).as("loss of step %d", step).isEqualTo(calm.get(step)));
        assertThat(losses.keySet()).contains(240);
    }

    /** Reads a child's lines; kills it {@code after} milliseconds from its first step, if not negative. */
    private static boolean follow(Process child, Map<Integer, String> losses, int after, List<String> notes)
            throws Exception {
        boolean done = false;
        boolean armed = after >= 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("step") && words.length == 3) {
                    losses.put(Integer.parseInt(words[1]), words[2]);
                    if (armed) {
                        armed = false;
                        Thread.startVirtualThread(() -> {
                            try {
                                Thread.sleep(after);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            child.toHandle().destroyForcibly(); // leaves the stream open for what was said
                        });
                    }
                } else if (words[0].equals("done")) {
                    done = true;
                } else {
                    notes.add(line);
                }
            }
        }
        int exit = child.waitFor();
        assertThat(done || (exit == 137 && after >= 0))
                .as("exit %s after %s", exit, notes)
                .isTrue();
        return done;
    }

    private Process start(Path base, String out) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainingChild.class.getName(),
                base.toString(),
                folder.resolve("rows.jsonl").toString(),
                folder.resolve(out).toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.redirectError(folder.resolve("child.log").toFile());
        return builder.start();
    }
}
