package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.decode.Completion;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.LoadedModel;
import io.brewprint.decode.Prompt;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.WeightPrecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A model folder, with or without an adapter, that answers in this process; the system prompt is read once for all. */
public final class ModelAuthor implements Author {
    /** So many that the engine's batches are full while answers are waited for in their order. */
    private static final int AT_ONCE = 256;

    private final LoadedModel loaded;
    private final String systemPrompt;
    private final Duration timeout;
    private final String name;

    /**
     * Loads.
     *
     * @param adapter PEFT folder, or null for the base alone
     * @param precision how the base's weights are held: best as they were when the adapter was trained
     * @param timeout for one answer
     * @param catalog the node types that constrained answers may use
     * @param progress hears of each tensor of the base
     */
    public ModelAuthor(
            Path base,
            @Nullable Path adapter,
            WeightPrecision precision,
            String systemPrompt,
            Duration timeout,
            NodeCatalog catalog,
            LoadProgress progress)
            throws IOException {
        this.systemPrompt = systemPrompt;
        this.timeout = timeout;
        name = ModelFolder.name(adapter == null ? base : adapter);
        loaded = LoadedModel.open(base, adapter, precision, catalog, progress);
    }

    @Override
    public CompletableFuture<Completion> write(GenerationRequest request) {
        Prompt prompt = request.prompt() instanceof Prompt.Chat chat ? chat.under(systemPrompt) : request.prompt();
        try {
            return loaded.submit(request.asking(prompt).with(loaded.adapter()).within(timeout))
                    .future();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        loaded.close();
    }
}
