package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.brewprint.tensor.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaModelTest {
    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void the_forward_pass_agrees_with_a_plain_java_reference() {
        for (boolean tied : new boolean[] {true, false}) {
            LlamaConfig config = TinyModels.config(40, tied);
            try (LlamaModel model = LlamaModel.random(config, 3, manager)) {
                long[] ids = {5, 7, 1, 39, 20, 3};

                float[] logits = logits(model, ids, null);

                double[][] expected = new ReferenceLlama(model).logits(ids);
                for (int t = 0; t < ids.length; t++) {
                    for (int v = 0; v < 40; v++) {
                        assertThat((double) logits[t * 40 + v]).isCloseTo(expected[t][v], within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void llama_3_rope_scaling_is_in_the_forward_pass() {
        LlamaConfig plain = TinyModels.config(40, true);
        LlamaConfig scaled = new LlamaConfig(
                16,
                24,
                2,
                4,
                2,
                4,
                40,
                1e-5f,
                10_000,
                new LlamaConfig.RopeScaling(8, 1, 4, 16),
                true,
                128,
                0,
                List.of(1));
        try (LlamaModel a = LlamaModel.random(plain, 3, manager);
                LlamaModel b = LlamaModel.random(scaled, 3, manager)) {
            long[] ids = {5, 7, 1, 39, 20, 3};

            float[] without = logits(a, ids, null);
            float[] with = logits(b, ids, null);

            double[][] expected = new ReferenceLlama(b).logits(ids);
            assertThat((double) with[5 * 40 + 11]).isCloseTo(expected[5][11], within(1e-5));
            assertThat(with).isNotEqualTo(without);
        }
    }

    @Test
    void a_saved_model_is_the_same_model() throws Exception {
        LlamaConfig config = TinyModels.config(40, false);
        long[] ids = {5, 7, 1};
        float[] before;
        try (LlamaModel model = LlamaModel.random(config, 3, manager)) {
            before = logits(model, ids, null);
            model.save(folder);
        }

        try (LlamaModel again = LlamaModel.load(folder, manager)) {
            assertThat(again.config()).isEqualTo(config);
            assertThat(logits(again, ids, null)).containsExactly(before);
        }
    }

    @Test
    void a_fresh_adapter_changes_nothing_and_a_merged_one_equals_an_added_one() {
        try (LlamaModel model = LlamaModel.random(TinyModels.config(40, true), 3, manager);
                LoraAdapter fresh = LoraAdapter.fresh(model.config(), LoraSpec.all(2, 4, 0), 1, manager);
                LoraAdapter trained = new LoraAdapter(model.config(), LoraSpec.all(2, 4, 0), manager, (l, p, b, s) -> {
                    float[] v = new float[(int) (s[0] * s[1])];
                    for (int i = 0; i < v.length; i++) {
                        v[i] = 0.05f * ((i * 7 + l + p.slot()) % 5 - 2);
                    }
                    return v;
                })) {
            long[] ids = {5, 7, 1, 9};
            float[] base = logits(model, ids, null);

            assertThat(logits(model, ids, fresh)).containsExactly(base);
            float[] added = logits(model, ids, trained);
            trained.mergeInto(model);
            float[] merged = logits(model, ids, null);

            assertThat(added).isNotEqualTo(base);
            for (int i = 0; i < added.length; i++) {
                assertThat(merged[i]).isCloseTo(added[i], within(1e-5f));
            }
        }
    }

    @Test
    void an_adapter_survives_its_peft_files_and_refuses_another_base() throws Exception {
        LlamaConfig config = TinyModels.config(40, true);
        LoraSpec spec = new LoraSpec(3, 6, 0.1, List.of(Projection.Q, Projection.V, Projection.DOWN), true);
        try (LoraAdapter adapter = LoraAdapter.fresh(config, spec, 9, manager)) {
            PeftFiles.write(adapter, "base", folder);
            try (LoraAdapter again = PeftFiles.read(folder, config, manager)) {
                assertThat(again.spec()).isEqualTo(spec);
                assertThat(again.layer(1).get(2).toFloatArray())
                        .containsExactly(adapter.layer(1).get(2).toFloatArray());
            }
        }
        assertThat(Files.readString(folder.resolve("adapter_config.json")))
                .contains("\"q_proj\"", "\"use_rslora\" : true");

        LlamaConfig wider = new LlamaConfig(32, 24, 2, 4, 2, 8, 40, 1e-5f, 10_000, null, true, 128, 0, List.of(1));
        assertThatThrownBy(() -> PeftFiles.read(folder, wider, manager))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("q_proj.lora_A");
    }

    @Test
    void a_sequence_beyond_the_context_is_refused_with_both_numbers() {
        try (LlamaModel model = LlamaModel.random(TinyModels.config(40, true), 3, manager)) {
            assertThatThrownBy(() -> logits(model, new long[129], null))
                    .hasMessageContaining("129")
                    .hasMessageContaining("128");
        }
    }

    private float[] logits(LlamaModel model, long[] ids, LoraAdapter adapter) {
        TokenPositions at = model.positions(Packing.single(ids.length), manager);
        NDArray hidden = model.hidden(LlamaModel.ids(manager, ids), at, adapter, false);
        long[] rows = java.util.stream.LongStream.range(0, ids.length).toArray();
        return model.logits(hidden, manager.create(rows)).toFloatArray();
    }
}
