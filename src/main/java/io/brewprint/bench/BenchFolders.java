package io.brewprint.bench;

import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.PeftFiles;
import io.brewprint.tensor.Compute;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Complete folders of small models and adapters with random weights, for benchmarks that begin at folders. */
public final class BenchFolders {
    private static final List<String> TEXTS = List.of(
            "BLUEPRINT: BP_Door\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\nNODE n2: PrintString\n",
            "EXEC n1.Then -> n2.Execute\nEXEC n2.Then -> n3.Execute\nDATA n3.Value -> n2.InString [String]\n",
            "VAR Health: Float = 100.0\nNODE n12: Branch\nEXEC n12.True -> n3.Execute\nDATA n2.Value -> n3.Condition [Bool]\n");
    private static final int VOCABULARY = 400;
    private static final int RANK = 8;

    private BenchFolders() {}

    /** Writes a model of dim 128 and 4 layers with a tokenizer for the DSL. */
    public static void model(Path folder) throws IOException {
        Files.createDirectories(folder);
        int vocabulary = BpeTrainer.train(TEXTS, VOCABULARY, folder);
        try (Tokenizer tokenizer = Tokenizer.load(folder);
                NDManager manager = Compute.manager()) {
            LlamaConfig config = new LlamaConfig(
                    128,
                    352,
                    4,
                    4,
                    2,
                    32,
                    vocabulary,
                    1e-5f,
                    10_000,
                    null,
                    true,
                    1024,
                    tokenizer.requireSpecial(ChatTemplate.BEGIN),
                    List.of(tokenizer.requireSpecial(ChatTemplate.END_OF_TURN)));
            try (LlamaModel model = LlamaModel.random(config, 3, manager)) {
                model.save(folder);
            }
        }
    }

    /** Writes an adapter for it that says something else, another for each seed. */
    public static void adapter(Path base, String baseName, long seed, Path folder) throws IOException {
        Files.createDirectories(folder);
        LoraSpec spec = LoraSpec.all(RANK, 2 * RANK, 0);
        try (NDManager manager = Compute.manager();
                LoraAdapter first = LoraAdapter.fresh(LlamaConfig.read(base), spec, seed, manager)) {
            first.weights().forEach(w -> w.addi(0.02f));
            PeftFiles.write(first, baseName, folder);
        }
    }
}
