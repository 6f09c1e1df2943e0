package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientTest {
    private static final LlamaConfig CONFIG =
            new LlamaConfig(16, 24, 2, 4, 2, 4, 40, 1e-5f, 10_000, null, true, 64, 0, List.of(1));

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void gradients_of_the_adapter_equal_finite_differences() {
        try (LlamaModel model = LlamaModel.random(CONFIG, 3, manager);
                LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(2, 4, 0), 1, manager)) {
            // B starts at zero: give it values, or A has no gradient to compare
            adapter.weights().forEach(w -> w.addi(0.05f));
            Batch batch = Batch.of(List.of(
                    new Example(new int[] {1, 5, 9, 3, 8, 2}, 3), new Example(new int[] {4, 4, 7, 30}, 1)));
            adapter.weights().forEach(w -> w.setRequiresGradient(true));
            JniUtils.setGradMode(true);
            NDArray loss = batch.loss(model, adapter, true, manager);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.create(1f), false, false);
            JniUtils.setGradMode(false);

            Random random = new Random(5);
            for (NDArray weight : adapter.weights()) {
                int index = random.nextInt((int) weight.size());
                double analytic = weight.getGradient().toFloatArray()[index];
                assertThat(analytic).isCloseTo(numeric(model, adapter, batch, weight, index), within(0.01 * Math.abs(analytic) + 2e-3));
            }
        }
    }

    private double numeric(LlamaModel model, LoraAdapter adapter, Batch batch, NDArray weight, int index) {
        float step = 0.02f;
        double up = shifted(model, adapter, batch, weight, index, step);
        double down = shifted(model, adapter, batch, weight, index, -step);
        return (up - down) / (2 * step);
    }

    private double shifted(LlamaModel model, LoraAdapter adapter, Batch batch, NDArray weight, int index, float by) {
        float[] shift = new float[(int) weight.size()];
        shift[index] = by;
        NDArray change = manager.create(shift, weight.getShape());
        weight.setRequiresGradient(false);
        weight.addi(change);
        double loss = batch.loss(model, adapter, false, manager).getFloat();
        weight.subi(change);
        return loss;
    }

    @Test
    void padding_changes_neither_loss_nor_what_is_learned() {
        Example a = new Example(new int[] {1, 5, 9, 3, 8, 2, 11, 12}, 3);
        Example b = new Example(new int[] {4, 4, 7}, 2);
        try (LlamaModel model = LlamaModel.random(CONFIG, 3, manager)) {
            double together = Batch.of(List.of(a, b)).loss(model, null, false, manager).getFloat();
            double apart = Batch.of(List.of(a)).loss(model, null, false, manager).getFloat()
                    + Batch.of(List.of(b)).loss(model, null, false, manager).getFloat();

            assertThat(together).isCloseTo(apart, within(1e-4));
        }
    }

    @Test
    void an_accumulated_window_updates_as_one_batch_of_the_same_examples_does() {
        Example a = new Example(new int[] {1, 5, 9, 3, 8, 2, 11, 12}, 3);
        Example b = new Example(new int[] {4, 4, 7}, 2);
        float[] whole = afterOneStep(List.of(Batch.of(List.of(a, b))));

        float[] parts = afterOneStep(List.of(Batch.of(List.of(a)), Batch.of(List.of(b))));

        for (int i = 0; i < whole.length; i++) {
            assertThat(parts[i]).isCloseTo(whole[i], within(2e-5f));
        }
    }

    private float[] afterOneStep(List<Batch> window) {
        try (LlamaModel model = LlamaModel.random(CONFIG, 3, manager);
                LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(2, 4, 0), 1, manager);
                AdamW optimizer = new AdamW(adapter.weights(), 0.01, 0.999, manager)) {
            adapter.weights().forEach(w -> {
                w.setRequiresGradient(false);
                w.addi(0.05f);
                w.setRequiresGradient(true);
            });
            new Stepper(model, adapter, optimizer, manager).step(window, 1e-3, 1.0);
            return adapter.weights().get(5).toFloatArray();
        }
    }
}
