package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.djl.ndarray.NDManager;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Prompt;
import io.brewprint.decode.Sampling;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.TinyFolders;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.web.ChatModel.Refused;
import io.brewprint.web.ChatModel.Refused.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in memory when, with real folders. */
class ModelKeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Home home;
    private EngineModel model;

    @BeforeEach
    void make_a_home() throws Exception {
        home = new Home(folder.resolve("home")).create();
        TinyFolders.model(home.model("tiny"));
        model = new EngineModel(home, "tiny", WeightPrecision.FULL, LIMIT, Duration.ZERO, () -> true);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void adapter(int version, float shift) throws Exception {
        Path target = home.adapterFinal(version);
        AtomicFiles.deleteTree(target);
        Files.createDirectories(target);
        try (NDManager manager = NDManager.newBaseManager();
                LoraAdapter adapter = LoraAdapter.fresh(
                        LlamaConfig.read(home.model("tiny")), LoraSpec.all(2, 4, 0), version, manager)) {
            adapter.weights().forEach(w -> w.addi(shift));
            PeftFiles.write(adapter, "tiny", target);
        }
    }

    private static GenerationRequest request(String name, int tokens) {
        return GenerationRequest.of(Prompt.of("a red door"), Sampling.greedy(tokens))
                .with(name);
    }

    private static String answer(EngineModel of, String name) throws Exception {
        StringBuilder text = new StringBuilder();
        of.answer(request(name, 24).telling(more -> {
            text.append(more);
            return true;
        }));
        return text.toString();
    }

    @Test
    void a_model_that_nobody_asks_for_a_while_leaves_the_memory_and_comes_back_when_asked() throws Exception {
        try (EngineModel idle =
                new EngineModel(home, "tiny", WeightPrecision.FULL, LIMIT, Duration.ofMillis(100), () -> false)) {
            String first = answer(idle, "tiny");
            await().until(() -> idle.arrays() == 0);

            assertThat(answer(idle, "tiny")).isEqualTo(first);
        }
    }

    @Test
    void a_model_is_not_let_go_in_the_middle_of_an_answer() throws Exception {
        try (EngineModel idle =
                new EngineModel(home, "tiny", WeightPrecision.FULL, LIMIT, Duration.ofMillis(40), () -> false)) {
            Completion reply = idle.answer(request("tiny", 10).telling(more -> {
                pause();
                return true;
            }));

            assertThat(reply.tokens()).isEqualTo(10);
            assertThat(reply.finish()).isEqualTo("length");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_gpu_that_is_lent_is_free_at_once_and_whoever_asks_is_told() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Completion> cut = CompletableFuture.supplyAsync(() -> {
            try {
                return model.answer(request("tiny", 60).telling(more -> {
                    begun.countDown();
                    pause();
                    return true;
                }));
            } catch (Refused | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        model.lend("a training");

        assertThat(model.arrays()).isZero();
        assertThatThrownBy(cut::get)
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the GPU is needed for a training");
        assertThatThrownBy(() -> answer(model, "tiny"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.why()).isEqualTo(Why.BUSY));
        model.takeBack();
        assertThat(answer(model, "tiny")).isNotEmpty();
    }

    @Test
    void on_a_cpu_training_beside_it_changes_nothing() throws Exception {
        try (EngineModel cpu = new EngineModel(home, "tiny", WeightPrecision.FULL, LIMIT, Duration.ZERO, () -> false)) {
            String first = answer(cpu, "tiny");
            cpu.lend("a training");

            assertThat(cpu.arrays()).isPositive();
            assertThat(answer(cpu, "tiny")).isEqualTo(first);
        }
    }

    @Test
    void adapters_in_memory_are_few_however_many_versions_there_are() throws Exception {
        int versions = 9;
        for (int version = 1; version <= versions; version++) {
            adapter(version, 0.2f + 0.02f * version);
        }
        String base = answer(model, "tiny");
        for (int version = 1; version <= versions; version++) {
            assertThat(answer(model, "blueprint-lora-v" + version)).isNotEqualTo(base);
        }
        int arrays = model.arrays();
        for (int round = 0; round < 3; round++) {
            for (int version = 1; version <= versions; version++) {
                answer(model, "blueprint-lora-v" + version);
            }
        }

        assertThat(model.adapters()).isEqualTo(4);
        assertThat(model.arrays()).isLessThanOrEqualTo(arrays);
        assertThat(answer(model, "tiny")).isEqualTo(base);
    }

    @Test
    void an_adapter_made_anew_under_the_same_name_is_read_anew() throws Exception {
        adapter(1, 0.2f);
        String before = answer(model, "blueprint-lora-v1");

        adapter(1, -0.3f);

        String after = answer(model, "blueprint-lora-v1");
        assertThat(after).isNotEqualTo(before);
        assertThat(model.adapters()).isEqualTo(1);
        try (EngineModel fresh =
                new EngineModel(home, "tiny", WeightPrecision.FULL, LIMIT, Duration.ZERO, () -> false)) {
            assertThat(answer(fresh, "blueprint-lora-v1")).isEqualTo(after);
        }
    }

    @Test
    void an_adapter_whose_folder_is_gone_or_damaged_is_refused_and_the_base_goes_on() throws Exception {
        adapter(1, 0.2f);
        answer(model, "blueprint-lora-v1");
        AtomicFiles.deleteTree(home.adapterFinal(1));
        adapter(2, 0.2f);
        Files.writeString(home.adapterFinal(2).resolve("adapter_model.safetensors"), "broken");

        assertThat(model.has("blueprint-lora-v1")).isFalse();
        assertThatThrownBy(() -> answer(model, "blueprint-lora-v1"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.why()).isEqualTo(Why.NO_MODEL));
        assertThatThrownBy(() -> answer(model, "blueprint-lora-v2"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.why()).isEqualTo(Why.MODEL));
        assertThat(answer(model, "tiny")).isNotEmpty();
    }

    @Test
    void names_that_lead_out_of_the_folder_are_no_models() {
        for (String name : List.of("", ".", "..", "../models/tiny", "blueprint-lora-v1/final", "a\u0000b", "/etc")) {
            assertThat(model.has(name)).as(name).isFalse();
        }
    }
}
