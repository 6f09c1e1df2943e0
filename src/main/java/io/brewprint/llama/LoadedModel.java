package io.brewprint.llama;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A model folder ready to answer: weights, tokenizer, chat template and engine, closed together. */
public final class LoadedModel implements AutoCloseable {
    private static final String BESIDE = "tuned";

    private final Tokenizer tokenizer;
    private final ChatTemplate chat;
    private final LlamaModel model;
    private final Generator generator;
    private final String adapter;

    private LoadedModel(
            Tokenizer tokenizer, ChatTemplate chat, LlamaModel model, Generator generator, String adapter) {
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.model = model;
        this.generator = generator;
        this.adapter = adapter;
    }

    /**
     * Loads. An adapter is merged into f32 weights, which makes it cost nothing; beside quantised ones it stays apart.
     *
     * @param adapter PEFT folder, or null for the base alone
     * @param linears how the base's weights are held
     * @param smallVocabulary whether embedding and head are int8
     */
    public static LoadedModel open(Path base, @Nullable Path adapter, WeightFormat linears, boolean smallVocabulary)
            throws IOException {
        Tokenizer tokenizer = Tokenizer.load(base);
        ChatTemplate chat = ChatTemplate.of(base, tokenizer);
        LlamaModel model = LlamaModel.load(base, linears, smallVocabulary);
        boolean merged = linears == WeightFormat.F32 && !smallVocabulary;
        if (adapter != null && merged) {
            PeftFiles.merge(adapter, model);
        }
        Generator generator = new Generator(model, tokenizer);
        if (adapter == null || merged) {
            return new LoadedModel(tokenizer, chat, model, generator, "");
        }
        generator.adapter(BESIDE, PeftFiles.read(adapter, model.config(), model.scope()));
        return new LoadedModel(tokenizer, chat, model, generator, BESIDE);
    }

    /** The base alone, in f32. */
    public static LoadedModel open(Path base) throws IOException {
        return open(base, null, WeightFormat.F32, false);
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public ChatTemplate chat() {
        return chat;
    }

    public LlamaModel model() {
        return model;
    }

    public Generator generator() {
        return generator;
    }

    /** What {@link Ask#with} is to be given for the adapter that was loaded; empty where it is merged or there is none. */
    public String adapter() {
        return adapter;
    }

    @Override
    public void close() {
        generator.close();
        model.close();
        tokenizer.close();
    }
}
