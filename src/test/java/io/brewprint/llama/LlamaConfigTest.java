package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brewprint.tensor.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaConfigTest {
    @TempDir
    Path folder;

    @Test
    void llama_3_1_70b_is_read_and_counted() throws Exception {
        Files.writeString(folder.resolve("config.json"), """
                {"model_type":"llama","hidden_size":8192,"intermediate_size":28672,"num_hidden_layers":80,
                 "num_attention_heads":64,"num_key_value_heads":8,"vocab_size":128256,"rms_norm_eps":1e-05,
                 "rope_theta":500000.0,"max_position_embeddings":131072,"bos_token_id":128000,
                 "eos_token_id":[128001,128008,128009],"tie_word_embeddings":false,
                 "rope_scaling":{"factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0,
                   "original_max_position_embeddings":8192,"rope_type":"llama3"}}""");

        LlamaConfig config = LlamaConfig.read(folder);

        assertThat(config.parameters()).isEqualTo(70_553_706_496L);
        assertThat(config.headDim()).isEqualTo(128);
        assertThat(config.eos()).containsExactly(128001, 128008, 128009);
    }

    @Test
    void rope_scaling_keeps_short_wavelengths_divides_long_ones_and_blends_between() {
        LlamaConfig.RopeScaling scaling = new LlamaConfig.RopeScaling(8, 1, 4, 8192);
        LlamaConfig plain = TinyModels.config(40, true);
        LlamaConfig scaled = new LlamaConfig(
                8192,
                28672,
                80,
                64,
                8,
                128,
                128256,
                1e-5f,
                500_000,
                scaling,
                false,
                131072,
                128000,
                java.util.List.of(128009));
        double[] f = Rope.frequencies(scaled);

        assertThat(f[0]).isEqualTo(1.0);
        double longest = Math.pow(500_000, -2.0 * 63 / 128);
        assertThat(f[63]).isCloseTo(longest / 8, within(1e-18));
        int between = 34; // wavelength of pair 34 lies between 2048 and 8192
        double raw = Math.pow(500_000, -2.0 * between / 128);
        double wavelength = 2 * Math.PI / raw;
        assertThat(wavelength).isBetween(2048.0, 8192.0);
        double smooth = (8192 / wavelength - 1) / 3;
        assertThat(f[between]).isCloseTo((1 - smooth) * raw / 8 + smooth * raw, within(1e-15));
        assertThat(Rope.frequencies(plain)).hasSize(2);
    }

    @Test
    void another_architecture_is_refused() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"mistral\"}");

        assertThatThrownBy(() -> LlamaConfig.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("\"mistral\"");
    }

    private static final String SIZES = """
            "model_type":"llama","hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,
            "num_attention_heads":4,"num_key_value_heads":2,"vocab_size":100""";

    @Test
    void keys_that_change_no_arithmetic_are_passed_over() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{" + SIZES + """
                ,"_name_or_path":"someone/model","architectures":["LlamaForCausalLM"],"attention_bias":false,
                "attention_dropout":0.0,"initializer_range":0.02,"mlp_bias":false,"pretraining_tp":1,
                "torch_dtype":"bfloat16","transformers_version":"4.57.1","use_cache":true,"pad_token_id":0,
                "unsloth_version":"2026.1","surprise":null,"another":[],"third":false,
                "rope_parameters":{"rope_theta":10000.0,"rope_type":"default","partial_rotary_factor":1.0}}""");

        assertThat(LlamaConfig.read(folder).hiddenSize()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hyper_connections\":4",
                "\"auto_map\":{\"AutoModelForCausalLM\":\"modeling_x.X\"}",
                "\"add_cross_attention\":true",
                "\"pruned_heads\":{\"0\":[1]}",
                "\"rope_parameters\":{\"rope_theta\":1e4,\"rope_type\":\"default\",\"partial_rotary_factor\":0.5}",
                "\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":8,\"attention_factor\":0.9}"
            })
    void a_key_that_nobody_here_knows_and_that_says_something_is_refused_by_name(String key) throws Exception {
        Files.writeString(folder.resolve("config.json"), "{" + SIZES + "," + key + "}");

        String name = key.contains("rope")
                ? key.contains("partial") ? "rope_parameters.partial_rotary_factor" : "rope_scaling.attention_factor"
                : key.substring(1, key.indexOf('"', 1));
        assertThatThrownBy(() -> LlamaConfig.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(name + " is ")
                .hasMessageContaining("config.json");
    }

    @Test
    void a_missing_field_is_named() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\",\"hidden_size\":8}");

        assertThatThrownBy(() -> LlamaConfig.read(folder)).hasMessageContaining("num_attention_heads");
    }
}
