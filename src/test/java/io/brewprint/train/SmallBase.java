package io.brewprint.train;

import ai.djl.ndarray.NDManager;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.token.BpeTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Twelve rows, and a random model of two narrow layers that knows their words. */
public final class SmallBase {
    public static final List<Row> ROWS = IntStream.range(0, 12)
            .mapToObj(i -> new Row("print " + i, "", "NODE n" + i + ": PrintString", "test", "print"))
            .toList();

    private SmallBase() {}

    public static void make(Path folder) throws Exception {
        int vocab = BpeTrainer.train(
                ROWS.stream().map(r -> r.instruction() + " " + r.output()).toList(), 300, folder);
        LlamaConfig config = new LlamaConfig(32, 48, 2, 4, 2, 8, vocab, 1e-5f, 10_000, null, true, 128, 0, List.of(1));
        try (NDManager manager = NDManager.newBaseManager();
                LlamaModel model = LlamaModel.random(config, 5, manager)) {
            model.save(folder);
        }
    }
}
