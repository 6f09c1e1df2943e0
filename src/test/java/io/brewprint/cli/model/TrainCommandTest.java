package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.llama.TinyFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new Home(folder.resolve("home")).create();
        TinyFolders.model(home.model("tiny"));
        Files.createDirectories(home.train().getParent());
        Files.write(
                home.train(),
                IntStream.range(0, 8)
                        .mapToObj(i -> JsonLines.line(
                                new Row("print " + i, "", "NODE n" + i + ": PrintString", "test", "print")))
                        .toList());
    }

    @Test
    void anAdapterIsTrainedOnAQuantisedBase() throws Exception {
        Called quantised =
                Called.in(home.root(), "model quantize", "--model", "tiny", "--quantization", "nf4", "--json");
        assertThat(quantised.err()).doesNotContain("error");
        assertThat(quantised.json().path("made").asBoolean()).isTrue();
        assertThat(Path.of(quantised.json().path("file").asText())).isNotEmptyFile();

        Called trained = Called.in(
                home.root(),
                "train",
                "--base-model",
                "tiny",
                "--output",
                folder.resolve("out").toString(),
                "--quantization",
                "nf4",
                "--epochs",
                "2",
                "--batch-size",
                "4",
                "--accumulation",
                "1",
                "--lora-r",
                "4",
                "--max-seq-length",
                "120",
                "--optim",
                "adamw_8bit",
                "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.json().path("result").path("step").asInt()).isEqualTo(4);
        assertThat(trained.json().path("lora").path("alpha").asDouble()).isEqualTo(8);
        JsonNode adapter = Json.MAPPER.readTree(
                folder.resolve("out/final/adapter_config.json").toFile());
        assertThat(adapter.path("r").asInt()).isEqualTo(4);
        assertThat(folder.resolve("out/final/training_config.json")).isNotEmptyFile();
        assertThat(trained.err()).doesNotContain("quantising");
    }

    @Test
    void aFolderIsGoneOnFromOnlyWithTheSameDataAndSettings() throws Exception {
        Path out = folder.resolve("out");
        String[] options = {
            "--base-model",
            "tiny",
            "--output",
            out.toString(),
            "--batch-size",
            "4",
            "--accumulation",
            "1",
            "--lora-r",
            "4",
            "--max-seq-length",
            "120",
            "--json",
            "--epochs",
            "1"
        };
        assertThat(Called.in(home.root(), "train", options)
                        .json()
                        .path("result")
                        .path("step")
                        .asInt())
                .isEqualTo(2);

        Called again = Called.in(home.root(), "train", options);
        options[options.length - 1] = "2";
        Called other = Called.in(home.root(), "train", options);

        assertThat(again.json().path("result").path("step").asInt()).isEqualTo(2);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.json().path("error").path("message").asText())
                .isEqualTo("the folder holds a training with other training");
        String[] restart = java.util.Arrays.copyOf(options, options.length + 1);
        restart[options.length] = "--restart";
        assertThat(Called.in(home.root(), "train", restart)
                        .json()
                        .path("result")
                        .path("step")
                        .asInt())
                .isEqualTo(4);
        assertThat(folder.resolve("out-abandoned/final/adapter_model.safetensors"))
                .isNotEmptyFile();
    }

    @Test
    void whatCannotBeIsOneLine() throws Exception {
        String out = folder.resolve("out").toString();

        Called range =
                Called.in(home.root(), "train", "--base-model", "tiny", "--output", out, "--epochs", "0", "--json");
        Called noModel = Called.in(home.root(), "train", "--base-model", "absent", "--output", out, "--json");
        Called huge = Called.in(
                home.root(),
                "train",
                "--base-model",
                "tiny",
                "--output",
                out,
                "--batch-size",
                "4096",
                "--max-seq-length",
                "1048576",
                "--optim",
                "sgd",
                "--json");
        Files.writeString(home.train(), "no json\n".repeat(3));
        Called bad = Called.in(home.root(), "train", "--base-model", "tiny", "--output", out, "--json");

        for (Called call : new Called[] {range, noModel, huge, bad}) {
            assertThat(call.code()).isNotZero();
            assertThat(call.out()).contains("\"error\"");
        }
        assertThat(range.out()).contains("--epochs must be");
        assertThat(noModel.out()).contains("no model absent");
        assertThat(huge.out()).contains("--optim must be");
        assertThat(bad.out()).contains("train.jsonl").contains("3 of 3");
    }
}
