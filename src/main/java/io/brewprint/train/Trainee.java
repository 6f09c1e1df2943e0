package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.PeftFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a training changes: an adapter, or every weight of a model. */
interface Trainee {
    /** The arrays that the optimizer updates, in a fixed order. */
    List<NDArray> weights();

    /** Writes them into a folder that exists, in the form that other programs read. */
    void write(Path folder) throws IOException;

    /** Takes over the values that {@link #write} left in a folder. */
    void load(Path folder) throws IOException;

    /** An adapter in PEFT's files; the model it is for is called {@code base}. */
    static Trainee adapter(LoraAdapter adapter, LlamaModel model, String base) {
        return new Trainee() {
            @Override
            public List<NDArray> weights() {
                return adapter.weights();
            }

            @Override
            public void write(Path folder) throws IOException {
                PeftFiles.write(adapter, base, folder);
            }

            @Override
            public void load(Path folder) throws IOException {
                try (var scope = model.scope();
                        LoraAdapter other = PeftFiles.read(folder, model.config(), scope)) {
                    copy(other.weights(), adapter.weights());
                }
            }
        };
    }

    /** Every weight of an f32 model, as a model folder with the tokenizer's files from {@code source}. */
    static Trainee model(LlamaModel model, Path source) {
        return new Trainee() {
            @Override
            public List<NDArray> weights() {
                return model.weights();
            }

            @Override
            public void write(Path folder) throws IOException {
                try (Stream<Path> files = Files.list(source)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        String name = file.getFileName().toString();
                        if (name.startsWith("tokenizer")
                                || name.startsWith("chat_template")
                                || name.equals("special_tokens_map.json")
                                || name.equals("generation_config.json")) {
                            Files.copy(file, folder.resolve(name));
                        }
                    }
                }
                model.save(folder);
            }

            @Override
            public void load(Path folder) throws IOException {
                try (var scope = model.scope();
                        LlamaModel other = LlamaModel.load(folder, scope)) {
                    copy(other.weights(), model.weights());
                }
            }
        };
    }

    private static void copy(List<NDArray> from, List<NDArray> to) {
        for (int i = 0; i < to.size(); i++) {
            from.get(i).copyTo(to.get(i));
        }
    }
}
