package io.brewprint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_back_bit_for_bit() throws Exception {
        float[] a = {1.5f, -0f, Float.MIN_VALUE, 3e38f, 1e-30f, 7f};
        Path file = folder.resolve("x.safetensors");

        new SafeTensorsWriter()
                .add("a", new long[] {2, 3}, () -> a)
                .add("s", new long[0], () -> new float[] {9f})
                .write(file);

        try (SafeTensors read = SafeTensors.open(file)) {
            assertThat(read.get("a", 2, 3).shape()).isEqualTo(new Shape(2, 3));
            assertThat(Floats.of("a", read.get("a", 2, 3))).containsExactly(a);
            assertThat(Floats.of("s", read.get("s"))).containsExactly(9f);
            assertThat(read.tensors()).containsOnlyKeys("a", "s");
        }
    }

    @Test
    void half_and_brain_floats_become_floats() throws Exception {
        byte[] header =
                "{\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[4,6]}}"
                        .getBytes();
        byte[] bytes = new byte[8 + header.length + 6];
        bytes[0] = (byte) header.length;
        System.arraycopy(header, 0, bytes, 8, header.length);
        int at = 8 + header.length;
        bytes[at + 1] = 0x3f; // 0x3f00 = 0.5
        bytes[at] = 0x00;
        bytes[at + 3] = (byte) 0xc0; // 0xc040 = -3
        bytes[at + 2] = 0x40;
        bytes[at + 5] = 0x3c; // half 1.0
        Path file = folder.resolve("half.safetensors");
        Files.write(file, bytes);

        try (SafeTensors read = SafeTensors.open(file)) {
            assertThat(Floats.of("b", read.get("b", 2))).containsExactly(0.5f, -3f);
            assertThat(Floats.of("h", read.get("h", 1))).containsExactly(1f);
        }
    }

    @Test
    void a_cut_off_file_is_refused_by_name() throws Exception {
        Path file = folder.resolve("cut.safetensors");
        new SafeTensorsWriter().add("a", new long[] {100}, () -> new float[100]).write(file);
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 10));

        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("cut.safetensors")
                .hasMessageContaining("tensor a");
    }

    @Test
    void random_bytes_never_do_more_than_throw() throws Exception {
        Random random = new Random(1);
        Path file = folder.resolve("noise.safetensors");
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 8 && i % 2 == 0) {
                Arrays.fill(noise, 1, 8, (byte) 0); // a header length that may be believed
            }
            Files.write(file, noise);
            assertThatThrownBy(() -> SafeTensors.open(file).close())
                    .isInstanceOfAny(ModelFormatException.class, java.io.IOException.class);
        }
    }

    @Test
    void a_missing_shard_is_named() throws Exception {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\"}}");

        assertThatThrownBy(() -> SafeTensors.openModel(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("model-00001-of-00002.safetensors");
    }

    @Test
    void a_shard_outside_the_folder_is_refused() throws Exception {
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"../../secret\"}}");

        assertThatThrownBy(() -> SafeTensors.openModel(folder)).hasMessageContaining("outside the model folder");
    }
}
