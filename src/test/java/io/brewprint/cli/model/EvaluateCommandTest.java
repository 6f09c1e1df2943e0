package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.lesson.EvaluationSuite;
import io.brewprint.llama.TinyFolders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite asked of a server that knows most of it, and of an untrained tiny model. */
class EvaluateCommandTest {
    @TempDir
    Path folder;

    private Home home;
    private HttpServer server;

    /** Right answers, but for T2_02, which is broken, and T4_01, of which only a small valid part is there. */
    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home")).create();
        Files.writeString(
                home.config(), "{\"model\":{\"base_model\":\"tiny\"},\"hardware\":{\"worker_heap_mib\":512}}");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                String prompt = Json.MAPPER
                        .readTree(exchange.getRequestBody())
                        .path("messages")
                        .path(1)
                        .path("content")
                        .asText();
                EvaluationSuite.Test test = EvaluationSuite.tests().stream()
                        .filter(t -> t.prompt().instruction().equals(prompt))
                        .findFirst()
                        .orElseThrow();
                String answer = switch (test.id()) {
                    case "T2_02" -> test.prompt().expectedDsl() + "EXEC n2.A -> -> n3\n";
                    case "T4_01" ->
                        "BLUEPRINT: BP_X\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_InputAction [ActionName=Use]\n";
                    default -> test.prompt().expectedDsl();
                };
                ObjectNode event = Json.MAPPER.createObjectNode();
                event.putArray("choices")
                        .addObject()
                        .put("finish_reason", "stop")
                        .putObject("delta")
                        .put("content", "```\n" + answer + "```\n");
                byte[] body = ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void the_suite_is_scored_by_the_originals_points_and_by_graphs_tier_by_tier() throws Exception {
        Path report = folder.resolve("reports/evaluation.json");

        Called called =
                evaluate("--endpoint", endpoint(), "--model", "talker", "--report", report.toString(), "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = called.json();
        assertThat(json.path("lessons").findValuesAsText("id")).containsExactly("tier_1", "tier_2", "tier_3", "tier_4");
        assertThat(json.path("lessons").findValuesAsText("prompts")).containsExactly("3", "3", "3", "2");
        assertThat(json.path("tests")).hasSize(11).allSatisfy(test -> {
            boolean right = !List.of("T2_02", "T4_01").contains(test.path("id").asText());
            assertThat(test.path("passed").asBoolean()).as(test.toString()).isEqualTo(right);
            if (right) {
                assertThat(test.path("points").asDouble()).isEqualTo(100);
                assertThat(test.path("graph_f1").asDouble()).isEqualTo(1);
            }
        });
        JsonNode broken = json.path("tests").path(4);
        assertThat(broken.path("points").asDouble())
                .as("the original would let it pass")
                .isEqualTo(85);
        assertThat(broken.path("valid").asBoolean()).isFalse();
        assertThat(broken.path("checks").path("parses").asDouble()).isZero();
        assertThat(json.path("tests").path(9).path("valid").asBoolean()).isTrue();
        assertThat(json.path("summary").path("passed").asInt()).isEqualTo(9);
        assertThat(json.path("overall").path("exact_share").asDouble()).isBetween(0.81, 0.82);

        JsonNode written = Json.MAPPER.readTree(report.toFile());
        assertThat(written.path("model").asText()).isEqualTo("talker");
        assertThat(written.path("date").asText()).startsWith("20");
        assertThat(written.path("summary").path("total").asInt()).isEqualTo(11);
        assertThat(written.path("results")).hasSize(11).allSatisfy(result -> {
            for (String key : List.of(
                    "test_id", "tier", "prompt", "passed", "score", "output", "generation_time", "checks", "errors")) {
                assertThat(result.has(key)).as(key).isTrue();
            }
            assertThat(result.path("score").asDouble()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void people_get_both_tables_of_the_tiers_they_ask_for() throws Exception {
        Called called = evaluate("--endpoint", endpoint(), "--model", "talker", "--tier", "2", "--tier", "4");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.out())
                .contains(
                        "T2_01    100  yes     yes          1.000           1.000     1.000  yes         yes",
                        "T2_02     85  no      no",
                        "does not parse: 11:",
                        "tier_2",
                        "overall",
                        "3 of 5 passed",
                        "fence 5")
                .doesNotContain("T1_01", "tier_1");

        assertThat(evaluate("--tier", "5", "--endpoint", endpoint(), "--model", "x")
                        .err())
                .contains("choose 1 to 4");
        assertThat(evaluate("--tier", "4", "--quick").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void an_untrained_model_passes_nothing_that_it_does_not_know_even_where_it_is_held_to_the_language()
            throws Exception {
        TinyFolders.model(home.model("tiny"));
        Path config = home.model("tiny").resolve("config.json");
        String words = Files.readString(config);

        Called tooLong = evaluate("--tier", "4", "--max-tokens", "4");
        assertThat(tooLong.code()).as(tooLong.out() + tooLong.err()).isEqualTo(ExitCode.USAGE);
        assertThat(tooLong.err()).containsPattern("prompt of \\d+ tokens, the model's context has 128");

        Files.writeString(config, words.replaceFirst("(\"max_position_embeddings\"\\s*:\\s*)128", "$1640"));
        Called called = evaluate("--quick", "--constrain", "full", "--max-tokens", "40", "--json");

        assertThat(called.code()).as(called.out() + called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.json().path("model").asText()).isEqualTo("tiny");
        JsonNode tests = called.json().path("tests");
        assertThat(tests.findValuesAsText("id")).containsExactly("T1_01", "T2_01", "T3_01");
        assertThat(tests.findValuesAsText("status")).containsOnly("completed");
        assertThat(tests.path(0).path("valid").asBoolean()).isTrue();
        assertThat(tests.path(0).path("graph_f1").asDouble()).isLessThan(1);
        assertThat(called.json().path("summary").path("passed").asInt()).isZero();
    }

    private Called evaluate(String... arguments) {
        return Called.in(home.root(), "evaluate", arguments);
    }

    private String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Test
    void another_version_is_asked_the_same_tests_and_compared_tier_by_tier() throws Exception {
        TinyFolders.model(home.model("tiny"));
        String at = "http://localhost:" + server.getAddress().getPort() + "/v1";

        Called called = Called.in(
                home.root(),
                "evaluate",
                "--endpoint",
                at,
                "--model",
                "knower",
                "--quick",
                "--compare",
                "base",
                "--max-tokens",
                "4",
                "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode compare = called.json().path("compare");
        assertThat(compare.path("first").asText()).isEqualTo("tiny");
        assertThat(compare.path("second").asText()).isEqualTo("knower");
        assertThat(compare.path("prompts").asInt()).isEqualTo(3);
        assertThat(compare.path("kinds").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("tier_1", "tier_2", "tier_3");
        assertThat(compare.path("overall").path("only_second").asInt()).isEqualTo(3);
        assertThat(compare.path("overall").path("against").path("exact").asDouble())
                .isEqualTo(1);
        assertThat(compare.path("sentence").asText()).startsWith("knower beats tiny on the 3 prompts");
        assertThat(Called.in(home.root(), "evaluate", "--adapter", "none", "--compare", "base")
                        .err())
                .contains("--compare names tiny, which is asked already");
    }
}
