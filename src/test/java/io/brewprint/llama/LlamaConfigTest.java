package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brewprint.tensor.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void a_missing_field_is_named() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\",\"hidden_size\":8}");

        assertThatThrownBy(() -> LlamaConfig.read(folder)).hasMessageContaining("num_attention_heads");
    }
}
