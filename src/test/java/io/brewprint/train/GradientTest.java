package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.NDArrayLlama;
import io.brewprint.llama.Precision;
import io.brewprint.llama.WeightFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientTest {
    static final LlamaConfig CONFIG =
            new LlamaConfig(16, 24, 3, 4, 2, 4, 40, 1e-5f, 10_000, null, false, 64, 0, List.of(1));
    private static final Example SHORT = new Example(new int[] {7, 5, 9, 4, 4, 30}, 4);
    private static final Example LONG = new Example(new int[] {7, 5, 9, 3, 8, 2, 11, 12, 13}, 5);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private LlamaModel model(WeightFormat format) {
        return LlamaModel.random(CONFIG, new Precision(format, WeightFormat.F32, ComputeType.F32), 3, manager);
    }

    /** An adapter whose B is not zero, or A would have no gradient to compare. */
    private LoraAdapter adapter(double dropout) {
        LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(2, 4, dropout), 1, manager);
        Random random = new Random(2);
        for (NDArray w : adapter.weights()) {
            float[] values = new float[(int) w.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.2f;
            }
            w.addi(manager.create(values, w.getShape()));
        }
        return adapter;
    }

    private List<float[]> gradients(Differentiation way, LoraAdapter adapter, List<Batch> batches, double[] loss) {
        try (Gradients sums = new Gradients(adapter.weights(), manager)) {
            for (Batch batch : batches) {
                loss[0] += way.add(batch, 1f, 5, sums, manager);
            }
            return sums.sums().stream().map(NDArray::toFloatArray).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void a_layers_product_equals_autograd_over_plain_operations(WeightFormat format) {
        try (LlamaModel model = model(format);
                LoraAdapter adapter = adapter(0)) {
            float[] expectedLoss = new float[1];
            List<float[]> expected = new NDArrayLlama(model, manager)
                    .gradients(
                            new long[] {7, 5, 9, 3, 8, 2, 11, 12},
                            new long[] {4, 5, 6, 7},
                            new long[] {2, 11, 12, 13},
                            adapter,
                            expectedLoss);
            double[] loss = new double[1];

            List<float[]> actual = gradients(
                    Differentiation.layered(model, adapter, false), adapter, List.of(Batch.of(List.of(LONG))), loss);

            assertThat(loss[0]).isCloseTo(expectedLoss[0], within(1e-5 * expectedLoss[0]));
            assertEqual(actual, expected, 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void gradients_equal_finite_differences(WeightFormat format) {
        try (LlamaModel model = model(format);
                LoraAdapter adapter = adapter(0)) {
            Batch batch = Batch.of(List.of(SHORT, LONG));
            List<float[]> analytic =
                    gradients(Differentiation.layered(model, adapter, false), adapter, List.of(batch), new double[1]);
            for (int w = 0; w < adapter.weights().size(); w++) {
                int index = largest(analytic.get(w));
                float expected = analytic.get(w)[index];
                assertThat(numeric(model, adapter, batch, adapter.weights().get(w), index))
                        .as("weight %d", w)
                        .isCloseTo(expected, within(0.01 * Math.abs(expected) + 1e-3));
            }
        }
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            best = Math.abs(values[i]) > Math.abs(values[best]) ? i : best;
        }
        return best;
    }

    private double numeric(LlamaModel model, LoraAdapter adapter, Batch batch, NDArray weight, int index) {
        // fourth order: the first norm sees small activations, the loss bends within any step that f32 can resolve
        float h = 4e-3f;
        double near =
                shifted(model, adapter, batch, weight, index, h) - shifted(model, adapter, batch, weight, index, -h);
        double far = shifted(model, adapter, batch, weight, index, 2 * h)
                - shifted(model, adapter, batch, weight, index, -2 * h);
        return (8 * near - far) / (12 * h);
    }

    private double shifted(LlamaModel model, LoraAdapter adapter, Batch batch, NDArray weight, int index, float by) {
        float[] shift = new float[(int) weight.size()];
        shift[index] = by;
        NDArray change = manager.create(shift, weight.getShape());
        weight.addi(change);
        double loss = batch.loss(model, adapter, manager).getFloat();
        weight.subi(change);
        return loss;
    }

    @Test
    void keeping_activations_and_computing_them_again_give_the_same_gradients() {
        try (LlamaModel model = model(WeightFormat.INT8);
                LoraAdapter adapter = adapter(0)) {
            List<Batch> batches = List.of(Batch.of(List.of(SHORT, LONG)));
            double[] first = new double[1];
            double[] second = new double[1];

            List<float[]> kept = gradients(Differentiation.whole(model, adapter), adapter, batches, first);
            List<float[]> again = gradients(Differentiation.layered(model, adapter, false), adapter, batches, second);

            assertThat(first[0]).isCloseTo(second[0], within(1e-5 * second[0]));
            assertEqual(kept, again, 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void a_shared_prefix_computed_once_gives_the_losses_and_gradients_of_separate_rows(WeightFormat format) {
        try (LlamaModel model = model(format);
                LoraAdapter adapter = adapter(0)) {
            int shared = SharedPrefix.of(List.of(SHORT, LONG));
            assertThat(shared).isEqualTo(3);
            Batch packed = Batch.of(List.of(SHORT, LONG), shared);
            List<Batch> apart = List.of(Batch.of(List.of(SHORT)), Batch.of(List.of(LONG)));
            assertThat(packed.tokens())
                    .isLessThan(Batch.of(List.of(SHORT, LONG)).tokens());
            double[] lossApart = new double[1];
            List<float[]> expected =
                    gradients(Differentiation.layered(model, adapter, false), adapter, apart, lossApart);

            for (Differentiation way : List.of(
                    Differentiation.layered(model, adapter, false),
                    Differentiation.layered(model, adapter, true),
                    Differentiation.whole(model, adapter))) {
                double[] loss = new double[1];
                List<float[]> actual = gradients(way, adapter, List.of(packed), loss);

                assertThat(loss[0]).isCloseTo(lossApart[0], within(1e-5 * lossApart[0]));
                assertEqual(actual, expected, 1e-5);
            }
        }
    }

    @Test
    void an_answer_that_begins_where_the_shared_part_ends_is_learned_from_its_first_token() {
        Example a = new Example(new int[] {7, 5, 9, 3, 8}, 3);
        Example b = new Example(new int[] {7, 5, 9, 4}, 3);
        try (LlamaModel model = model(WeightFormat.F32);
                LoraAdapter adapter = adapter(0)) {
            double[] packed = new double[1];
            double[] apart = new double[1];

            List<float[]> actual = gradients(
                    Differentiation.layered(model, adapter, false),
                    adapter,
                    List.of(Batch.of(List.of(a, b), 2)),
                    packed);
            List<float[]> expected = gradients(
                    Differentiation.layered(model, adapter, false),
                    adapter,
                    List.of(Batch.of(List.of(a)), Batch.of(List.of(b))),
                    apart);

            assertThat(packed[0]).isCloseTo(apart[0], within(1e-5 * apart[0]));
            assertEqual(actual, expected, 1e-5);
        }
    }

    @Test
    void dropout_is_the_same_in_the_pass_forward_and_in_the_one_back() {
        try (LlamaModel model = model(WeightFormat.F32);
                LoraAdapter adapter = adapter(0.5)) {
            List<Batch> batches = List.of(Batch.of(List.of(LONG)));
            double[] first = new double[1];
            double[] second = new double[1];

            List<float[]> a = gradients(Differentiation.layered(model, adapter, false), adapter, batches, first);
            List<float[]> b = gradients(Differentiation.layered(model, adapter, false), adapter, batches, second);

            assertThat(first[0]).isEqualTo(second[0]);
            assertEqual(a, b, 0);
            // gradients of the masked network: moving a weight along its gradient changes the masked loss accordingly
            int w = 0;
            int index = largest(a.get(w));
            NDArray weight = adapter.weights().get(w);
            float[] shift = new float[(int) weight.size()];
            shift[index] = 0.01f;
            weight.addi(manager.create(shift, weight.getShape()));
            double[] up = new double[1];
            gradients(Differentiation.layered(model, adapter, false), adapter, batches, up);
            assertThat((up[0] - first[0]) / 0.01)
                    .isCloseTo(a.get(w)[index], within(0.05 * Math.abs(a.get(w)[index]) + 1e-2));
        }
    }

    @Test
    void gradients_of_every_weight_equal_finite_differences() {
        for (boolean tied : new boolean[] {true, false}) {
            LlamaConfig config = new LlamaConfig(16, 24, 2, 4, 2, 4, 40, 1e-5f, 10_000, null, tied, 64, 0, List.of(1));
            try (LlamaModel model = LlamaModel.random(config, 3, manager);
                    Gradients sums = new Gradients(model.weights(), manager)) {
                Batch batch = Batch.of(List.of(SHORT, LONG));
                Differentiation.full(model).add(batch, 1f, 0, sums, manager);
                for (int w = 0; w < model.weights().size(); w++) {
                    float[] gradient = sums.sums().get(w).toFloatArray();
                    int index = largest(gradient);
                    NDArray weight = model.weights().get(w);
                    float[] shift = new float[(int) weight.size()];
                    shift[index] = 5e-3f;
                    NDArray change = manager.create(shift, weight.getShape());
                    weight.addi(change);
                    double up = batch.loss(model, null, manager).getFloat();
                    weight.subi(change);
                    weight.subi(change);
                    double down = batch.loss(model, null, manager).getFloat();
                    weight.addi(change);
                    assertThat((up - down) / 1e-2)
                            .as("weight %d", w)
                            .isCloseTo(gradient[index], within(0.02 * Math.abs(gradient[index]) + 2e-3));
                }
            }
        }
    }

    @Test
    void padding_changes_neither_loss_nor_what_is_learned() {
        try (LlamaModel model = LlamaModel.random(CONFIG, 3, manager)) {
            double together =
                    Batch.of(List.of(SHORT, LONG)).loss(model, null, manager).getFloat();
            double apart = Batch.of(List.of(SHORT)).loss(model, null, manager).getFloat()
                    + Batch.of(List.of(LONG)).loss(model, null, manager).getFloat();

            assertThat(together).isCloseTo(apart, within(1e-4));
        }
    }

    @Test
    void an_accumulated_window_updates_as_one_batch_of_the_same_examples_does() {
        float[] whole = afterOneStep(List.of(Batch.of(List.of(SHORT, LONG))), false);

        float[] parts = afterOneStep(List.of(Batch.of(List.of(SHORT)), Batch.of(List.of(LONG))), false);

        assertEqual(List.of(parts), List.of(whole), 1e-4);
    }

    @Test
    void eight_bit_states_update_nearly_as_f32_states_do() {
        List<Batch> window = List.of(Batch.of(List.of(SHORT, LONG)));

        float[] exact = afterOneStep(window, false);
        float[] eightBit = afterOneStep(window, true);

        assertEqual(List.of(eightBit), List.of(exact), 1e-2);
    }

    private float[] afterOneStep(List<Batch> window, boolean eightBit) {
        try (LlamaModel model = LlamaModel.random(CONFIG, 3, manager);
                LoraAdapter adapter = adapter(0);
                Optimizer optimizer = eightBit
                        ? new AdamW8(adapter.weights(), 0.01, 0.999, manager)
                        : new AdamW(adapter.weights(), 0.01, 0.999, manager);
                Stepper stepper = new Stepper(
                        model, adapter, Differentiation.whole(model, adapter), adapter.weights(), optimizer, manager)) {
            for (int i = 0; i < 5; i++) {
                stepper.step(window, 1e-3, 1.0, 0);
            }
            return adapter.weights().get(5).toFloatArray();
        }
    }

    /** Every difference is at most {@code relative} of the largest value of its array. */
    private static void assertEqual(List<float[]> actual, List<float[]> expected, double relative) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int w = 0; w < expected.size(); w++) {
            double scale = 0;
            double worst = 0;
            for (int i = 0; i < expected.get(w).length; i++) {
                scale = Math.max(scale, Math.abs(expected.get(w)[i]));
                worst = Math.max(worst, Math.abs(actual.get(w)[i] - expected.get(w)[i]));
            }
            assertThat(worst).as("array %d, largest value %s", w, scale).isLessThanOrEqualTo(relative * scale);
        }
    }
}
