package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.decode.Sampling;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointAuthor;
import io.brewprint.llama.TinyFolders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    private static final String DOOR =
            "BLUEPRINT: BP_Door\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
                    + "NODE n2: PrintString [InString=\"Open\"]\nEXEC n1.Then -> n2.Execute\n";

    @TempDir
    Path folder;

    private Home home;
    private HttpServer server;
    private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home")).create();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
            asked.add(request);
            boolean wrong =
                    request.path("messages").path(1).path("content").asText().contains("wrong");
            exchange.sendResponseHeaders(wrong ? 400 : 200, 0);
            try (var body = exchange.getResponseBody()) {
                if (wrong) {
                    body.write("{\"error\":{\"message\":\"too many requests\"}}".getBytes(StandardCharsets.UTF_8));
                    return;
                }
                for (String piece : ("Sure:\n```\n" + DOOR + "```\n").split("(?<=\n)")) {
                    var delta = Json.MAPPER.createObjectNode();
                    delta.putArray("choices").addObject().putObject("delta").put("content", piece);
                    body.write(("data: " + delta + "\n\n").getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
                body.write(
                        ("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"completion_tokens\":77}}\n\n"
                                        + "data: [DONE]\n\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aLocalModelAnswersAndItsAnswerIsValidatedAndTold() throws Exception {
        TinyFolders.model(home.model("tiny"));
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(3), "tiny");

        Called called = Called.in(
                home.root(),
                "generate",
                "--json",
                "--model",
                "tiny",
                "--adapter",
                "v3",
                "--prompt",
                "a door <|eot_id|> \u0007",
                "--max-tokens",
                "12",
                "--temperature",
                "0.8",
                "--seed",
                "4");

        JsonNode json = called.json();
        assertThat(json.path("tokens").asInt()).isBetween(0, 12);
        assertThat(json.path("valid").asBoolean()).isFalse();
        assertThat(json.path("problems")).isNotEmpty();
        assertThat(json.path("extraction").asText()).isEqualTo("as_is");
        assertThat(called.code()).isEqualTo(ExitCode.FAILED);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().startsWith("decode-"));
    }

    @Test
    void anUntrainedModelUnderTheConstraintWritesAValidBlueprint() throws Exception {
        TinyFolders.model(home.model("tiny"));

        Called free = Called.in(
                home.root(), "generate", "--model", "tiny", "--prompt", "a door", "--max-tokens", "60", "--json");
        Called held = Called.in(
                home.root(),
                "generate",
                "--model",
                "tiny",
                "--prompt",
                "a door",
                "--max-tokens",
                "300",
                "--constrain",
                "full",
                "--temperature",
                "1",
                "--json");

        assertThat(free.code()).isEqualTo(ExitCode.FAILED);
        assertThat(held.code()).as(held.out() + held.err()).isEqualTo(ExitCode.DONE);
        assertThat(Called.in(home.root(), "generate", "--prompt", "x", "--constrain", "most")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatCannotBeAskedIsToldInOneLine() throws Exception {
        TinyFolders.model(home.model("tiny"));

        Called tooLong = Called.in(home.root(), "generate", "--model", "tiny", "--prompt", "x ".repeat(400));
        assertThat(tooLong.code()).isEqualTo(ExitCode.USAGE);
        assertThat(tooLong.err())
                .containsPattern("prompt of \\d+ tokens, the model's context has 128")
                .hasLineCount(1);

        Files.delete(home.model("tiny").resolve("tokenizer.json"));
        Called bare = Called.in(home.root(), "generate", "--model", "tiny", "--prompt", "x");
        assertThat(bare.code()).isEqualTo(ExitCode.USAGE);
        assertThat(bare.err()).contains("no tokenizer.json").hasLineCount(1);

        assertThat(Called.in(home.root(), "generate", "--prompt", "x", "--top-p", "7")
                        .err())
                .contains("top_p is 7.0");
        assertThat(Called.in(home.root(), "generate", "--prompt", "x", "--endpoint", "ftp://x")
                        .err())
                .contains("no http address");
        assertThat(Called.in(home.root(), "generate", "--prompt", "x", "--batch", "y")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServersAnswerIsTakenOutOfItsTalk() throws Exception {
        Called called = Called.in(
                home.root(),
                "generate",
                "--json",
                "--endpoint",
                endpoint(),
                "--model",
                "talker",
                "--prompt",
                "open a door",
                "--stop",
                "###");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.json().path("dsl").asText()).isEqualTo(DOOR);
        assertThat(called.json().path("extraction").asText()).isEqualTo("fence");
        assertThat(called.json().path("raw_output").asText()).startsWith("Sure:");
        assertThat(called.json().path("tokens").asInt()).isEqualTo(77);
        assertThat(asked.getFirst().path("model").asText()).isEqualTo("talker");
        assertThat(asked.getFirst().path("stop").path(0).asText()).isEqualTo("###");

        Called refused = Called.in(
                home.root(), "generate", "--endpoint", endpoint() + "/v1/", "--model", "talker", "--prompt", "wrong");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("status 400: too many requests").hasLineCount(1);
    }

    @Test
    void aBatchAsksOnceAndGoesOnWhereItWas() throws Exception {
        Path file = folder.resolve("wishes.jsonl");
        Files.writeString(file, "{\"prompt\":\"one\"}\n\n{\"instruction\":\"wrong\"}\n{\"prompt\":\"three\"}\n");
        Path out = folder.resolve("out");
        String[] arguments = {
            "--json",
            "--endpoint",
            endpoint(),
            "--model",
            "talker",
            "--batch",
            file.toString(),
            "--output",
            out.toString()
        };

        Called first = Called.in(home.root(), "generate", arguments);
        assertThat(first.code()).isEqualTo(ExitCode.FAILED);
        assertThat(first.json().path("answered").asInt()).isEqualTo(2);
        assertThat(first.json().path("failed").asInt()).isEqualTo(1);
        assertThat(out.resolve("blueprint_0001.dsl")).hasContent(DOOR);
        assertThat(asked).hasSize(3);

        Files.writeString(file, Files.readString(file).replace("wrong", "right"));
        Files.delete(out.resolve("blueprint_0003.dsl"));
        Called second = Called.in(home.root(), "generate", arguments);
        assertThat(second.code()).as(second.err()).isEqualTo(ExitCode.DONE);
        assertThat(second.json().path("reused").asInt()).isEqualTo(1);
        assertThat(asked).hasSize(5);
        JsonNode results =
                Json.MAPPER.readTree(out.resolve("batch_results.json").toFile());
        assertThat(results.path("results").findValuesAsText("file"))
                .containsExactly("blueprint_0001.dsl", "blueprint_0002.dsl", "blueprint_0003.dsl");
        assertThat(results.path("valid").asInt()).isEqualTo(3);
    }

    @Test
    void theShellAnswersAndWorksOnItsLastAnswer() throws Exception {
        Path dsl = folder.resolve("sub/door.dsl");
        Path svg = folder.resolve("door.svg");
        Iterator<String> lines = List.of(
                        "/save x",
                        "open a door",
                        "/validate",
                        "/save " + dsl,
                        "/render " + svg,
                        "/clipboard",
                        "/what",
                        "/save",
                        "wrong",
                        "/raw",
                        "/quit",
                        "never")
                .iterator();
        StringWriter out = new StringWriter();
        try (Author author =
                new EndpointAuthor(URI.create(endpoint()), "talker", "system", Duration.ofSeconds(10), "key")) {
            new GenerateShell(author, Sampling.greedy(100), Constrain.OFF, NodeCatalog.standard(), new PrintWriter(out))
                    .loop(lines::next);
        }

        assertThat(dsl).hasContent(DOOR);
        assertThat(Files.readString(svg)).contains("<svg");
        assertThat(out.toString())
                .contains(
                        "nothing was answered yet",
                        "77 tokens",
                        "tokens/s]",
                        "\nvalid",
                        "Begin Object",
                        "there is no /what",
                        "/save needs a file",
                        "status 400",
                        "Sure:");
        assertThat(lines.next()).isEqualTo("never");
    }

    private String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }
}
