package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.tensor.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Micro-batches computed side by side. */
class LanesTest {
    private static final LlamaConfig CONFIG = GradientTest.CONFIG;
    private static final int STEPS = 4;

    /** What four steps give: each loss, then every weight. */
    private record Trained(List<Double> losses, List<float[]> weights) {}

    private static List<Batch> window() {
        Random random = new Random(8);
        return IntStream.range(0, 5)
                .mapToObj(i -> {
                    int[] ids = random.ints(6 + 5 * i, 1, CONFIG.vocabSize()).toArray();
                    return Batch.of(List.of(new Example(ids, 2), new Example(ids, 4)));
                })
                .toList();
    }

    private static Trained full(int lanes) {
        try (NDManager manager = Compute.manager();
                LlamaModel model = LlamaModel.random(CONFIG, 3, manager)) {
            List<Differentiation> ways = IntStream.range(0, lanes)
                    .mapToObj(i -> Differentiation.full(i == 0 ? model : model.beside(manager)))
                    .toList();
            return steps(model, null, ways, model.weights(), manager);
        }
    }

    private static Trained adapter(int lanes) {
        try (NDManager manager = Compute.manager();
                LlamaModel model = LlamaModel.random(CONFIG, 3, manager);
                LoraAdapter adapter = LoraAdapter.fresh(CONFIG, LoraSpec.all(2, 4, 0), 1, manager)) {
            List<Differentiation> ways = IntStream.range(0, lanes)
                    .mapToObj(i -> Differentiation.whole(
                            i == 0 ? model : model.beside(manager), i == 0 ? adapter : adapter.beside(manager)))
                    .toList();
            return steps(model, adapter, ways, adapter.weights(), manager);
        }
    }

    private static Trained steps(
            LlamaModel model,
            LoraAdapter adapter,
            List<Differentiation> ways,
            List<NDArray> weights,
            NDManager manager) {
        List<Double> losses = new ArrayList<>();
        try (AdamW optimizer = new AdamW(weights, 0.01, 0.999, manager);
                Stepper stepper = new Stepper(model, adapter, () -> ways, weights, optimizer, manager)) {
            for (int i = 0; i < STEPS; i++) {
                losses.add(stepper.step(window(), 1e-2, 1, 5).loss());
            }
            return new Trained(
                    losses, weights.stream().map(NDArray::toFloatArray).toList());
        }
    }

    private static void assertAlike(Trained actual, Trained expected) {
        assertThat(actual.losses.getLast()).isLessThan(actual.losses.getFirst());
        for (int i = 0; i < STEPS; i++) {
            assertThat(actual.losses.get(i)).isCloseTo(expected.losses.get(i), within(2e-5));
        }
    }

    @Test
    void lanes_learn_as_one_after_the_other_does() {
        assertAlike(full(2), full(1));
        assertAlike(full(3), full(1));
        assertAlike(adapter(2), adapter(1));
    }

    @Test
    void lanes_give_the_same_bits_every_time() {
        Trained first = full(3);
        for (int i = 0; i < 5; i++) {
            Trained again = full(3);
            assertThat(again.losses).isEqualTo(first.losses);
            for (int w = 0; w < first.weights.size(); w++) {
                assertThat(again.weights.get(w)).isEqualTo(first.weights.get(w));
            }
        }
    }
}
