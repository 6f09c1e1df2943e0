package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.llama.TinyFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fault has the same words, code and exit code, whoever meets it. */
class OneFaultTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home")).create();
    }

    @Test
    void aTextThatIsNoExportIsToldAlikeByTranslateAndByTheWatchedFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("foreign.txt"), "no export at all");
        Files.copy(file, home.exports().resolve("foreign.txt"));

        Called translate = Called.in(home.root(), "translate", "--json", file.toString());
        int cycle = Brewprint.execute(
                io.brewprint.route.Parts.real(),
                "run",
                "--data-only",
                "--home",
                home.root().toString());

        JsonNode reason = Json.MAPPER.readTree(
                home.exports().resolve("failed/foreign.txt.reason.json").toFile());
        JsonNode error = translate.json().path("error");
        assertThat(translate.code()).isEqualTo(ExitCode.USAGE);
        assertThat(cycle).isEqualTo(ExitCode.DONE);
        for (String field : new String[] {"code", "category", "message", "remedy"}) {
            assertThat(error.path(field).asText())
                    .as(field)
                    .isNotEmpty()
                    .isEqualTo(reason.path(field).asText());
        }
    }

    @Test
    void aModelTooLargeIsToldAlikeByGenerateAndByExam() throws Exception {
        TinyFolders.model(home.model("huge"));
        Path config = home.model("huge").resolve("config.json");
        ObjectNode shape = (ObjectNode) Json.MAPPER.readTree(config.toFile());
        Files.writeString(config, shape.put("num_hidden_layers", 100_000_000).toString());
        Path lesson = Files.writeString(
                folder.resolve("one.json"),
                "{\"lesson_id\":\"one\",\"lesson_name\":\"one\",\"prompts\":"
                        + "[{\"id\":\"p\",\"category\":\"c\",\"instruction\":\"a door\",\"expected_dsl\":\"BLUEPRINT: A\"}]}");

        Called generate = Called.in(home.root(), "generate", "--json", "--model", "huge", "--prompt", "a door");
        Called exam = Called.in(home.root(), "exam", "--json", "--model", "huge", "--lesson", lesson.toString());

        assertThat(generate.code()).isEqualTo(ExitCode.USAGE).isEqualTo(exam.code());
        JsonNode first = generate.json().path("error");
        JsonNode second = exam.json().path("error");
        assertThat(first.path("code").asText())
                .isEqualTo("does_not_fit")
                .isEqualTo(second.path("code").asText());
        // how much is free changes from call to call
        assertThat(words(first)).isEqualTo(words(second)).contains("needs");
    }

    @Test
    void withDebugAFaultIsStillTheFault() throws Exception {
        Path file = Files.writeString(folder.resolve("foreign.txt"), "no export at all");

        Called plain = Called.in(home.root(), "translate", file.toString());
        Called debug = Called.in(home.root(), "translate", "--debug", file.toString());

        assertThat(debug.code()).isEqualTo(plain.code()).isEqualTo(ExitCode.USAGE);
        assertThat(debug.err()).endsWith(plain.err());
    }

    private static String words(JsonNode error) {
        return error.path("message").asText().replaceAll("[0-9.]+ GiB", "N GiB");
    }
}
