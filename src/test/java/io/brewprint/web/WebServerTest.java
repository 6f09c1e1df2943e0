package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import io.brewprint.complete.Constrain;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final Echo model = new Echo();
    private WebServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        server = new WebServer(0, 64 << 10, 2, model);
        client = OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + server.port() + "/v1")
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        model.held.countDown();
        client.close();
        server.close();
    }

    private static ChatCompletionCreateParams.Builder chat(String text) {
        return ChatCompletionCreateParams.builder()
                .model("tiny")
                .addSystemMessage("Be brief.")
                .addUserMessage(text);
    }

    @Test
    void the_official_client_lists_models_and_has_a_chat() {
        assertThat(client.models().list().data()).extracting(m -> m.id()).containsExactly("tiny", "v1");

        var completion = client.chat()
                .completions()
                .create(chat("a red door")
                        .maxCompletionTokens(50)
                        .temperature(0.5)
                        .seed(7)
                        .putAdditionalBodyProperty("brewprint_constraint", JsonValue.from("full"))
                        .build());

        assertThat(completion.choices().get(0).message().content()).hasValue("system: Be brief. user: a red door ");
        assertThat(completion.choices().get(0).finishReason().asString()).isEqualTo("stop");
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(7);
        GenerationRequest asked = model.last.get();
        assertThat(asked.constrain()).isEqualTo(Constrain.FULL);
        assertThat(asked.sampling()).isEqualTo(new Sampling(0.5, 0, 1, 1, 7, 50, List.of()));
    }

    @Test
    void the_official_client_reads_a_stream() {
        StringBuilder text = new StringBuilder();
        AtomicInteger chunks = new AtomicInteger();
        try (var stream = client.chat()
                .completions()
                .createStreaming(chat("ä \"quoted\" <b>").build())) {
            stream.stream()
                    .forEach(chunk -> chunk.choices().forEach(choice -> {
                        chunks.incrementAndGet();
                        choice.delta().content().ifPresent(text::append);
                    }));
        }

        assertThat(text.toString()).isEqualTo("system: Be brief. user: ä \"quoted\" <b> ");
        assertThat(chunks.get()).isGreaterThan(5);
    }

    @Test
    void the_official_client_asks_for_one_model() {
        assertThat(client.models().retrieve("v1").id()).isEqualTo("v1");
        assertThatThrownBy(() -> client.models().retrieve("absent"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there is no model");
    }

    @Test
    void a_stream_tells_the_token_counts_in_a_chunk_of_their_own_when_asked() {
        for (boolean wanted : new boolean[] {true, false}) {
            List<ChatCompletionChunk> chunks;
            var ask = chat("x");
            if (wanted) {
                ask.streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build());
            }
            try (var stream = client.chat().completions().createStreaming(ask.build())) {
                chunks = stream.stream().toList();
            }

            assertThat(chunks).filteredOn(c -> c.usage().isPresent()).hasSize(wanted ? 1 : 0);
            assertThat(chunks)
                    .filteredOn(c ->
                            c.choices().stream().anyMatch(x -> x.finishReason().isPresent()))
                    .hasSize(1);
            if (wanted) {
                assertThat(chunks.getLast().choices()).isEmpty();
                assertThat(chunks.getLast().usage().orElseThrow().promptTokens())
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void a_model_that_is_away_is_told_by_503_and_when_to_come_back_in_a_stream_too() throws Exception {
        for (String stream : List.of("", ",\"stream\":true")) {
            var response = post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"away\"" + stream + "}");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
            assertThat(response.body())
                    .isEqualTo("{\"error\":{\"message\":\"the GPU is needed for a training\","
                            + "\"type\":\"server_error\",\"param\":null,\"code\":null}}");
        }
    }

    @Test
    void a_model_that_breaks_down_is_told_by_500_or_at_the_end_of_what_was_said() throws Exception {
        var whole = post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"break\"}");
        assertThat(whole.statusCode()).isEqualTo(500);
        assertThat(whole.body()).startsWith("{\"error\":");

        var streamed = post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"break\",\"stream\":true}");
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.body())
                .contains("so far ")
                .endsWith("data: {\"error\":{\"message\":\"the model failed: a wheel "
                        + "came off\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n");
    }

    @Test
    void the_official_client_completes_a_text() {
        var completion = client.completions()
                .create(CompletionCreateParams.builder()
                        .model(CompletionCreateParams.Model.of("tiny"))
                        .prompt("BLUEPRINT: BP_")
                        .maxTokens(9)
                        .stop("x")
                        .build());

        assertThat(completion.choices().get(0).text()).isEqualTo("raw: BLUEPRINT: BP_ ");
        assertThat(model.last.get().sampling().stops()).containsExactly("x");
    }

    @Test
    void what_is_wrong_is_said_in_openais_form() throws Exception {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat("x").temperature(2.0).topP(0.0).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("top_p");
        assertThat(post("/v1/chat/completions", "no json").statusCode()).isEqualTo(400);
        assertThat(post("/v1/chat/completions", "[]").body()).contains("no JSON object");
        assertThat(post("/v1/chat/completions", "{\"model\":\"tiny\"}").body()).contains("messages is missing");
        assertThat(post(
                                "/v1/chat/completions",
                                "{\"model\":\"absent\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .body())
                .isEqualTo("{\"error\":{\"message\":\"there is no model \\\"absent\\\"; GET /v1/models lists them\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}");
        assertThat(post(
                                "/v1/chat/completions",
                                "{\"model\":\"absent\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"too long\"}")
                        .body())
                .contains("prompt of 9999 tokens");
        assertThat(post("/v1/chat/completions", "{\"model\":\"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/v1/nothing", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void fields_of_other_servers_are_refused_by_the_name_of_the_first() throws Exception {
        var response = post("/v1/chat/completions", """
                {"model":"tiny","messages":[{"role":"user","content":"hi"}],"max_tokens":8,
                 "grammar":"root ::= \\"yes\\"","min_tokens":50,"guided_choice":["yes","no"],"best_of":3}""");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"grammar is not supported here (it is a field of llama.cpp, TGI): "
                        + "leave it out; there is brewprint_constraint\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"grammar\",\"code\":null}}");
        assertThat(model.last.get()).as("nothing was asked").isNull();
    }

    @Test
    void only_this_machine_is_let_in() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void a_client_that_leaves_a_stream_frees_its_place() throws Exception {
        String body = "{\"model\":\"tiny\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"endless\"}]}";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            while (!line.startsWith("data: ")) {
                line = in.readLine();
            }
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(model.left.get()).isEqualTo(1));
        assertThat(client.chat().completions().create(chat("again").build()).choices())
                .hasSize(1);
    }

    @Test
    void more_requests_than_places_are_sent_away() throws Exception {
        Thread[] waiting = new Thread[2];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = Thread.startVirtualThread(() -> {
                try {
                    post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"hold\"}");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        await().until(() -> model.running.get() == 2);

        assertThat(post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"x\"}")
                        .statusCode())
                .isEqualTo(429);
        assertThat(post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"x\"}")
                        .headers()
                        .firstValue("Retry-After"))
                .hasValue("1");

        model.held.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Says what it was told, a word at a time. */
    private static final class Echo implements ChatModel {
        private final AtomicReference<GenerationRequest> last = new AtomicReference<>();
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final CountDownLatch held = new CountDownLatch(1);

        @Override
        public List<String> names() {
            return List.of("tiny", "v1");
        }

        @Override
        public Completion answer(GenerationRequest request) throws Refused, InterruptedException {
            last.set(request);
            running.incrementAndGet();
            StringBuilder all = new StringBuilder();
            switch (request.prompt()) {
                case Prompt.Chat chat ->
                    chat.turns()
                            .forEach(t -> all.append(t.speaker())
                                    .append(": ")
                                    .append(t.text())
                                    .append(' '));
                case Prompt.Text text -> all.append("raw: ").append(text.text()).append(' ');
                case Prompt.Tokens tokens -> throw new IllegalStateException("a client sends words");
            }
            if (all.indexOf("too long") >= 0) {
                throw new Refused("prompt of 9999 tokens, the model's context has 512");
            }
            if (all.indexOf("away") >= 0) {
                throw new Refused(Refused.Why.BUSY, "the GPU is needed for a training");
            }
            if (all.indexOf("break") >= 0) {
                request.tell("so far ");
                throw new IllegalStateException("a wheel came off");
            }
            if (all.indexOf("hold") >= 0) {
                held.await();
            }
            int words = 0;
            for (String word : all.toString().split("(?<= )")) {
                request.tell(word);
                words++;
            }
            while (all.indexOf("endless") >= 0) {
                if (request.cancelled().getAsBoolean()) {
                    left.incrementAndGet();
                    break;
                }
                request.tell("more ");
                Thread.sleep(1);
            }
            running.decrementAndGet();
            return Completion.of("", words, Completion.End.END, 5, 0);
        }
    }
}
