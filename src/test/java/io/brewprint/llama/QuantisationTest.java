package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.TorchScript;
import io.brewprint.tensor.WeightSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantisationTest {
    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void int8_codes_are_those_computed_by_hand() {
        byte[] codes = new byte[6];

        float scale = Int8.encode(new float[] {0.5f, -1.27f, 0.004f, 0.0151f, 1.0f, 0f}, 6, codes, 0);

        assertThat(scale).isCloseTo(0.01f, within(1e-9f));
        assertThat(codes).containsExactly(50, -127, 0, 2, 100, 0);
    }

    @Test
    void a_row_of_zeros_stays_zero_and_a_damaged_one_is_refused() {
        byte[] codes = {9, 9};

        assertThat(Int8.encode(new float[2], 2, codes, 0)).isEqualTo(1f);
        assertThat(codes).containsExactly(0, 0);
        assertThatThrownBy(() -> Int8.encode(new float[] {1, Float.NaN}, 2, codes, 0))
                .isInstanceOf(ModelFormatException.class);
        assertThatThrownBy(() -> Nf4.encode(new float[] {1, Float.POSITIVE_INFINITY}, 0, 2, new byte[32], 0))
                .isInstanceOf(ModelFormatException.class);
    }

    @Test
    void nf4_codes_are_those_computed_by_hand() {
        float[] block = new float[64];
        block[0] = -2f; // -1: code 0
        block[1] = 2f; // 1: code 15
        block[2] = 0.16f; // 0.08, next to 0.0796: code 8
        block[3] = -0.5f; // -0.25, next to -0.2844: code 4
        block[4] = 0.84f; // 0.42, between 0.338 and 0.4407, above their midpoint 0.3894: code 12
        block[5] = 0.07f; // 0.035, below the midpoint 0.0398 of 0 and 0.0796: code 7
        byte[] codes = new byte[32];

        float largest = Nf4.encode(block, 0, 64, codes, 0);

        assertThat(largest).isEqualTo(2f);
        assertThat(codes[0]).isEqualTo((byte) 0x0F);
        assertThat(codes[1]).isEqualTo((byte) 0x84);
        assertThat(codes[2]).isEqualTo((byte) 0xC7);
        assertThat(codes[3]).isEqualTo((byte) 0x77);
    }

    @Test
    void nf4_takes_the_nearest_value_of_its_book() {
        float[] pairs = Nf4.book();
        for (float x = -1.05f; x < 1.05f; x += 0.001f) {
            float chosen = pairs[2 * (Nf4.nearest(x) << 4)];
            for (int code = 0; code < 16; code++) {
                assertThat(Math.abs(x - chosen)).isLessThanOrEqualTo(Math.abs(x - pairs[2 * (code << 4)]) + 1e-6f);
            }
        }
    }

    @Test
    void round_trips_of_normal_weights_err_as_much_as_theory_says() {
        assertThat(error(WeightFormat.INT8, 512, 1024)).isBetween(0.006, 0.0105);
        assertThat(error(WeightFormat.NF4, 512, 1024)).isBetween(0.08, 0.1);
        assertThat(error(WeightFormat.NF4_DOUBLE, 512, 1024)).isBetween(0.08, 0.1);
        assertThat(error(WeightFormat.BF16, 512, 1024)).isLessThan(0.003);
        assertThat(error(WeightFormat.F32, 512, 1024)).isZero();
        assertThat(error(WeightFormat.NF4_DOUBLE, 24, 44))
                .as("a last block that is not full")
                .isBetween(0.08, 0.11);
    }

    /** Relative root mean square error of a layer's down projection {@code [out,in]}. */
    private double error(WeightFormat format, int out, int in) {
        LlamaConfig config = new LlamaConfig(out, in, 1, 4, 2, 4, 40, 1e-5f, 10_000, null, true, 64, 0, List.of(1));
        Random random = new Random(4);
        float[] values = new float[out * in];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.03f;
        }
        Weights other = Weights.random(1);
        Weights weights = (name, shape, f) -> name.contains("down_proj")
                ? Encoded.of(WeightSource.of(values, out, in), f)
                : other.get(name, shape, f);
        Precision precision = new Precision(format, WeightFormat.F32, ComputeType.F32);
        try (LlamaModel model = LlamaModel.of(config, precision, weights, manager)) {
            float[] back = model.weight(0, Projection.DOWN).toFloatArray();
            double wrong = 0;
            double all = 0;
            for (int i = 0; i < values.length; i++) {
                wrong += Math.pow(back[i] - values[i], 2);
                all += Math.pow(values[i], 2);
            }
            return Math.sqrt(wrong / all);
        }
    }

    @Test
    void arrays_too_large_for_one_buffer_arrive_piece_by_piece() {
        float[] values = new float[7 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i - 10;
        }
        for (WeightFormat format : List.of(WeightFormat.F32, WeightFormat.BF16, WeightFormat.INT8)) {
            try (Encoded encoded = Encoded.of(WeightSource.of(values, 7, 5), format);
                    TorchScript kernels = new TorchScript(
                            manager, Kernels.source(TinyModels.config(40, true), Precision.FULL, null, false))) {
                Encoded.Part codes = encoded.parts().get(0);

                NDArray pieces = Tensors.of(manager, codes, kernels, 2L * codes.bytes() / 7);
                NDArray whole = Tensors.of(manager, codes, kernels);

                assertThat(codes.shape().getShape()).containsExactly(7, 5);
                assertThat(pieces.getShape()).isEqualTo(whole.getShape());
                float[] expected = whole.toType(DataType.FLOAT32, true).toFloatArray();
                assertThat(pieces.toType(DataType.FLOAT32, true).toFloatArray()).containsExactly(expected);
                assertThat(expected[34]).isEqualTo(format == WeightFormat.INT8 ? 127f : 24f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ComputeType.class)
    void every_precision_computes_nearly_what_f32_does(ComputeType compute) {
        LlamaConfig config = TinyModels.config(300, false);
        float[] exact = logits(LlamaModel.random(config, Precision.FULL, 3, manager));
        for (WeightFormat linears : WeightFormat.values()) {
            for (WeightFormat vocabulary : List.of(WeightFormat.F32, WeightFormat.BF16, WeightFormat.INT8)) {
                Precision precision = new Precision(linears, vocabulary, compute);
                float[] rounded = logits(LlamaModel.random(config, precision, 3, manager));
                double wrong = 0;
                double all = 0;
                for (int i = 0; i < exact.length; i++) {
                    wrong += Math.pow(rounded[i] - exact[i], 2);
                    all += Math.pow(exact[i], 2);
                }
                boolean nf4 = linears == WeightFormat.NF4 || linears == WeightFormat.NF4_DOUBLE;
                assertThat(Math.sqrt(wrong / all)).as("%s", precision).isLessThan(nf4 ? 0.15 : 0.03);
            }
        }
    }

    @Test
    void a_head_taken_in_slices_and_rows_taken_in_chunks_give_the_loss_and_gradient_of_a_whole_one() {
        LlamaConfig config =
                new LlamaConfig(16, 24, 1, 4, 2, 4, 40_000, 1e-5f, 10_000, null, false, 2048, 0, List.of(1));
        long[] ids = new Random(3).longs(1_300, 0, 40_000).toArray();
        long[] rows = java.util.stream.LongStream.range(0, 1_299).toArray();
        long[] targets = java.util.Arrays.copyOfRange(ids, 1, 1_300);
        List<float[]> results = new ArrayList<>();
        for (WeightFormat head : List.of(WeightFormat.F32, WeightFormat.BF16, WeightFormat.INT8)) {
            Precision precision = new Precision(WeightFormat.F32, head, ComputeType.F32);
            try (LlamaModel model = LlamaModel.random(config, precision, 3, manager)) {
                // the same hidden state for all: only the head differs
                float[] values = new float[1_300 * 16];
                Random random = new Random(8);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                NDArray hidden = manager.create(values, new ai.djl.ndarray.types.Shape(1_300, 16));
                var vjp = model.lossVjp(hidden, manager.create(rows), manager.create(targets), manager.create(1f));
                assertThat(vjp.get(0).getFloat())
                        .isEqualTo(model.loss(hidden, manager.create(rows), manager.create(targets))
                                .getFloat());
                results.add(vjp.get(1).toFloatArray());
            }
        }
        for (float[] rounded : results.subList(1, 3)) {
            double wrong = 0;
            double all = 0;
            for (int i = 0; i < rounded.length; i++) {
                wrong += Math.pow(rounded[i] - results.get(0)[i], 2);
                all += Math.pow(results.get(0)[i], 2);
            }
            assertThat(all).isPositive();
            assertThat(Math.sqrt(wrong / all)).isLessThan(0.01);
        }
    }

    private float[] logits(LlamaModel model) {
        try (model) {
            long[] ids = {5, 7, 1, 39, 20, 3};
            NDArray hidden = model.hidden(
                    LlamaModel.ids(manager, ids), model.positions(Packing.single(6), manager), null, false);
            return model.logits(hidden, manager.create(new long[] {0, 3, 5})).toFloatArray();
        }
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void a_quantised_copy_is_read_as_the_same_model_until_its_source_changes(WeightFormat format) throws Exception {
        LlamaConfig config = TinyModels.config(40, false);
        try (LlamaModel model = LlamaModel.random(config, 3, manager)) {
            model.save(folder);
        }
        Precision precision = new Precision(format, WeightFormat.INT8, ComputeType.F32);
        QuantizedCopy copy = new QuantizedCopy(folder, precision);
        float[] direct = logits(LlamaModel.load(folder, precision, manager, LoadProgress.NONE));
        assertThat(copy.isCurrent()).isFalse();
        List<Integer> progress = new ArrayList<>();

        copy.make((done, total) -> progress.add(done));

        assertThat(copy.isCurrent()).isTrue();
        assertThat(progress).hasSize(21).endsWith(21);
        assertThat(Files.size(copy.file())).isBetween(copy.bytes(), copy.bytes() + 8192);
        assertThat(logits(LlamaModel.load(folder, precision, manager, LoadProgress.NONE)))
                .containsExactly(direct);
        Files.setLastModifiedTime(folder.resolve("model.safetensors"), FileTime.fromMillis(1));
        assertThat(copy.isCurrent()).isFalse();
    }
}
