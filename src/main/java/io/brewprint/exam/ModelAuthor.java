package io.brewprint.exam;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.decode.GenerationHandle;
import io.brewprint.decode.GenerationRequest;
import io.brewprint.decode.Generator;
import io.brewprint.decode.LoadedModel;
import io.brewprint.decode.TokenRule;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.token.ChatTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A model folder, with or without an adapter, that answers in this process; the system prompt is read once for all. */
public final class ModelAuthor implements Author {
    /** So many that the engine's batches are full while answers are waited for in their order. */
    private static final int AT_ONCE = 256;

    private final LoadedModel loaded;
    private final String systemPrompt;
    private final int shared;
    private final Duration timeout;
    private final String name;

    /**
     * Loads.
     *
     * @param adapter PEFT folder, or null for the base alone
     * @param precision how the base's weights are held: best as they were when the adapter was trained
     * @param timeout for one answer
     * @param catalog the node types that constrained answers may use
     */
    public ModelAuthor(
            Path base,
            @Nullable Path adapter,
            WeightPrecision precision,
            String systemPrompt,
            Duration timeout,
            NodeCatalog catalog)
            throws IOException {
        this.systemPrompt = systemPrompt;
        this.timeout = timeout;
        name = ModelFolder.name(adapter == null ? base : adapter);
        loaded = LoadedModel.open(base, adapter, precision, catalog);
        // how every prompt begins: two that differ at once tell
        ChatTemplate chat = loaded.chat();
        shared = Generator.shared(List.of(chat.prompt(systemPrompt, "a"), chat.prompt(systemPrompt, "\n1")));
    }

    @Override
    public CompletableFuture<Said> write(Wish wish) {
        int[] ids = loaded.chat().prompt(systemPrompt, wish.request());
        GenerationRequest request = GenerationRequest.of(ids, wish.sampling())
                .sharing(Math.min(shared, ids.length - 1))
                .with(loaded.adapter())
                .within(timeout)
                .until(wish.cancelled());
        if (wish.listener() != null) {
            request = request.telling(wish.listener());
        }
        try {
            TokenRule rule = loaded.rule(wish.constrain());
            GenerationHandle handle = loaded.generator().submit(rule == null ? request : request.ruled(rule));
            return handle.future()
                    .thenApply(answer -> new Said(
                            answer.text(),
                            answer.tokens(),
                            answer.end().name().toLowerCase(Locale.ROOT),
                            answer.seconds()));
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
