package io.brewprint.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.Precision;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import io.brewprint.plan.PlanOptions.Device;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private static final double GB = 1e9;

    @Test
    void parameters_are_those_counted_by_hand() {
        assertThat(shape("llama-3.1-70b").parameters()).isEqualTo(70_553_706_496L);
        assertThat(shape("llama-3.1-8b").parameters()).isEqualTo(8_030_261_248L);
        assertThat(shape("llama-3.2-3b").parameters()).isEqualTo(3_212_749_824L);
        assertThat(shape("Llama-3.2-1B").parameters()).isEqualTo(1_235_814_400L);
        assertThat(LayerMemory.linears(shape("llama-3.1-70b"))).isEqualTo(855_638_016L);
        assertThat(LayerMemory.linears(shape("llama-3.1-8b"))).isEqualTo(218_103_808L);
        assertThat(LayerMemory.linears(shape("llama-3.2-3b"))).isEqualTo(100_663_296L);
    }

    @Test
    void weights_are_those_of_the_reference_table() {
        assertThat(weights("llama-3.1-70b", WeightFormat.BF16)).isCloseTo(141.1, within(0.1));
        assertThat(weights("llama-3.1-8b", WeightFormat.BF16)).isCloseTo(16.06, within(0.01));
        assertThat(weights("llama-3.2-3b", WeightFormat.BF16)).isCloseTo(6.43, within(0.01));
        assertThat(weights("llama-3.1-70b", WeightFormat.INT8)).isCloseTo(72.68, within(0.03));
        assertThat(weights("llama-3.1-8b", WeightFormat.INT8)).isCloseTo(9.09, within(0.01));
        assertThat(weights("llama-3.2-3b", WeightFormat.INT8)).isCloseTo(3.61, within(0.01));
        assertThat(weights("llama-3.1-70b", WeightFormat.NF4_DOUBLE)).isCloseTo(39.5, within(0.1));
        assertThat(weights("llama-3.1-8b", WeightFormat.NF4_DOUBLE)).isCloseTo(5.70, within(0.01));
        assertThat(weights("llama-3.2-3b", WeightFormat.NF4_DOUBLE)).isCloseTo(2.24, within(0.01));
    }

    @Test
    void the_plan_counts_the_weights_that_a_model_to_be_asked_is_measured_by() {
        for (String name : List.of("llama-3.1-70b", "llama-3.2-3b")) {
            for (WeightFormat held : WeightFormat.values()) {
                WeightFormat vocabulary = held == WeightFormat.F32 ? WeightFormat.F32 : WeightFormat.BF16;
                double bytes = new Precision(held, vocabulary, ComputeType.BF16).bytes(shape(name));
                assertThat(bytes / GB).isCloseTo(weights(name, held), within(0.01));
            }
        }
    }

    @Test
    void adapters_are_those_of_the_reference_table() {
        for (int times = 1; times <= 4; times *= 2) {
            assertThat(adapter("llama-3.1-70b", 16 * times)).isEqualTo(207_093_760L * times);
            assertThat(adapter("llama-3.1-8b", 16 * times)).isEqualTo(41_943_040L * times);
            assertThat(adapter("llama-3.2-3b", 16 * times)).isEqualTo(24_313_856L * times);
        }
        MemoryPlan plan = plan("llama-3.1-8b", WeightFormat.INT8);
        assertThat(plan.parts())
                .containsEntry("adapter", 4 * 41_943_040L)
                .containsEntry("gradients", 4 * 41_943_040L)
                .containsEntry("optimizer states", 8 * 41_943_040L);
        MemoryPlan light = MemoryPlan.of(shape("llama-3.1-8b"), plan.options().withEightBitStates());
        assertThat(light.parts()).containsEntry("optimizer states", 2 * (41_943_040L + 41_943_040L / 256 * 4));
    }

    @Test
    void layer_inputs_and_a_dequantised_layer_are_those_of_the_reference_table() {
        MemoryPlan two =
                MemoryPlan.of(shape("llama-3.1-70b"), PlanOptions.of(WeightFormat.INT8, Device.GPU, 16, 4096, 2));

        // the reference counts the 80 inputs; the final hidden state is one more
        assertThat(two.parts().get("layer inputs")).isEqualTo(81L * 2 * 4096 * 8192 * 2);
        assertThat(MemoryPlan.gib(two.parts().get("a layer's dequantised weights")))
                .isCloseTo(1.6, within(0.01));
        assertThat(MemoryPlan.gib(
                        plan("llama-3.1-8b", WeightFormat.NF4_DOUBLE).parts().get("a layer's dequantised weights")))
                .isCloseTo(0.41, within(0.005));
    }

    @Test
    void seventy_billion_parameters_in_8_bits_are_trained_below_82_gib() {
        MemoryPlan plan = plan("llama-3.1-70b", WeightFormat.INT8);

        assertThat(plan.peakGib()).isBetween(75.0, 82.0);
        assertThat(plan.peakPhase()).isEqualTo("backward");
        assertThat(plan.fits(95)).isTrue();
        assertThat(plan.refusal(95)).isEmpty();
        assertThat(plan.fits(79)).isFalse();
        assertThat(plan.refusal(79))
                .contains("needs " + String.format(java.util.Locale.ROOT, "%.1f", plan.peakGib()))
                .contains("79.0 GiB are there")
                .contains("layer inputs on the host")
                .doesNotContain("\n");
        assertThat(plan.refusal(10)).contains("no single change is enough").contains("quantization nf4");
    }

    @Test
    void every_lever_gives_the_peak_of_a_plan_made_so() {
        LlamaConfig model = shape("llama-3.1-70b");
        PlanOptions options = PlanOptions.of(WeightFormat.INT8, Device.GPU, 64, 4096, 2);
        Map<String, PlanOptions> changed = Map.of(
                "quantization nf4", PlanOptions.of(WeightFormat.NF4_DOUBLE, Device.GPU, 64, 4096, 2),
                "rank 32", PlanOptions.of(WeightFormat.INT8, Device.GPU, 32, 4096, 2),
                "sequence 2048", PlanOptions.of(WeightFormat.INT8, Device.GPU, 64, 2048, 2),
                "batch 1", PlanOptions.of(WeightFormat.INT8, Device.GPU, 64, 4096, 1),
                "8-bit optimizer states", options.withEightBitStates(),
                "layer inputs on the host", options.withHostCheckpoints(),
                "8-bit embedding and head", options.withInt8Head());

        MemoryPlan plan = MemoryPlan.of(model, options);

        assertThat(plan.peakGib()).isGreaterThan(90);
        assertThat(plan.levers())
                .extracting(MemoryPlan.Lever::name)
                .containsExactlyInAnyOrderElementsOf(changed.keySet());
        assertThat(plan.levers()).isSortedAccordingTo(java.util.Comparator.comparingLong(MemoryPlan.Lever::peakBytes));
        for (MemoryPlan.Lever lever : plan.levers()) {
            assertThat(lever.peakBytes())
                    .as(lever.name())
                    .isEqualTo(MemoryPlan.of(model, changed.get(lever.name())).peakBytes())
                    .isLessThan(plan.peakBytes());
        }
    }

    @Test
    void host_checkpoints_move_and_do_not_vanish() {
        MemoryPlan plan = plan("llama-3.1-70b", WeightFormat.INT8);
        MemoryPlan moved = MemoryPlan.of(plan.model(), plan.options().withHostCheckpoints());

        assertThat(moved.hostBytes()).isEqualTo(plan.parts().get("layer inputs"));
        assertThat(moved.parts()).containsEntry("layer inputs", 0L);
        assertThat(plan.hostBytes()).isZero();
    }

    @Test
    void a_shared_prefix_is_computed_once() {
        PlanOptions plain = PlanOptions.of(WeightFormat.INT8, Device.GPU, 16, 2000, 8);
        PlanOptions packed =
                new PlanOptions(WeightFormat.INT8, Device.GPU, plain.lora(), 2000, 8, 1500, 2, false, false, false);

        assertThat(plain.tokens()).isEqualTo(16_000);
        assertThat(packed.tokens()).isEqualTo(1500 + 8 * 500);
        assertThat(MemoryPlan.of(shape("llama-3.1-8b"), packed).peakBytes())
                .isLessThan(MemoryPlan.of(shape("llama-3.1-8b"), plain).peakBytes());
    }

    @Test
    void a_cpu_computes_in_f32_and_a_tied_head_counts_once() {
        MemoryPlan gpu = plan("llama-3.2-3b", WeightFormat.INT8);
        MemoryPlan cpu = MemoryPlan.of(gpu.model(), PlanOptions.of(WeightFormat.INT8, Device.CPU, 16, 4096, 1));

        assertThat(cpu.parts().get("layer inputs")).isEqualTo(2 * gpu.parts().get("layer inputs"));
        assertThat(cpu.parts().get("a layer's dequantised weights"))
                .isEqualTo(2 * gpu.parts().get("a layer's dequantised weights"));
        assertThat(gpu.parts()).containsEntry("head", 0L);
        assertThat(plan("llama-3.1-8b", WeightFormat.INT8).parts()).containsEntry("head", 2L * 128_256 * 4096);
    }

    @Test
    void what_an_operation_saves_is_counted_by_hand_for_a_small_layer() {
        LlamaConfig model = new LlamaConfig(16, 24, 2, 4, 2, 4, 40, 1e-5f, 10_000, null, true, 128, 0, List.of(1));
        LoraSpec two = new LoraSpec(3, 6, 0.1, List.of(Projection.Q, Projection.DOWN), false);
        PlanOptions options = new PlanOptions(WeightFormat.INT8, Device.CPU, two, 10, 2, 0, 4, false, false, false);

        Map<String, Long> saved = new LayerMemory(model, options).saved();

        long tokens = 20;
        assertThat(saved)
                .containsEntry("residuals before the norms", 2 * 16 * 4 * tokens)
                .containsEntry("normed inputs", 2 * 16 * 4 * tokens)
                .containsEntry("queries, keys, values", 3 * 16 * 4 * tokens)
                .containsEntry("attention output", (16 * 4 + 4 * 4) * tokens)
                .containsEntry("gate, up, silu, product", 4 * 24 * 4 * tokens)
                .containsEntry("adapter", (2 * 3 * 4 + (16 + 24) * 8) * tokens);
        assertThat(new LayerMemory(model, options).dequantised())
                .isEqualTo(4 * (16 * 16 + 2 * 16 * 8 + 16 * 16 + 3 * 16 * 24));
    }

    @Test
    void work_and_speed_are_those_of_the_reference() {
        LlamaConfig model = shape("llama-3.1-70b");
        PlanOptions options = PlanOptions.of(WeightFormat.BF16, Device.GPU, 64, 4096, 1);
        Card ideal = new Card("ideal", 1000, 790, 1, 1000);

        assertThat(Speed.flopsPerToken(model, options)).isCloseTo(443e9, within(0.5e9));
        assertThat(Speed.of(MemoryPlan.of(model, options), ideal).tokensPerSecond())
                .isCloseTo(1783, within(3.0));
        assertThat(Speed.dequantisation(model, options)).isZero();
        Speed int8 = Speed.of(MemoryPlan.of(model, PlanOptions.of(WeightFormat.INT8, Device.GPU, 64, 4096, 1)), ideal);
        assertThat(int8.tokensPerSecond()).isLessThan(1783);
        assertThat(new Speed(1, 100).hours(360_000)).isEqualTo(1);
    }

    @Test
    void cards_are_found_by_the_end_of_their_names() {
        assertThat(Card.named("rtx4090"))
                .hasValueSatisfying(card -> assertThat(card.memoryGib()).isEqualTo(24));
        assertThat(Card.named("H200"))
                .hasValueSatisfying(card -> assertThat(card.memoryGib()).isBetween(135.0, 141.0));
        assertThat(Card.named("RTX PRO 6000")).isPresent();
        assertThat(Card.named("abacus")).isEmpty();
        assertThat(Card.named("")).isEmpty();
    }

    @Test
    void the_processor_is_measured() {
        Card cpu = Card.measuredCpu();

        assertThat(cpu.teraflops()).isBetween(0.001, 100.0);
        assertThat(cpu.gigabytes()).isBetween(0.1, 10_000.0);
        assertThat(cpu.memoryGib()).isGreaterThan(0.5);
    }

    @Test
    void impossible_options_are_refused() {
        assertThatThrownBy(() -> PlanOptions.of(WeightFormat.INT8, Device.GPU, 16, 0, 1))
                .hasMessageContaining("found 0, 1");
    }

    private static LlamaConfig shape(String name) {
        return ModelShapes.of(name).orElseThrow();
    }

    private static MemoryPlan plan(String name, WeightFormat base) {
        return MemoryPlan.of(shape(name), PlanOptions.of(base, Device.GPU, 16, 4096, 1));
    }

    private static double weights(String name, WeightFormat base) {
        Map<String, Long> parts = plan(name, base).parts();
        return (parts.get("base weights") + parts.get("embedding") + parts.get("head")) / GB;
    }

    private static long adapter(String name, int rank) {
        return PlanOptions.of(WeightFormat.INT8, Device.GPU, rank, 4096, 1).adapterParameters(shape(name));
    }
}
