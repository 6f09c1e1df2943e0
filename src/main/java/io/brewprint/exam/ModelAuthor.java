package io.brewprint.exam;

import io.brewprint.dsl.CompletionRules;
import io.brewprint.llama.Ask;
import io.brewprint.llama.ChatTemplate;
import io.brewprint.llama.Constraint;
import io.brewprint.llama.Generator;
import io.brewprint.llama.LoadedModel;
import io.brewprint.llama.Sampling;
import io.brewprint.llama.Ticket;
import io.brewprint.llama.WeightFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A model folder, with or without an adapter, that answers in this process. */
public final class ModelAuthor implements Author {
    private static final int AT_ONCE = 32;

    private final LoadedModel loaded;
    private final String systemPrompt;
    private final int shared;
    private final Duration timeout;
    private final String name;
    private final @Nullable Constraint constraint;

    /**
     * Loads.
     *
     * @param adapter PEFT folder, or null for the base alone
     * @param timeout for one answer
     * @param rules what answers may say, or null for anything
     */
    public ModelAuthor(Path base, @Nullable Path adapter, String systemPrompt, Duration timeout,
            @Nullable CompletionRules rules) throws IOException {
        this.systemPrompt = systemPrompt;
        this.timeout = timeout;
        name = String.valueOf(adapter == null ? base.getFileName() : adapter.getFileName());
        loaded = LoadedModel.open(base, adapter, WeightFormat.F32, false);
        // how every prompt begins: two that differ at once tell
        ChatTemplate chat = loaded.chat();
        shared = Generator.shared(List.of(chat.prompt(systemPrompt, "a"), chat.prompt(systemPrompt, "\n1")));
        constraint = rules == null ? null : Constraint.of(base, loaded.tokenizer(), loaded.model().config(), rules::start);
    }

    @Override
    public CompletableFuture<Said> write(
            String request, Sampling sampling, Ask.@Nullable Listener listener, BooleanSupplier cancelled) {
        int[] ids = loaded.chat().prompt(systemPrompt, request);
        Ask ask = Ask.of(ids, sampling).sharing(Math.min(shared, ids.length - 1)).within(timeout).until(cancelled);
        if (constraint != null) {
            ask = ask.ruled(constraint.rule());
        }
        Ticket ticket = loaded.generator().submit(listener == null ? ask : ask.telling(listener));
        return ticket.future().thenApply(answer -> new Said(
                answer.text(), answer.tokens(), answer.end().name().toLowerCase(Locale.ROOT), answer.seconds()));
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
