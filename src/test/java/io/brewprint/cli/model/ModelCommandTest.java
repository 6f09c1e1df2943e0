package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Brewprint;
import io.brewprint.cli.TestParts;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.llama.TinyFolders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    @TempDir
    Path folder;

    private Home home;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(folder.resolve("home")).create();
    }

    @Test
    void theWholeWayFromAListToAMergedModelAndItsFiles() throws Exception {
        TinyFolders.model(home.model("tiny"));
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(3), "tiny");
        Files.createDirectories(home.models().resolve("broken"));
        Files.writeString(home.models().resolve("broken").resolve("config.json"), "{\"model_type\":\"mistral\"}");

        assertThat(call("model", "list", "--json")).isZero();
        JsonNode list = document();
        assertThat(list.path("models").findValuesAsText("name")).containsExactly("broken", "tiny");
        assertThat(list.path("models").get(0).path("problem").asText()).contains("\"mistral\"");
        assertThat(list.path("models").get(1).path("parameters").asLong()).isPositive();
        assertThat(list.path("adapters").get(0).path("base").asText()).isEqualTo("tiny");
        assertThat(call("model", "list")).isZero();
        assertThat(out.toString())
                .contains("model    tiny")
                .contains("adapter  blueprint-lora-v3")
                .contains("base tiny");

        assertThat(call("model", "info", "tiny", "--json")).isZero();
        assertThat(document().path("complete").asBoolean()).isTrue();
        assertThat(document().path("kv_heads").asInt()).isEqualTo(2);
        assertThat(call("model", "info", "v3", "--json")).isZero();
        assertThat(document().path("rank").asInt()).isEqualTo(2);

        Path merged = folder.resolve("merged");
        assertThat(call("model", "merge", "--adapter", "v3", "--out", merged.toString(), "--json"))
                .isZero();
        assertThat(document().path("changed").asInt()).isEqualTo(14);
        assertThat(call("model", "info", merged.toString(), "--json")).isZero();
        assertThat(document().path("complete").asBoolean()).isTrue();
        assertThat(call("model", "merge", "--adapter", "3", "--out", merged.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("exists already");

        Path gguf = folder.resolve("a.gguf");
        assertThat(call("model", "export", "--adapter", "blueprint-lora-v3", "--gguf", gguf.toString()))
                .isZero();
        assertThat(Files.readAllBytes(gguf)).startsWith("GGUF".getBytes());
        assertThat(call("model", "export", "--model", "tiny", "--gguf", gguf.toString(), "--dtype", "f16", "--json"))
                .isZero();
        assertThat(document().path("tensors").asInt()).isEqualTo(21);
        assertThat(document().path("exact_words").asBoolean()).isFalse();
    }

    @Test
    void theReadmesPlanGivesThePeakThatTheReadmePromises() throws Exception {
        Files.copy(Path.of("pipeline_config.json"), home.config()); // the home of whoever types it
        String readme = Files.readString(Path.of("README.md"));
        Matcher line = Pattern.compile("    \\./brewprint (model plan .*)").matcher(readme);
        Matcher promised =
                Pattern.compile("the peak \\(([\\d.]+) for this one\\)").matcher(readme);
        assertThat(line.find()).isTrue();
        assertThat(promised.find()).isTrue();
        List<String> words = Pattern.compile("\"([^\"]+)\"|(\\S+)")
                .matcher(line.group(1))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .collect(Collectors.toList());
        words.add("--json");

        assertThat(call(words.toArray(String[]::new))).isZero();

        assertThat(String.format(
                        Locale.ROOT, "%.2f", document().path("peak_gib").asDouble()))
                .isEqualTo(promised.group(1));
        assertThat(document().path("fits").asBoolean()).isTrue();
    }

    @Test
    void anAdapterForAnotherBaseIsOneLineWithBothNames() throws Exception {
        TinyFolders.model(home.model("tiny"));
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(1), "other");

        for (String[] words : new String[][] {{"merge", "--out"}, {"export", "--gguf"}}) {
            assertThat(call(
                            "model",
                            words[0],
                            "--adapter",
                            "v1",
                            "--model",
                            "tiny",
                            words[1],
                            folder.resolve("x").toString()))
                    .isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("trained on other and not on tiny"));
        }
        assertThat(call(
                        "model",
                        "merge",
                        "--adapter",
                        "v1",
                        "--out",
                        folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no model other");
    }

    @Test
    void aPlanIsOneDocument() throws Exception {
        assertThat(call(
                        "model",
                        "plan",
                        "--model",
                        "llama-3.1-70b",
                        "--quantization",
                        "int8",
                        "--rank",
                        "16",
                        "--sequence",
                        "4096",
                        "--batch",
                        "1",
                        "--card",
                        "H200",
                        "--rows",
                        "1000",
                        "--epochs",
                        "2",
                        "--json"))
                .isZero();

        JsonNode plan = document();
        assertThat(plan.path("parameters").asLong()).isEqualTo(70_553_706_496L);
        assertThat(plan.path("parts").path("base weights").asDouble())
                .isCloseTo(63.775, org.assertj.core.api.Assertions.within(1e-3)); // codes 63.75, scales 0.025
        assertThat(plan.path("peak_gib").asDouble()).isBetween(75.0, 82.0);
        assertThat(plan.path("fits").asBoolean()).isTrue();
        assertThat(plan.path("tokens_per_s").asDouble()).isPositive();
        assertThat(plan.path("hours").asDouble())
                .isCloseTo(
                        2 * 1000 * 4096 / plan.path("tokens_per_s").asDouble() / 3600,
                        org.assertj.core.api.Assertions.within(0.01));
        assertThat(plan.path("levers").findValuesAsText("lever")).contains("8-bit optimizer states", "rank 8");
    }

    @Test
    void aPlanThatDoesNotFitSaysWhatWouldHelp() throws Exception {
        assertThat(call(
                        "model",
                        "plan",
                        "--model",
                        "llama-3.1-70b",
                        "--quantization",
                        "int8",
                        "--rank",
                        "16",
                        "--sequence",
                        "4096",
                        "--batch",
                        "1",
                        "--memory",
                        "80",
                        "--json"))
                .isEqualTo(1);
        assertThat(document().path("fits").asBoolean(true)).isFalse();
        assertThat(document().path("reason").asText())
                .contains("80.0 GiB are there")
                .contains("enough would be");

        assertThat(call(
                        "model",
                        "plan",
                        "--model",
                        "llama-3.1-70b",
                        "--quantization",
                        "int8",
                        "--rank",
                        "16",
                        "--sequence",
                        "4096",
                        "--batch",
                        "1",
                        "--memory",
                        "80.5",
                        "--optimizer",
                        "8bit"))
                .isZero();
        assertThat(out.toString()).contains("fits 80.5 GiB").contains("optimizer states");
    }

    @Test
    void whatIsNotGivenComesFromTheConfiguration() throws Exception {
        TinyFolders.model(home.model("tiny"));
        Files.writeString(home.config(), """
                {"model":{"base_model":"tiny"},"lora":{"r":4},"training":{"max_seq_length":64,"batch_size":3}}""");

        assertThat(call("model", "plan")).isZero();

        assertThat(out.toString()).contains("rank 4, 3 x 64 tokens");
    }

    @Test
    void wrongWordsAreOneLineEach() {
        for (String[] line : new String[][] {
            {"model"},
            {"model", "plan", "--model", "nothing"},
            {"model", "info", "nothing"},
            {"model", "plan", "--model", "llama-3.1-8b", "--card", "abacus"},
            {"model", "plan", "--model", "llama-3.1-8b", "--quantization", "int3"},
            {"model", "plan", "--model", "llama-3.1-8b", "--optimizer", "sgd"},
            {"model", "plan", "--model", "llama-3.1-8b", "--sequence", "0"},
            {"model", "merge", "--adapter", "v9", "--out", "x"},
            {"model", "export", "--gguf", "x"}
        }) {
            assertThat(call(line)).as(String.join(" ", line)).isEqualTo(2);
            assertThat(err.toString().lines()).as(String.join(" ", line)).hasSize(1);
        }
    }

    @Test
    void anIncompleteModelIsToldAndFails() throws Exception {
        TinyFolders.model(home.model("tiny"));
        Files.delete(home.model("tiny").resolve("tokenizer.json"));

        assertThat(call("model", "info", "tiny", "--json")).isEqualTo(1);
        assertThat(document().path("complete").asBoolean(true)).isFalse();
        assertThat(document().path("problems").get(0).asText()).contains("no tokenizer.json");
    }

    @Test
    void thePageIsPrinted() {
        assertThat(call("model", "plan", "--markdown")).isZero();

        assertThat(out.toString()).startsWith("# Memory").contains("| llama-3.1-70b |");
    }

    private JsonNode document() throws Exception {
        return Json.MAPPER.readTree(out.toString());
    }

    private int call(String... line) {
        out = new StringWriter();
        err = new StringWriter();
        String[] all = java.util.Arrays.copyOf(line, line.length + 2);
        if (line.length == 1) {
            return run(line);
        }
        all[line.length] = "--home";
        all[line.length + 1] = home.root().toString();
        return run(all);
    }

    private int run(String[] line) {
        return Brewprint.commandLine(new TestParts(), line)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line);
    }
}
