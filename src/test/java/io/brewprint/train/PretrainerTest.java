package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.llama.LlamaModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainerTest {
    private static final Pretrainer.Plan PLAN =
            new Pretrainer.Plan(new BaseShape(32, 2, 4, 2, 64, 400, 512), 30, 4, 1e-2, 3);

    @TempDir
    Path folder;

    @Test
    void a_small_model_learns_and_is_put_in_place_whole() throws Exception {
        List<Double> losses = new ArrayList<>();

        boolean done =
                Pretrainer.run(ComposedRows.documents(120, 1), PLAN, folder.resolve("m"), new Losses(losses, 1000));

        assertThat(done).isTrue();
        assertThat(losses.getLast()).isLessThan(losses.getFirst() * 0.7);
        assertThat(folder.resolve("m.tmp")).doesNotExist();
        try (NDManager manager = NDManager.newBaseManager();
                LlamaModel model = LlamaModel.load(folder.resolve("m"), manager)) {
            assertThat(model.config().layers()).isEqualTo(2);
        }
    }

    @Test
    void a_stop_leaves_no_half_made_model() throws Exception {
        List<Double> losses = new ArrayList<>();

        boolean done = Pretrainer.run(ComposedRows.documents(120, 1), PLAN, folder.resolve("m"), new Losses(losses, 2));

        assertThat(done).isFalse();
        assertThat(losses).hasSize(2);
        assertThat(folder.resolve("m")).doesNotExist();
    }
}
