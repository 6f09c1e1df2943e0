package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.config.Fault;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.WeightFormat;
import io.brewprint.token.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraTrainerTest {
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(4, 5e-3, Schedule.Kind.COSINE, 2, 1, 96, 2, 0.01, 1.0, 7, 5, 8, 1, 2, 0, true);

    @TempDir
    Path folder;

    private Path base;
    private List<Row> rows;

    @BeforeEach
    void make_a_base_model() throws Exception {
        base = folder.resolve("base");
        rows = SmallBase.ROWS;
        SmallBase.make(base);
    }

    @Test
    void it_learns_and_writes_an_adapter_with_its_log() throws Exception {
        Recorder losses = new Recorder(Integer.MAX_VALUE);

        LoraTrainer.Outcome outcome = trainer().train(rows, rows.subList(0, 2), folder.resolve("v1"), false, losses);

        assertThat(outcome.completed()).isTrue();
        assertThat(outcome.step()).isEqualTo(24);
        assertThat(losses.values.getLast()).isLessThan(losses.values.getFirst() - 0.2);
        assertThat(folder.resolve("v1/final/adapter_model.safetensors")).isNotEmptyFile();
        JsonNode state = new ObjectMapper()
                .readTree(folder.resolve("v1/final/trainer_state.json").toFile());
        assertThat(state.path("global_step").asInt()).isEqualTo(24);
        assertThat(state.path("log_history").get(0).path("loss").asDouble()).isEqualTo(losses.values.getFirst());
        assertThat(outcome.evalLoss()).isFinite();
    }

    @Test
    void a_stopped_training_goes_on_with_the_very_losses_it_would_have_had() throws Exception {
        Recorder whole = new Recorder(Integer.MAX_VALUE);
        trainer().train(rows, List.of(), folder.resolve("whole"), false, whole);
        Recorder before = new Recorder(7);
        Recorder after = new Recorder(Integer.MAX_VALUE);

        LoraTrainer.Outcome stopped = trainer().train(rows, List.of(), folder.resolve("split"), true, before);
        LoraTrainer.Outcome finished = trainer().train(rows, List.of(), folder.resolve("split"), true, after);

        assertThat(stopped.completed()).isFalse();
        assertThat(stopped.step()).isEqualTo(7);
        assertThat(finished.completed()).isTrue();
        List<Double> joined = new ArrayList<>(before.values);
        joined.addAll(after.values);
        assertThat(joined).containsExactlyElementsOf(whole.values);
        assertThat(folder.resolve("split/final/adapter_model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/final/adapter_model.safetensors"));
    }

    @Test
    void dropout_too_resumes_exactly() throws Exception {
        LoraTrainer dropping = new LoraTrainer(base, "Be brief.", LoraSpec.all(2, 4, 0.3), OPTIONS, MemoryOptions.FULL);
        Recorder whole = new Recorder(Integer.MAX_VALUE);
        dropping.train(rows, List.of(), folder.resolve("whole"), false, whole);
        Recorder before = new Recorder(6);
        Recorder after = new Recorder(Integer.MAX_VALUE);

        dropping.train(rows, List.of(), folder.resolve("split"), true, before);
        dropping.train(rows, List.of(), folder.resolve("split"), true, after);

        before.values.addAll(after.values);
        assertThat(before.values).containsExactlyElementsOf(whole.values);
    }

    @Test
    void only_the_newest_checkpoints_are_kept_and_half_written_ones_are_ignored() throws Exception {
        Path out = folder.resolve("v1");
        trainer().train(rows, List.of(), out, false, new Recorder(22));
        Files.createDirectories(out.resolve("checkpoint-99.tmp"));

        List<String> kept;
        try (var paths = Files.list(out)) {
            kept = paths.map(p -> p.getFileName().toString()).sorted().toList();
        }

        assertThat(kept).containsExactly("checkpoint-20", "checkpoint-22", "checkpoint-99.tmp");
        assertThat(new Checkpoints(out, 2).newest()).hasValue(out.resolve("checkpoint-22"));
    }

    @Test
    void rows_that_are_too_long_are_left_out_and_counted() throws Exception {
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row("long", "", "NODE n1: PrintString\n".repeat(60), "test", "print"));

        LoraTrainer.Outcome outcome = trainer().train(more, List.of(), folder.resolve("v1"), false, new Recorder(1));

        assertThat(outcome.skippedLong()).isEqualTo(1);
        assertThat(outcome.examples()).isEqualTo(12);
    }

    @Test
    void data_of_which_nothing_fits_is_refused() {
        List<Row> tooLong = List.of(new Row("long", "", "NODE n1: PrintString\n".repeat(60), "test", "print"));

        assertThatThrownBy(() -> trainer().train(tooLong, List.of(), folder.resolve("v1"), false, new Recorder(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max_seq_length");
    }

    @Test
    void quantised_recomputed_packed_training_with_eight_bit_states_resumes_exactly_too() throws Exception {
        MemoryOptions lean = new MemoryOptions(
                WeightFormat.NF4_DOUBLE, true, true, MemoryOptions.Recompute.ALWAYS, true, true, true, false);
        LoraTrainer trainer = new LoraTrainer(base, "Be brief.", LoraSpec.all(2, 4, 0.2), OPTIONS, lean);
        Recorder whole = new Recorder(Integer.MAX_VALUE);
        trainer.train(rows, List.of(), folder.resolve("whole"), false, whole);
        Recorder before = new Recorder(4);
        Recorder after = new Recorder(Integer.MAX_VALUE);

        trainer.train(rows, List.of(), folder.resolve("split"), true, before);
        trainer.train(rows, List.of(), folder.resolve("split"), true, after);

        assertThat(after.values).hasSize(20);
        before.values.addAll(after.values);
        assertThat(before.values).containsExactlyElementsOf(whole.values);
        assertThat(base.resolve("quantized/nf4_double-int8.safetensors")).exists();
    }

    @Test
    void every_weight_can_be_trained_and_that_resumes_exactly_too() throws Exception {
        LoraTrainer full = new LoraTrainer(base, "Be brief.", null, OPTIONS, MemoryOptions.FULL);
        Recorder whole = new Recorder(Integer.MAX_VALUE);
        full.train(rows, rows.subList(0, 2), folder.resolve("whole"), false, whole);
        Recorder before = new Recorder(9);
        Recorder after = new Recorder(Integer.MAX_VALUE);

        full.train(rows, rows.subList(0, 2), folder.resolve("split"), true, before);
        full.train(rows, rows.subList(0, 2), folder.resolve("split"), true, after);

        before.values.addAll(after.values);
        assertThat(before.values).containsExactlyElementsOf(whole.values);
        assertThat(whole.values.getLast()).isLessThan(whole.values.getFirst() - 1);
        try (LlamaModel model = LlamaModel.load(folder.resolve("split/final"));
                Tokenizer tokenizer = Tokenizer.load(folder.resolve("split/final"))) {
            assertThat(model.config().layers()).isEqualTo(2);
            assertThat(tokenizer.encode("print")).isNotEmpty();
        }
        assertThatThrownBy(() -> new LoraTrainer(
                        base,
                        "",
                        null,
                        OPTIONS,
                        new MemoryOptions(
                                WeightFormat.INT8,
                                false,
                                false,
                                MemoryOptions.Recompute.AUTO,
                                false,
                                true,
                                false,
                                false)))
                .hasMessageContaining("int8");
    }

    @Test
    void a_training_that_gains_nothing_ends_early_and_its_best_adapter_is_the_final_one() throws Exception {
        // a rate this high makes the loss rise after the first evaluation
        TrainingOptions wild =
                new TrainingOptions(4, 0.5, Schedule.Kind.CONSTANT, 2, 1, 96, 0, 0.01, 1.0, 7, 100, 1, 1, 2, 3, true);
        Recorder heard = new Recorder(Integer.MAX_VALUE);

        LoraTrainer.Outcome outcome = new LoraTrainer(
                        base, "Be brief.", LoraSpec.all(2, 4, 0), wild, MemoryOptions.FULL)
                .train(rows, rows.subList(0, 4), folder.resolve("v1"), false, heard);

        assertThat(outcome.completed()).isTrue();
        assertThat(outcome.step()).isLessThan(24);
        assertThat(heard.notes).anyMatch(n -> n.startsWith("ended early")).anyMatch(n -> n.contains("best evaluation"));
        assertThat(folder.resolve("v1/final/adapter_model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("v1/best/adapter_model.safetensors"));
        JsonNode state = new ObjectMapper()
                .readTree(folder.resolve("v1/final/trainer_state.json").toFile());
        assertThat(state.path("best_metric").asDouble()).isLessThan(outcome.evalLoss());
        assertThat(state.path("best_model_checkpoint").asText()).isEqualTo("best");
    }

    @Test
    void updates_that_are_not_finite_are_left_out_told_and_in_the_end_given_up() {
        TrainingOptions broken = new TrainingOptions(
                4, 1e30, Schedule.Kind.CONSTANT, 2, 1, 96, 0, 0.01, 1e30, 7, 100, 100, 1, 2, 0, false);
        Recorder heard = new Recorder(Integer.MAX_VALUE);

        assertThatThrownBy(() -> new LoraTrainer(base, "Be brief.", LoraSpec.all(2, 4, 0), broken, MemoryOptions.FULL)
                        .train(rows, List.of(), folder.resolve("v1"), false, heard))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("learning_rate");
        assertThat(heard.notes).filteredOn(n -> n.contains("left out")).hasSize(10);
    }

    @Test
    void a_plan_that_cannot_fit_is_refused_before_anything_is_loaded() {
        TrainingOptions huge = new TrainingOptions(
                4, 1e-3, Schedule.Kind.CONSTANT, 50_000_000, 1, 96, 0, 0.01, 1.0, 7, 100, 100, 1, 2, 0, false);

        assertThatThrownBy(() -> new LoraTrainer(base, "Be brief.", LoraSpec.all(2, 4, 0), huge, MemoryOptions.FULL)
                        .train(rows, List.of(), folder.resolve("v1"), false, new Recorder(1)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("GiB are there");
    }

    private LoraTrainer trainer() {
        return new LoraTrainer(base, "Be brief.", LoraSpec.all(2, 4, 0), OPTIONS, MemoryOptions.FULL);
    }

    private static final class Recorder implements TrainingListener {
        private final List<Double> values = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final int stopAfter;

        Recorder(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void step(int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond) {
            values.add(loss);
        }

        @Override
        public void note(String message) {
            notes.add(message);
        }

        @Override
        public boolean stopRequested() {
            return values.size() >= stopAfter;
        }
    }
}
