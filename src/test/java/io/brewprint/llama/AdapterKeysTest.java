package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensorsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an adapter's files say and is not honoured is refused by name. */
class AdapterKeysTest {
    private static final LlamaConfig CONFIG =
            new LlamaConfig(16, 24, 2, 4, 2, 4, 310, 1e-5f, 10_000, null, true, 64, 0, List.of(1));

    @TempDir
    Path folder;

    private ObjectNode json;

    @BeforeEach
    void anAdapterAsPeftWritesIt() throws Exception {
        try (NDManager manager = NDManager.newBaseManager();
                LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(2, 4, 0), 1, manager)) {
            PeftFiles.write(adapter, "base", folder);
        }
        json = (ObjectNode) Json.PLAIN.readTree(config().toFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "use_dora | true",
                "use_qalora | true",
                "lora_bias | true",
                "bias | \"all\"",
                "bias | \"lora_only\"",
                "modules_to_save | [\"lm_head\"]",
                "trainable_token_indices | [1,2]",
                "layers_to_transform | [0]",
                "layers_to_transform | 1",
                "layers_pattern | \"layers\"",
                "layer_replication | [[0,1],[0,2]]",
                "exclude_modules | [\"q_proj\"]",
                "target_parameters | [\"x\"]",
                "rank_pattern | {\"q_proj\":3}",
                "alpha_pattern | {\"q_proj\":3}",
                "alora_invocation_tokens | [5]",
                "fan_in_fan_out | true",
                "init_lora_weights | \"pissa\"",
                "init_lora_weights | \"olora\"",
                "target_modules | \".*_proj\"",
                "target_modules | [\"lm_head\"]",
                "peft_type | \"IA3\"",
                "a_key_of_next_year | 0.5"
            })
    void whatIsNotHonouredIsRefusedByName(String key, String value) throws Exception {
        json.set(key, Json.PLAIN.readTree(value));
        Files.writeString(config(), json.toString());

        assertThatThrownBy(() -> PeftFiles.header(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("adapter_config.json")
                .hasMessageMatching("(?s).*(" + key + "|lm_head).*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatSaysNothingOrChangesNothingIsTaken() throws Exception {
        json.put("peft_version", "0.17.0")
                .put("megatron_core", "megatron.core")
                .put("qalora_group_size", 16)
                .put("a_key_of_next_year", false)
                .put("init_lora_weights", "gaussian")
                .putNull("layers_to_transform");
        json.putArray("modules_to_save");
        json.put("target_modules", "all-linear");
        Files.writeString(config(), json.toString());

        assertThat(PeftFiles.header(folder).spec().targets()).containsExactly(Projection.values());
    }

    @Test
    void aTensorThatNobodyReadsIsNamed() throws Exception {
        json.putArray("target_modules").add("q_proj");
        Files.writeString(config(), json.toString());

        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> PeftFiles.read(folder, CONFIG, manager))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("adapter_model.safetensors")
                    .hasMessageContaining(
                            "24 tensors would be read by nobody, the first base_model.model.model.layers.0.mlp"
                                    + ".down_proj.lora_A.weight");
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void weightsThatAreNoNumbersAreRefused(float value) throws Exception {
        json.putArray("target_modules").add("q_proj");
        Files.writeString(config(), json.toString());
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (int layer = 0; layer < 2; layer++) {
            boolean last = layer == 1;
            writer.add(PeftFiles.name(layer, Projection.Q, false), new long[] {2, 16}, () -> new float[32]);
            writer.add(PeftFiles.name(layer, Projection.Q, true), new long[] {16, 2}, () -> {
                float[] values = new float[32];
                values[31] = last ? value : 0;
                return values;
            });
        }
        writer.write(folder.resolve("adapter_model.safetensors"));

        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> PeftFiles.read(folder, CONFIG, manager))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("layers.1.self_attn.q_proj.lora_B.weight holds " + value);
        }
    }

    @Test
    void theDocsNameEveryKeyAndWhatIsDoneAboutIt() throws Exception {
        String page = Files.readString(Path.of("docs/training.md"));
        for (AdapterKeys.Key key : AdapterKeys.all()) {
            assertThat(page)
                    .contains("| `" + key.name() + "` | "
                            + key.treatment()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' ') + " | "
                            + key.why() + " |");
        }
    }

    private Path config() {
        return folder.resolve("adapter_config.json");
    }
}
