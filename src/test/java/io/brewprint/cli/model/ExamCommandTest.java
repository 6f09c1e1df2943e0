package io.brewprint.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.brewprint.cli.Called;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.lesson.Lesson;
import io.brewprint.llama.TinyFolders;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.web.EngineModel;
import io.brewprint.web.WebServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exams in real workers: of an untrained tiny model, of a server that talks, of this program's own server. */
class ExamCommandTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);
    private Home home;
    private HttpServer server;

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
                calls.incrementAndGet();
                if (prompt.equals("hang")) {
                    end.await();
                }
                int status = prompt.matches("\\d{3}") ? Integer.parseInt(prompt) : 200;
                if (prompt.equals("busy once") && busy.getAndSet(false)) {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    status = 429;
                }
                exchange.sendResponseHeaders(status, 0);
                ObjectNode event = Json.MAPPER.createObjectNode();
                event.putArray("choices")
                        .addObject()
                        .put("finish_reason", "stop")
                        .putObject("delta")
                        .put("content", "Here you are:\n```\n" + HELLO + "```\nHave fun!\n");
                String body = prompt.equals("prose")
                        ? "<html>"
                        : status == 200 ? "data: " + event + "\n\n" : "{\"error\":{\"message\":\"on purpose\"}}";
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void the_newest_adapter_answers_the_held_out_lessons_freely_and_held_to_the_language() throws Exception {
        tiny(home);
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(2), "tiny");
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(10), "tiny");
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(11), "another");
        lesson("one", "a door", "a lamp");

        Called called = exam("--also-constrained", "--max-tokens", "40", "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = called.json();
        assertThat(json.path("model").asText()).isEqualTo("blueprint-lora-v10");
        assertThat(json.path("base_model").asText()).isEqualTo("tiny");
        assertThat(called.err())
                .contains("asking blueprint-lora-v10, an adapter of tiny")
                .doesNotContain("WARN");
        JsonNode lesson = json.path("lessons").path(0);
        for (String key : List.of(
                "id",
                "prompts",
                "valid_share",
                "graph_f1",
                "line_recall",
                "interval",
                "same_graph_share",
                "exact_share",
                "slot_recall",
                "slot_precision",
                "score",
                "intervals",
                "slots",
                "extraction",
                "timeouts",
                "failed",
                "answers")) {
            assertThat(lesson.has(key)).as(key).isTrue();
        }
        assertThat(json.path("overall").path("prompts").asInt()).isEqualTo(2);
        assertThat(json.path("overall").path("valid_share").asDouble()).isZero();
        assertThat(json.path("overall").path("interval")).hasSize(2);
        assertThat(json.path("learned").path("sentence").asText())
                .contains("is not known: neither its base nor retrieval was asked");
        assertThat(json.path("learned").has("beats_base")).isFalse();
        assertThat(json.path("constrained").path("overall").path("valid_share").asDouble())
                .isEqualTo(1);
        Path answers = home.exams().resolve(lesson.path("answers").asText());
        assertThat(Files.readAllLines(answers)).hasSize(2);
        assertThat(answers.resolveSibling(answers.getFileName().toString().replace(".jsonl", "_summary.json")))
                .exists();
        assertThat(home.jobs()).isEmptyDirectory();
    }

    @Test
    void people_get_a_table_of_the_base_alone() throws Exception {
        tiny(home);
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(1), "tiny");
        lesson("one", "a door", "x ".repeat(400));
        Files.writeString(
                home.train(), JsonLines.line(new Row("A  Door!", "", "BLUEPRINT: BP_X\n", "test", "test")) + "\n");

        Called called = exam(
                "--lesson",
                "one",
                "--adapter",
                "none",
                "--max-tokens",
                "8",
                "--output",
                folder.resolve("out").toString(),
                "--html",
                folder.resolve("page.html").toString());

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        assertThat(called.err())
                .contains("asking tiny, a base model without an adapter", "1 of 2 prompts are in datasets/train.jsonl");
        assertThat(called.out())
                .containsPattern("one, chat form +2 +0 % +0\\.\\d{3} +0\\.\\d{3} +0\\.\\d{3} +0 %  \\(0 to 66 %\\)")
                .contains("overall, retrieval", "overall, comment form", "1 answered, 0 out of time, 1 failed");
        assertThat(folder.resolve("out")).isNotEmptyDirectory();
        assertThat(folder.resolve("page.html")).content().contains("0 of 2 answers are exact", "a door", "x x x x");
        assertThat(home.exams()).isEmptyDirectory();
    }

    @Test
    void what_cannot_be_asked_is_told_in_one_line_before_anything_is_loaded() throws Exception {
        assertThat(line(exam())).contains("lessons/holdout/ has no lesson");
        assertThat(line(exam("--lesson", "absent"))).contains("no lesson absent");
        assertThat(line(exam("--lesson-dir", folder.resolve("absent").toString())))
                .contains("no folder");
        Path bad = folder.resolve("bad.json");
        Files.writeString(bad, "{\n  \"prompts\": [ {\"id\": } ]\n}");
        assertThat(line(exam("--lesson", bad.toString()))).contains("bad.json:2:23: ");
        Files.write(bad, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'});
        assertThat(line(exam("--lesson", bad.toString()))).contains("bad.json");
        Files.writeString(bad, "{\"prompts\": []}");
        assertThat(line(exam("--lesson", bad.toString()))).contains("has no prompts");
        lesson("one", "a door");
        assertThat(line(exam())).contains("there is no model tiny");
        assertThat(line(exam("--max-tokens", "0"))).contains("--max-tokens is 0");
        assertThat(line(exam("--constrain", "most"))).contains("--constrain is most");
        assertThat(line(exam("--endpoint", endpoint()))).contains("--endpoint needs --model");
        tiny(home);
        assertThat(line(exam("--adapter", "v7"))).contains("no adapter v7");
        assertThat(line(exam("--quantization", "int3")))
                .contains("--quantization must be one of none, bf16, int8, nf4, found \"int3\"");
        Files.delete(home.model("tiny").resolve("tokenizer.json"));
        assertThat(line(exam())).contains("no tokenizer.json");
    }

    @Test
    void a_server_that_talks_is_examined_and_a_busy_one_is_asked_again() throws Exception {
        lesson("one", "busy once", "500", "a lamp");

        Called called = exam("--endpoint", endpoint(), "--model", "talker", "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
        JsonNode all = called.json().path("overall");
        assertThat(all.path("answered").asInt()).isEqualTo(2);
        assertThat(all.path("failed").asInt()).isEqualTo(1);
        assertThat(all.path("extraction").path("fence").asInt()).isEqualTo(2);
        assertThat(all.path("valid_share").asDouble()).isBetween(0.66, 0.67);
        assertThat(calls).hasValue(4);
        JsonNode summary =
                Json.MAPPER.readTree(one(home.exams(), "_summary.json").toFile());
        assertThat(summary.path("extraction").path("fence").asInt()).isEqualTo(2);
        assertThat(summary.path("failed").asInt()).isEqualTo(1);
        assertThat(summary.path("complete").asBoolean()).isTrue();
    }

    @Test
    void a_server_of_no_use_is_told_in_one_line() throws Exception {
        lesson("one", "401");
        assertThat(endpointFault()).contains("status 401: on purpose", "OPENAI_API_KEY", "no prompt was answered");
        lesson("one", "404");
        assertThat(endpointFault()).contains("status 404: on purpose", "/v1/models");
        lesson("one", "500", "500");
        assertThat(endpointFault()).contains("status 500: on purpose");
        lesson("one", "prose");
        assertThat(endpointFault()).contains("no answer of OpenAI's form: <html>");
        lesson("one", "hang", "hang", "hang", "a lamp");
        assertThat(endpointFault()).contains("no word of an answer within 1 s", "longer --timeout");
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Called refused = exam("--endpoint", "http://localhost:" + free, "--model", "talker");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .contains("nobody answers at this address", "start the server")
                .doesNotContain("\tat ");
    }

    @Test
    void a_server_that_goes_in_the_middle_leaves_what_was_answered() throws Exception {
        lesson("one", "a door", "a lamp", "a", "b", "c", "401", "e");

        Called called = exam("--endpoint", endpoint(), "--model", "talker", "--json");

        assertThat(called.code()).isEqualTo(ExitCode.FAILED);
        assertThat(called.json().path("error").path("message").asText())
                .contains("status 401", "5 prompts were answered");
        assertThat(called.json().path("overall").path("answered").asInt()).isEqualTo(5);
        assertThat(Files.readAllLines(one(home.exams(), ".jsonl"))).hasSize(5);
        assertThat(Json.MAPPER
                        .readTree(one(home.exams(), "_summary.json").toFile())
                        .path("complete")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void a_stop_ends_an_exam_and_keeps_its_answers() throws Exception {
        lesson("one", "a door", "hang", "a lamp");
        Thread.ofVirtual().start(() -> {
            try {
                while (calls.get() < 3) {
                    Thread.sleep(20);
                }
                Thread.sleep(500);
                assertThat(Called.in(home.root(), "stop").out())
                        .contains("exam (process " + ProcessHandle.current().pid());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        Called called = exam("--endpoint", endpoint(), "--model", "talker", "--json");

        assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(called.json().path("stopped").asBoolean()).isTrue();
        assertThat(home.stopSignal()).doesNotExist();
        assertThat(Called.in(home.root(), "stop").out()).contains("nothing is at work");
        assertThat(called.json().path("overall").path("answered").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(one(home.exams(), ".jsonl"))).hasSize(2);
    }

    @Test
    void this_programs_own_server_is_examined_and_knows_the_constraint() throws Exception {
        Home other = new Home(folder.resolve("other")).create();
        tiny(other);
        lesson("one", "a door", "a lamp");
        EngineModel model = new EngineModel(other, "tiny", WeightPrecision.FULL, Duration.ofSeconds(60), Duration.ZERO);
        try (WebServer own = new WebServer(0, 64 << 10, 20, model)) {
            Called called = exam(
                    "--endpoint",
                    "http://127.0.0.1:" + own.port(),
                    "--model",
                    "tiny",
                    "--max-tokens",
                    "40",
                    "--also-constrained",
                    "--json");

            assertThat(called.code()).as(called.err()).isEqualTo(ExitCode.DONE);
            assertThat(called.json().path("overall").path("valid_share").asDouble())
                    .isZero();
            assertThat(called.json()
                            .path("constrained")
                            .path("overall")
                            .path("valid_share")
                            .asDouble())
                    .isEqualTo(1);
            assertThat(called.json()
                            .path("constrained")
                            .path("overall")
                            .path("answered")
                            .asInt())
                    .isEqualTo(2);
        } finally {
            model.close();
        }
    }

    /** With a context that answers do not reach the end of. */
    private static void tiny(Home home) throws Exception {
        TinyFolders.model(home.model("tiny"));
        Path config = home.model("tiny").resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst("(\"max_position_embeddings\"\\s*:\\s*)128", "$1640"));
    }

    private String endpointFault() throws Exception {
        Called called = exam("--endpoint", endpoint(), "--model", "talker", "--timeout", "1");
        assertThat(called.code()).as(called.out() + called.err()).isEqualTo(ExitCode.FAILED);
        assertThat(called.err().lines().filter(l -> l.startsWith("brewprint: ")))
                .hasSize(1);
        assertThat(called.err()).doesNotContain("\tat ");
        return called.err();
    }

    private static String line(Called called) {
        assertThat(called.code()).as(called.out() + called.err()).isEqualTo(ExitCode.USAGE);
        List<String> lines =
                called.err().lines().filter(l -> !l.startsWith("asking ")).toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private Called exam(String... arguments) {
        return Called.in(home.root(), "exam", arguments);
    }

    private String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void lesson(String name, String... prompts) throws Exception {
        List<Lesson.Prompt> all = new ArrayList<>();
        for (String prompt : prompts) {
            all.add(new Lesson.Prompt("p" + all.size(), "c", prompt, HELLO));
        }
        Path file = home.lessons().resolve("holdout").resolve(name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, new Lesson(name, name, "", all).json().toString());
    }

    private static Path one(Path folder, String ending) throws Exception {
        try (var files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(ending)).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
