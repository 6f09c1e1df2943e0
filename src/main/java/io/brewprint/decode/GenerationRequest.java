package io.brewprint.decode;

import io.brewprint.complete.Constrain;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model: by an exam, by a client of the endpoint, of the engine. Immutable.
 *
 * @param prompt what is to be answered; the engine itself takes {@link Prompt.Tokens} only
 * @param model by what name whoever answers knows the model or, in the engine, the adapter; empty for the only one
 * @param sampling how tokens are chosen, and how many at most
 * @param constrain how far the answer is held to the language; a server elsewhere may not know how
 * @param rule what the answer may say, made of {@code constrain} for the engine; null for anything
 * @param limit time from the first token of the prompt on, after which the answer is cut; null for none
 * @param cancelled asked while the answer grows; it is cut once this says true
 * @param listener hears the text as it grows, or null
 */
public record GenerationRequest(
        Prompt prompt,
        String model,
        Sampling sampling,
        Constrain constrain,
        @Nullable TokenRule rule,
        @Nullable Duration limit,
        BooleanSupplier cancelled,
        @Nullable Listener listener) {
    /** Hears an answer grow, in the engine's thread. */
    public interface Listener {
        /**
         * More text, never half a character.
         *
         * @return false if nobody listens any more: the answer is then cut
         */
        boolean text(String more);
    }

    /** The only model there is, anything allowed, no limit of time. */
    public static GenerationRequest of(Prompt prompt, Sampling sampling) {
        return new GenerationRequest(prompt, "", sampling, Constrain.OFF, null, null, () -> false, null);
    }

    /** The same for token ids. */
    public static GenerationRequest of(int[] ids, Sampling sampling) {
        return of(new Prompt.Tokens(ids, 0), sampling);
    }

    /** The prompt as the engine reads it. */
    int[] ids() {
        return tokens().ids();
    }

    /** How many tokens of it others begin with too. */
    int shared() {
        return tokens().shared();
    }

    private Prompt.Tokens tokens() {
        if (prompt instanceof Prompt.Tokens tokens) {
            return tokens;
        }
        throw new IllegalStateException("the engine reads token ids; LoadedModel makes them of a conversation or text");
    }

    /** Tells the listener, if there is one; false where nobody listens any more. */
    public boolean tell(String more) {
        return listener == null || listener.text(more);
    }

    /** The same with another prompt. */
    public GenerationRequest asking(Prompt other) {
        return new GenerationRequest(other, model, sampling, constrain, rule, limit, cancelled, listener);
    }

    /** The same with a shared beginning; of token ids only. */
    public GenerationRequest sharing(int tokens) {
        return asking(new Prompt.Tokens(ids(), tokens));
    }

    /** The same for a model or adapter of this name. */
    public GenerationRequest with(String name) {
        return new GenerationRequest(prompt, name, sampling, constrain, rule, limit, cancelled, listener);
    }

    /** The same held to the language. */
    public GenerationRequest constrained(Constrain how) {
        return new GenerationRequest(prompt, model, sampling, how, rule, limit, cancelled, listener);
    }

    /** The same with a rule. */
    public GenerationRequest ruled(TokenRule by) {
        return new GenerationRequest(prompt, model, sampling, constrain, by, limit, cancelled, listener);
    }

    /** The same with a limit of time. */
    public GenerationRequest within(Duration time) {
        return new GenerationRequest(prompt, model, sampling, constrain, rule, time, cancelled, listener);
    }

    /** The same until somebody asks to stop. */
    public GenerationRequest until(BooleanSupplier stop) {
        return new GenerationRequest(prompt, model, sampling, constrain, rule, limit, stop, listener);
    }

    /** The same, told as it grows. */
    public GenerationRequest telling(Listener hears) {
        return new GenerationRequest(prompt, model, sampling, constrain, rule, limit, cancelled, hears);
    }
}
