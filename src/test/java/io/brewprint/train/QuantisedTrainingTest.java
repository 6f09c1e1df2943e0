package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class QuantisedTrainingTest {
    @TempDir
    Path folder;

    @Test
    void quantised_bases_learn_as_well_as_f32_ones() throws Exception {
        Path base = folder.resolve("base");
        Pretrainer.Plan plan = new Pretrainer.Plan(new BaseShape(64, 3, 4, 2, 176, 512, 512), 100, 8, 5e-3, 3);
        Pretrainer.run(ComposedRows.documents(800, 1), plan, base, new Silent());
        List<Row> rows = new ArrayList<>();
        ComposedRows.small(64, 2, rows::add);
        TrainingOptions options = new TrainingOptions(
                3, 2e-3, Schedule.Kind.COSINE, 8, 1, 512, 5, 0.01, 1.0, 7, 1000, 1000, 1, 1, 0, false);
        Map<WeightFormat, Double> losses = new EnumMap<>(WeightFormat.class);
        for (WeightFormat format : List.of(WeightFormat.F32, WeightFormat.INT8, WeightFormat.NF4_DOUBLE)) {
            MemoryOptions memory =
                    new MemoryOptions(format, false, false, MemoryOptions.Recompute.ALWAYS, false, true, true, false);
            LoraTrainer trainer = new LoraTrainer(base, "Be brief.", LoraSpec.all(16, 32, 0), options, memory);

            LoraTrainer.Outcome outcome =
                    trainer.train(rows, rows.subList(0, 16), folder.resolve(format.id()), false, new Silent());

            losses.put(format, outcome.evalLoss());
        }

        double exact = losses.get(WeightFormat.F32);
        assertThat(losses.get(WeightFormat.INT8)).isCloseTo(exact, within(0.02 * exact));
        assertThat(losses.get(WeightFormat.NF4_DOUBLE)).isCloseTo(exact, within(0.02 * exact));
        assertThat(base.resolve("quantized/int8-bf16.safetensors")).exists();
    }

    private static final class Silent implements TrainingListener {
        @Override
        public void step(int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond) {}

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
