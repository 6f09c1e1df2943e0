package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.djl.ndarray.NDManager;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.brewprint.config.Home;
import io.brewprint.dsl.Dsl;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.TinyFolders;
import io.brewprint.llama.WeightPrecision;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint with the real engine behind it: an untrained model with an adapter, in a home. */
class EngineModelTest {
    @TempDir
    Path folder;

    private EngineModel model;
    private WebServer server;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        Home home = new Home(folder.resolve("home")).create();
        TinyFolders.model(home.model("tiny"));
        strong(home.model("tiny"), home.adapterFinal(1));
        TinyFolders.adapter(home.model("tiny"), home.adapterFinal(2), "another");
        model = new EngineModel(home, "tiny", WeightPrecision.FULL, Duration.ofSeconds(60), Duration.ZERO);
        server = new WebServer(0, 64 << 10, 200, model);
        client = OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + server.port() + "/v1")
                .apiKey("none")
                .maxRetries(0)
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        model.close();
    }

    /** An adapter that changes what is said, as a fresh one does not. */
    private static void strong(Path base, Path target) throws Exception {
        Files.createDirectories(target);
        try (NDManager manager = NDManager.newBaseManager();
                LoraAdapter adapter = LoraAdapter.fresh(LlamaConfig.read(base), LoraSpec.all(2, 4, 0), 1, manager)) {
            adapter.weights().forEach(w -> w.addi(0.2f));
            PeftFiles.write(adapter, "tiny", target);
        }
    }

    private static ChatCompletionCreateParams.Builder ask(String name, String text, int tokens) {
        return ChatCompletionCreateParams.builder()
                .model(name)
                .addUserMessage(text)
                .maxCompletionTokens(tokens);
    }

    private String answer(String name, String text) {
        return client.chat()
                .completions()
                .create(ask(name, text, 24).build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }

    @Test
    void the_base_and_its_adapters_answer_from_one_copy_of_the_weights() {
        assertThat(client.models().list().data()).extracting(m -> m.id()).containsExactly("tiny", "blueprint-lora-v1");

        String base = answer("tiny", "a red door");
        String tuned = answer("blueprint-lora-v1", "a red door");

        assertThat(base).isNotEmpty().isNotEqualTo(tuned);
        assertThat(answer("tiny", "a red door")).isEqualTo(base);
    }

    @Test
    void many_at_once_get_the_answers_that_each_gets_alone() throws Exception {
        List<String> alone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            alone.add(answer("tiny", "print " + i));
        }
        List<Future<String>> together = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 48; i++) {
                int number = i % 6;
                together.add(clients.submit((Callable<String>) () -> answer("tiny", "print " + number)));
            }
        }
        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i).get()).isEqualTo(alone.get(i % 6));
        }
    }

    @Test
    void a_constrained_answer_of_an_untrained_model_is_a_valid_blueprint() {
        for (double temperature : new double[] {0, 0.8, 1.5}) {
            var completion = client.chat()
                    .completions()
                    .create(ask("tiny", "a door", 400)
                            .temperature(temperature)
                            .seed(5)
                            .putAdditionalBodyProperty("brewprint_constraint", JsonValue.from("full"))
                            .build());

            assertThat(completion.choices().get(0).finishReason().asString()).isEqualTo("stop");
            String text = completion.choices().get(0).message().content().orElseThrow();
            assertThat(Dsl.checked(text).firstError()).as(text).isEmpty();
        }
    }

    @Test
    void a_prompt_longer_than_the_context_is_refused_with_both_numbers_and_unread_where_that_is_plain() {
        assertThatThrownBy(() -> answer("tiny", "x y ".repeat(250)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageMatching("(?s).*prompt of \\d{3,} tokens, the model's context has 128.*");
        assertThatThrownBy(() -> answer("tiny", "door ".repeat(5_000)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageMatching("(?s).*prompt of 25\\d{3} characters, the model's context has 128 tokens.*");
        await().untilAsserted(() -> assertThat(answer("tiny", "door")).isNotEmpty());
    }

    @Test
    void a_megabyte_is_refused_before_a_character_of_it_is_read_and_what_fits_is_read_once() throws Exception {
        assertThat(answer("tiny", "door")).isNotEmpty();
        long before = model.charactersRead();
        try (WebServer wide = new WebServer(0, 2 << 20, 4, model)) {
            for (String path : List.of("/v1/completions", "/v1/chat/completions")) {
                var response = post(wide, path, "x".repeat(1 << 20));

                assertThat(response.statusCode()).isEqualTo(400);
                assertThat(response.body()).contains("prompt of 10").contains("the model's context has 128 tokens");
            }
            assertThat(model.charactersRead()).isEqualTo(before);

            String fits = "a door ".repeat(9);
            assertThat(post(wide, "/v1/completions", fits).statusCode()).isEqualTo(200);
            assertThat(model.charactersRead()).isEqualTo(before + fits.length());
        }
    }

    private static HttpResponse<String> post(WebServer to, String path, String prompt) throws Exception {
        String asks = path.contains("chat")
                ? "\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]"
                : "\"prompt\":\"" + prompt + "\"";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + to.port() + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"model\":\"tiny\",\"max_tokens\":4," + asks + "}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** An adapter that could be loaded lies where a path would lead to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "./blueprint-lora-v1",
                "blueprint-lora-v1/",
                "blueprint-lora-v1/final",
                "blueprint-lora-v1/../blueprint-lora-v1",
                "ABSOLUTE",
                "BLUEPRINT-LORA-V1",
                "../../etc/passwd",
                "tiny/../tiny",
                "..",
                "."
            })
    void the_name_of_a_model_leads_to_no_other_folder(String name) throws Exception {
        Home home = new Home(folder.resolve("home"));
        Path outside = home.root().resolve("outside");
        TinyFolders.adapter(home.model("tiny"), outside.resolve("final"), "tiny");
        String asked = name.equals("ABSOLUTE") ? outside.toString() : name;

        assertThatThrownBy(() -> answer(asked, "x"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("there is no model");
        assertThat(model.adapters()).isZero();
        assertThat(model.arrays()).as("the base was not even loaded").isZero();
    }
}
