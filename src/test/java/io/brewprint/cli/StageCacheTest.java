package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is touched makes run exactly what depends on it: the real stages, in a home where nothing is new. */
@Tag("slow")
class StageCacheTest {
    /** So small a model gets everything wrong, and would learn from new practice for ever: nothing is enough here. */
    private static final String CONTENT = TinyCycle.CONFIG.replace("\"min_new_failures\":3", "\"min_new_failures\":7");

    private static final String NEW_DATA = "dataset validate train exam feedback promote report";

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void aHomeWhereNothingIsNew() throws Exception {
        home = TinyCycle.home(folder.resolve("home"), "hello_world.txt", "timer_counter.txt");
        TinyCycle.run(home, "run", "--full"); // its practice teaches a second version
        Files.writeString(home.config(), CONTENT);
        for (int runs = 0; runs < 5; runs++) {
            if (stages(TinyCycle.run(home, "run", "--full"), "done").equals(List.of("report"))) {
                return;
            }
        }
        throw new AssertionError("after five runs there is still something new");
    }

    @Test
    void whatIsTouchedRunsWhatDependsOnItAndNothingElse() throws Exception {
        assertThat(wouldRun()).isEqualTo("report");

        Path dropped = home.exports().resolve("sliding_door.txt");
        Files.copy(Path.of("examples/exports/sliding_door.txt"), dropped);
        assertThat(wouldRun()).as("an export is dropped").isEqualTo("exports " + NEW_DATA);
        Files.delete(dropped);

        assertThat(touching(home.parsedBlueprints().resolve("hello_world.dsl"), "\n# by hand\n"))
                .as("a translated export")
                .isEqualTo(NEW_DATA);
        assertThat(touching(home.exportRows().resolve("hello_world.jsonl"), "\n"))
                .as("an export's rows")
                .isEqualTo(NEW_DATA);
        assertThat(touching(home.lessons().resolve("correction_v1.json"), "\n"))
                .as("a lesson")
                .isEqualTo(NEW_DATA);
        assertThat(touching(home.lessons().resolve("holdout/lesson_01.json"), "\n"))
                .as("what the exam asks")
                .isEqualTo("dataset validate train baseline exam feedback promote report");
        assertThat(touching(home.train(), "\n")).as("the dataset itself").isEqualTo(NEW_DATA);
        assertThat(touching(home.model("brewprint-tiny").resolve("model.safetensors"), "x"))
                .as("the base model")
                .isEqualTo("pretrain train baseline exam feedback promote report");
        assertThat(touching(home.adapterFinal(1).resolve("adapter_model.safetensors"), "x"))
                .as("an adapter that is not the run's")
                .isEqualTo("report");
    }

    @Test
    void aSettingRunsWhatReadsIt() throws Exception {
        assertThat(setting("synthetic", "count", 121)).isEqualTo(NEW_DATA);
        assertThat(setting("tiny", "pretrain_steps", 13))
                .isEqualTo("pretrain train baseline exam feedback promote report");
        assertThat(setting("training", "epochs", 2)).isEqualTo("train exam feedback promote report");
        assertThat(setting("lora", "r", 8)).isEqualTo("train exam feedback promote report");
        assertThat(setting("exam", "max_new_tokens", 41)).isEqualTo("baseline exam feedback promote report");
        assertThat(setting("feedback", "siblings", 3)).isEqualTo("feedback report");
        assertThat(setting("quantization", "mode", "int8")).isEqualTo("train baseline exam feedback promote report");
        assertThat(setting("schedule", "nightly", "0 0 4 * * ?")).isEqualTo("report");
        assertThat(setting("hardware", "threads", 1)).isEqualTo("report");
        assertThat(setting("hardware", "device", "cpu")).isEqualTo("report");
        assertThat(setting("web", "port", 18_766)).isEqualTo("report");
        assertThat(setting("backup", "keep_scheduled", 3)).isEqualTo("report");
        assertThat(setting("stall_detection", "warn_seconds", 200)).isEqualTo("report");
    }

    /** What would run with a file changed; it is as it was afterwards. */
    private String touching(Path file, String more) throws Exception {
        byte[] was = Files.readAllBytes(file);
        Files.writeString(file, more, StandardOpenOption.APPEND);
        try {
            return wouldRun();
        } finally {
            Files.write(file, was);
        }
    }

    private String setting(String section, String key, Object value) throws Exception {
        ObjectNode config = (ObjectNode) Json.MAPPER.readTree(CONTENT);
        config.withObjectProperty(section).putPOJO(key, value);
        Files.writeString(home.config(), config.toString());
        try {
            return wouldRun();
        } finally {
            Files.writeString(home.config(), CONTENT);
        }
    }

    private String wouldRun() throws Exception {
        return String.join(" ", stages(TinyCycle.run(home, "run", "--full", "--dry-run"), "waiting"));
    }

    private static List<String> stages(JsonNode report, String status) {
        List<String> out = new ArrayList<>();
        for (JsonNode stage : report.path("stages")) {
            if (stage.path("status").asText().equals(status)) {
                out.add(stage.path("id").asText());
            }
        }
        return out;
    }
}
