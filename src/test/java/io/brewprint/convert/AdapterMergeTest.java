package io.brewprint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Projection;
import io.brewprint.llama.TinyModels;
import io.brewprint.llama.WeightFormat;
import io.brewprint.tensor.DType;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterMergeTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path temporary;

    private final NDManager manager = NDManager.newBaseManager();
    private Path base;
    private Path adapter;
    private Path out;

    @BeforeEach
    void makeFolders() throws Exception {
        base = Files.createDirectories(temporary.resolve("tiny"));
        adapter = Files.createDirectories(temporary.resolve("adapter"));
        out = temporary.resolve("merged");
        int vocab = TinyModels.tokenizer(base);
        try (LlamaModel model = LlamaModel.random(TinyModels.config(vocab, false), 4, manager)) {
            model.save(base);
        }
        write("tiny");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void a_merged_folder_is_the_model_with_its_adapter() throws Exception {
        AdapterMerge.Result result = AdapterMerge.merge(base, adapter, out, null, GIB);

        assertThat(result).isEqualTo(new AdapterMerge.Result(3 + 2 * 9, 2 * 2, 1, DType.F32));
        try (LlamaModel expected = LlamaModel.load(base, manager);
                LlamaModel merged = LlamaModel.load(out, manager)) {
            PeftFiles.merge(adapter, expected);
            assertThat(merged.config()).isEqualTo(expected.config());
            for (int i = 0; i < expected.weights().size(); i++) {
                assertThat(merged.weights().get(i).toFloatArray())
                        .containsExactly(expected.weights().get(i).toFloatArray(), within(1e-6f));
            }
            assertThat(merged.weight(1, Projection.DOWN).toFloatArray()).isNotEqualTo(before(1, Projection.DOWN));
            assertThat(merged.weight(1, Projection.UP).toFloatArray()).isEqualTo(before(1, Projection.UP));
        }
        assertThat(out.resolve("tokenizer.json")).hasSameBinaryContentAs(base.resolve("tokenizer.json"));
        assertThat(out.resolve("tokenizer_config.json")).exists();
        assertThat(out.resolveSibling("merged.tmp")).doesNotExist();
    }

    @Test
    void bf16_halves_the_files_and_rounds_to_the_nearest() throws Exception {
        AdapterMerge.merge(base, adapter, out, DType.F32, GIB);
        Path half = temporary.resolve("half");

        assertThat(AdapterMerge.merge(base, adapter, half, DType.BF16, GIB).dtype())
                .isEqualTo(DType.BF16);

        assertThat(Files.readString(half.resolve("config.json"))).contains("\"torch_dtype\" : \"bfloat16\"");
        try (SafeTensors full = SafeTensors.openModel(out);
                SafeTensors rounded = SafeTensors.openModel(half)) {
            for (String name : full.tensors().keySet()) {
                float[] a = Floats.of(name, full.tensors().get(name));
                float[] b = Floats.of(name, rounded.tensors().get(name));
                assertThat(rounded.tensors().get(name).dtype()).isEqualTo("BF16");
                for (int i = 0; i < a.length; i++) {
                    assertThat(Math.abs(a[i] - b[i])).isLessThanOrEqualTo(Math.abs(a[i]) / 256);
                }
            }
        }
        assertThat(AdapterMerge.merge(half, relabelled("half"), temporary.resolve("again"), null, GIB)
                        .dtype())
                .isEqualTo(DType.BF16);
    }

    @Test
    void a_large_model_becomes_shards_that_are_read_as_one() throws Exception {
        AdapterMerge.merge(base, adapter, out, null, GIB);
        Path sharded = temporary.resolve("sharded");

        int files = AdapterMerge.merge(base, adapter, sharded, null, 8 << 10).files();

        assertThat(files).isGreaterThan(2);
        assertThat(sharded.resolve("model-00001-of-%05d.safetensors".formatted(files)))
                .exists();
        assertThat(Files.readString(sharded.resolve("model.safetensors.index.json")))
                .contains("total_size", "lm_head.weight");
        try (SafeTensors one = SafeTensors.openModel(out);
                SafeTensors many = SafeTensors.openModel(sharded)) {
            assertThat(many.tensors().keySet()).isEqualTo(one.tensors().keySet());
            one.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    Floats.of(name, many.tensors().get(name)))
                            .containsExactly(Floats.of(name, tensor)));
        }
    }

    @Test
    void an_adapter_for_another_base_is_refused_with_both_names_and_nothing_is_left() throws Exception {
        write("meta/Llama-3.1-8B");

        assertThatThrownBy(() -> AdapterMerge.merge(base, adapter, out, null, GIB))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("trained on Llama-3.1-8B and not on tiny");
        assertThat(out).doesNotExist();
    }

    @Test
    void an_adapter_of_another_shape_is_refused_though_the_name_is_right() throws Exception {
        try (LlamaModel model = LlamaModel.random(
                new LlamaConfig(32, 24, 2, 4, 2, 8, 40, 1e-5f, 10_000, null, false, 128, 0, List.of(1)), 4, manager)) {
            model.save(base);
        }

        assertThatThrownBy(() -> AdapterMerge.merge(base, adapter, out, null, GIB))
                .hasMessageContaining("expected");
        assertThat(out).doesNotExist();
        assertThat(out.resolveSibling("merged.tmp")).doesNotExist();
    }

    @Test
    void brain_floats_round_to_the_nearest_even() {
        assertThat(Floats.bfloat16(1f)).isEqualTo((short) 0x3f80);
        assertThat(Floats.bfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
        assertThat(Floats.bfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
        assertThat(Floats.bfloat16(Float.intBitsToFloat(0x3f808001))).isEqualTo((short) 0x3f81);
        assertThat(Floats.bfloat16(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7f80);
        assertThat(Float.isNaN(Float.intBitsToFloat(Floats.bfloat16(Float.intBitsToFloat(0x7f800001)) << 16)))
                .isTrue();
    }

    private float[] before(int layer, Projection p) throws Exception {
        try (LlamaModel model = LlamaModel.load(base, manager)) {
            return model.weight(layer, p).toFloatArray();
        }
    }

    @Test
    void a_weight_that_is_no_number_is_named_by_whoever_reads_it() throws Exception {
        damage(base.resolve("model.safetensors"), Float.NaN);

        assertThatThrownBy(() -> AdapterMerge.merge(base, adapter, out, null, GIB))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("holds NaN at");
        assertThatThrownBy(() -> GgufFiles.writeModel(base, temporary.resolve("x.gguf"), DType.F16))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("holds NaN at");
        for (WeightFormat format : WeightFormat.values()) {
            assertThatThrownBy(() -> LlamaModel.load(base, format, true, LoadProgress.NONE)
                            .close())
                    .as(format.name())
                    .hasStackTraceContaining("holds NaN at")
                    .hasStackTraceContaining("the model is damaged");
        }
        assertThat(temporary.resolve("x.gguf")).doesNotExist();
        assertThat(out).doesNotExist();
    }

    @Test
    void a_weight_beyond_half_precision_is_refused_in_it_and_kept_in_the_others() throws Exception {
        damage(base.resolve("model.safetensors"), 70_000f);

        assertThatThrownBy(() -> AdapterMerge.merge(base, adapter, out, DType.F16, GIB))
                .hasMessageContaining("a weight of 70000.0 is more than f16 can hold");
        assertThat(AdapterMerge.merge(base, adapter, out, DType.BF16, GIB).dtype())
                .isEqualTo(DType.BF16);
    }

    /** The last value of the file's last tensor. */
    private static void damage(Path file, float value) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, value);
        Files.write(file, bytes);
    }

    private Path relabelled(String name) throws Exception {
        write(name);
        return adapter;
    }

    private void write(String name) throws Exception {
        Random random = new Random(2);
        LoraSpec spec = new LoraSpec(3, 6, 0, List.of(Projection.K, Projection.DOWN), false);
        try (LoraAdapter lora = new LoraAdapter(LlamaConfig.read(base), spec, manager, (layer, p, b, shape) -> {
            float[] values = new float[(int) (shape[0] * shape[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.1f;
            }
            return values;
        })) {
            PeftFiles.write(lora, name, adapter);
        }
    }
}
