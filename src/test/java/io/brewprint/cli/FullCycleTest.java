package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.ExamRow;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.StageRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real stages from end to end, with a model so small that a cycle takes seconds. */
@Tag("slow")
class FullCycleTest {
    private static final String CONFIG = TinyCycle.CONFIG;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void make_a_home_with_examples_and_a_short_exam() throws Exception {
        home = TinyCycle.home(folder.resolve("home"), "hello_world.txt", "sliding_door.txt", "timer_counter.txt");
        Files.writeString(home.exports().resolve("foreign.txt"), "no export at all");
    }

    @Test
    void exports_become_an_examined_adapter_and_its_failures_the_next_one_until_nothing_is_new() throws Exception {
        JsonNode first = run();

        assertThat(status(first, "exports")).isEqualTo("done");
        assertThat(home.exports().resolve("failed/foreign.txt.reason.json")).exists();
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("exam").path("base").path("prompts").asInt()).isEqualTo(12);
        assertThat(first.path("exam").path("tuned").path("graph_f1").isNumber()).isTrue();
        JsonNode kind = first.path("exams").path("lessons");
        for (String who : List.of("retrieval", "base", "v1")) {
            for (String key : List.of(
                    "exact_share",
                    "slot_recall",
                    "slot_precision",
                    "graph_f1",
                    "same_graph_share",
                    "valid_share",
                    "score",
                    "interval",
                    "intervals")) {
                assertThat(kind.path(who).has(key)).as(who + " " + key).isTrue();
            }
        }
        assertThat(kind.path("retrieval").path("graph_f1").asDouble()).isBetween(0.1, 0.99); // near, and never the same
        assertThat(kind.path("retrieval").path("exact_share").asDouble()).isZero();
        JsonNode form = kind.path("base").path("form");
        JsonNode otherForm = kind.path("base").path("other_form");
        assertThat(form.asText()).isIn("chat", "comment");
        assertThat(kind.path("base").path("graph_f1").asDouble())
                .isGreaterThanOrEqualTo(otherForm.path("graph_f1").asDouble());
        assertThat(first.path("learned").path("beats_retrieval").asBoolean(true))
                .isFalse(); // so small a model
        assertThat(first.path("learned").path("beats_base").isBoolean()).isTrue();
        assertThat(first.path("learned").path("base").path("exact_interval")).hasSize(2);
        assertThat(first.path("learned").path("sentence").asText())
                .startsWith("v1 has learned nothing that the base or retrieval does not give");
        for (String model : List.of("base", "tuned")) {
            JsonNode constrained = first.path("exam").path("constrained").path(model);
            assertThat(constrained.path("prompts").asInt()).isEqualTo(12);
            assertThat(constrained.path("valid_share").asDouble()).isEqualTo(1);
        }
        assertThat(home.adapterFinal(1).resolve("adapter_model.safetensors")).isNotEmptyFile();
        assertThat(home.adapterFinal(1).resolve("training_config.json")).isNotEmptyFile();
        JsonNode correction = json(home.lessons().resolve("correction_v1.json"));
        assertThat(correction.path("failed_answers")).hasSize(6); // so small a model gets everything wrong
        assertThat(correction.path("prompts").findValuesAsText("how")).contains("reference", "sibling");

        try (Ledger ledger = Ledger.open(home.database())) {
            var exams = ledger.exams().of(first.path("run").asText());
            assertThat(exams)
                    .extracting(ExamRow::role)
                    .containsExactlyInAnyOrder("base", "base_constrained", "tuned", "tuned_constrained");
            assertThat(exams)
                    .allSatisfy(e -> assertThat(ledger.exams().answers(e.id())).hasSize(12));
        }

        Files.writeString(home.config(), CONFIG.replace("\"min_new_failures\":3", "\"min_new_failures\":7"));
        JsonNode second = run();

        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(json(home.datasetManifest())
                        .path("sources")
                        .path("lessons")
                        .path("kept")
                        .asInt())
                .isPositive();

        JsonNode third = run();

        assertThat(third.path("version").asInt()).isEqualTo(2);
        assertThat(status(third, "train")).isEqualTo("skipped");
        assertThat(reason(third, "train")).startsWith("nothing has changed since run");
        assertThat(status(third, "exam")).isEqualTo("skipped");
    }

    @Test
    void a_cycle_runs_on_a_base_in_four_bits_and_examines_it_as_it_was_trained() throws Exception {
        Files.writeString(home.config(), CONFIG.replaceFirst("\\{", "{\"quantization\":{\"mode\":\"nf4\"},"));

        JsonNode report = run();

        assertThat(status(report, "train")).isEqualTo("done");
        assertThat(status(report, "exam")).isEqualTo("done");
        assertThat(report.path("exam").path("tuned").path("prompts").asInt()).isEqualTo(12);
        assertThat(home.model("brewprint-tiny").resolve("quantized/nf4_double-bf16.safetensors"))
                .isNotEmptyFile();
    }

    @Test
    void a_run_killed_in_the_middle_of_training_goes_on_from_its_checkpoint() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.brewprint.cli.Brewprint",
                        "run",
                        "--full",
                        "--home",
                        home.root().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("first.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(home.checkpoint(1, 10)) || !process.isAlive());
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(home.adapter(1).resolve("training_config.json")).doesNotExist();
        // the orphaned worker notices that its parent is gone and ends by itself, at a step
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(p -> p.info()
                                .arguments()
                                .map(a ->
                                        String.join(" ", a).contains(home.root().toString()))
                                .orElse(false)));

        JsonNode resumed = run("run", "--resume");

        assertThat(resumed.path("status").asText()).isEqualTo("done");
        assertThat(resumed.path("version").asInt()).isEqualTo(1);
        assertThat(Files.readString(home.liveLog())).contains("resumed at step");
    }

    @Test
    void a_base_model_that_is_not_there_is_one_line_and_no_retries() throws Exception {
        ObjectNode config = (ObjectNode) Json.MAPPER.readTree(CONFIG);
        config.putObject("model").put("base_model", "llama-3.1-8b");
        Files.writeString(home.config(), config.toString());

        JsonNode failed = run();

        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).contains("models/llama-3.1-8b is missing");
        try (Ledger ledger = Ledger.open(home.database())) {
            StageRow stage = ledger.stages()
                    .find(failed.path("run").asText(), "pretrain")
                    .orElseThrow();
            assertThat(stage.attempt()).isEqualTo(1);
            assertThat(stage.errorCategory()).isEqualTo("bad_input");
        }
    }

    private JsonNode run(String... command) throws Exception {
        String[] words = command.length == 0 ? new String[] {"run", "--full"} : command;
        return TinyCycle.run(home, words);
    }

    private static String status(JsonNode document, String stage) {
        return stage(document, stage).path("status").asText();
    }

    private static String reason(JsonNode document, String stage) {
        return stage(document, stage).path("reason").asText();
    }

    private static JsonNode stage(JsonNode document, String stage) {
        for (JsonNode s : document.path("stages")) {
            if (s.path("id").asText().equals(stage)) {
                return s;
            }
        }
        throw new AssertionError("no stage " + stage + " in " + document);
    }

    private static JsonNode json(Path file) throws Exception {
        return Json.MAPPER.readTree(file.toFile());
    }
}
