package io.brewprint.decode;

import ai.djl.ndarray.NDManager;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.TinyModels;
import io.brewprint.token.Tokenizer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens an engine over a small model of random weights for each test, and closes all of it. */
abstract class WithEngine {
    @TempDir
    Path folder;

    final NDManager manager = NDManager.newBaseManager();
    Tokenizer tokenizer;
    LlamaModel model;
    Generator generator;
    int vocab;

    /** The model's shape. */
    abstract LlamaConfig config();

    @BeforeEach
    void open() throws Exception {
        vocab = TinyModels.tokenizer(folder);
        tokenizer = Tokenizer.load(folder);
        model = LlamaModel.random(config(), 11, manager);
        generator = new Generator(model, tokenizer);
    }

    @AfterEach
    void close() {
        generator.close();
        model.close();
        tokenizer.close();
        manager.close();
    }

    /** The same model behind another engine. */
    void reopen(Generator.Options options) {
        generator.close();
        generator = new Generator(model, tokenizer, options);
    }

    /** Another model and another engine. */
    void reopen(LlamaModel other, Generator.Options options) {
        generator.close();
        model.close();
        model = other;
        generator = new Generator(model, tokenizer, options);
    }

    /** Random tokens, none of them a special one. */
    int[] prompt(long seed, int length) {
        return prompt(new Random(seed), length);
    }

    int[] prompt(Random random, int length) {
        return random.ints(length, 2, vocab - 10).toArray();
    }
}
