package io.brewprint.llama;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;

/** Complete small folders for tests of other packages. */
public final class TinyFolders {
    private TinyFolders() {}

    public static void model(Path folder) throws Exception {
        Files.createDirectories(folder);
        int vocab = TinyModels.tokenizer(folder);
        try (NDManager manager = NDManager.newBaseManager();
                LlamaModel model = LlamaModel.random(TinyModels.config(vocab, false), 4, manager)) {
            model.save(folder);
        }
    }

    public static void adapter(Path base, Path folder, String baseName) throws Exception {
        Files.createDirectories(folder);
        try (NDManager manager = NDManager.newBaseManager();
                LoraAdapter adapter = LoraAdapter.fresh(LlamaConfig.read(base), LoraSpec.all(2, 4, 0), 1, manager)) {
            PeftFiles.write(adapter, baseName, folder);
        }
    }
}
