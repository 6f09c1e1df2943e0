package io.brewprint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.WeightFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeDefaultsTest {
    @ParameterizedTest
    @ValueSource(doubles = {8, 12, 16, 24, 48, 80, 96, 141})
    void what_is_chosen_for_a_card_fits_it_by_the_memory_plan(double gib) {
        SizeDefaults chosen = SizeDefaults.of(gib);
        LlamaConfig config = ModelShapes.of(chosen.model()).orElseThrow();
        WeightFormat base = WeightFormat.of(chosen.quantization(), true);

        MemoryPlan plan = MemoryPlan.of(
                config, PlanOptions.of(base, PlanOptions.Device.GPU, chosen.rank(), chosen.sequence(), 1));

        assertThat(plan.peakGib()).as("%s", chosen).isLessThan(gib);
    }
}
