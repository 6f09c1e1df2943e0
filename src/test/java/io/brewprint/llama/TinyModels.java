package io.brewprint.llama;

import io.brewprint.token.BpeTrainer;
import java.nio.file.Path;
import java.util.List;

/** Small shapes and texts for tests. */
public final class TinyModels {
    public static final List<String> TEXTS = List.of(
            "BLUEPRINT: BP_Door\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\nNODE n2: PrintString\n",
            "EXEC n1.Then -> n2.Execute\nDATA n3.Value -> n2.InString [String]\n",
            "VAR Health: Float = 100.0\nNODE n12: Branch\nEXEC n12.True -> n3.Execute\n# print \"Hello\" when play begins\n");

    private TinyModels() {}

    public static LlamaConfig config(int vocab, boolean tied) {
        return new LlamaConfig(16, 24, 2, 4, 2, 4, vocab, 1e-5f, 10_000, null, tied, 128, 0, List.of(1));
    }

    /** Trains a tokenizer on {@link #TEXTS} in {@code folder}; gives its vocabulary size. */
    public static int tokenizer(Path folder) throws Exception {
        return BpeTrainer.train(TEXTS, 320, folder);
    }
}
