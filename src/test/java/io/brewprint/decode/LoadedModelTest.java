package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.config.Fault;
import io.brewprint.dsl.Dsl;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.TinyFolders;
import io.brewprint.llama.WeightFormat;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.tensor.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadedModelTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make() throws Exception {
        TinyFolders.model(folder);
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void a_base_held_in_any_format_answers_with_its_adapter_and_within_the_language(WeightFormat held)
            throws Exception {
        Path adapter = folder.resolve("adapter");
        TinyFolders.adapter(folder, adapter, "tiny");
        try (LoadedModel loaded =
                LoadedModel.open(folder, adapter, new WeightPrecision(held, false), NodeCatalog.standard())) {
            int[] ids = loaded.chat().prompt("Be brief.", "a door");
            GenerationRequest ask =
                    GenerationRequest.of(ids, Sampling.greedy(200)).with(loaded.adapter());

            assertThat(loaded.adapter().isEmpty()).isEqualTo(held == WeightFormat.F32);
            assertThat(loaded.rule(Constrain.OFF)).isNull();
            String text = loaded.generator()
                    .submit(ask.ruled(loaded.rule(Constrain.FULL)))
                    .await()
                    .text();
            assertThat(text).startsWith("BLUEPRINT: ");
            assertThat(Dsl.checked(text).firstError()).as(text).isEmpty();
        }
    }

    @Test
    void a_model_that_memory_cannot_hold_is_refused_before_it_is_read() throws Exception {
        LlamaConfig tiny = LlamaConfig.read(folder);
        new LlamaConfig(
                        65_536,
                        262_144,
                        400,
                        64,
                        8,
                        1024,
                        tiny.vocabSize(),
                        1e-5f,
                        500_000,
                        null,
                        false,
                        8192,
                        tiny.bos(),
                        List.copyOf(tiny.eos()))
                .write(folder);

        assertThatThrownBy(() -> LoadedModel.open(folder, null, WeightPrecision.FULL, NodeCatalog.standard()))
                .isInstanceOf(Fault.class)
                .hasMessageMatching(
                        ".* held in f32 needs \\d+\\.\\d GiB for its weights, and \\d+\\.\\d GiB are there: .*nf4 .*");
    }

    @Test
    void a_folder_without_a_tokenizer_says_so() throws Exception {
        Files.delete(folder.resolve("tokenizer.json"));

        assertThatThrownBy(() -> LoadedModel.open(folder, null, WeightPrecision.FULL, NodeCatalog.standard()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json");
    }
}
