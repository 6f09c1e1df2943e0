package io.brewprint.decode;

import io.brewprint.token.ChatTemplate;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One prompt to be answered.
 *
 * @param ids the prompt, from {@link ChatTemplate#prompt}
 * @param shared leading tokens that other prompts begin with too: read once and kept, 0 for none
 * @param adapter name given to {@link Generator#adapter}, empty for the base model
 * @param limit time from the first token of the prompt on, after which the answer is cut; null for none
 * @param cancelled asked between calls of the model; the answer is cut once it says true
 * @param listener hears the text as it grows, or null
 * @param rule what the answer may say, or null for anything
 */
@SuppressWarnings("ArrayRecordComponent") // a prompt is never compared with another
public record GenerationRequest(
        int[] ids,
        int shared,
        String adapter,
        Sampling sampling,
        @Nullable Duration limit,
        BooleanSupplier cancelled,
        @Nullable Listener listener,
        @Nullable TokenRule rule) {
    /** Hears an answer grow, in the engine's thread. */
    public interface Listener {
        /**
         * More text, never half a character.
         *
         * @return false if nobody listens any more: the answer is then cut
         */
        boolean text(String more);
    }

    /** Checks that something is left to read when the shared part is known. */
    public GenerationRequest {
        if (ids.length == 0 || shared < 0 || shared >= ids.length) {
            throw new IllegalArgumentException(
                    "a prompt of " + ids.length + " tokens cannot share " + shared + " of them");
        }
    }

    /** The base model, anything allowed, no limit of time. */
    public static GenerationRequest of(int[] ids, Sampling sampling) {
        return new GenerationRequest(ids, 0, "", sampling, null, () -> false, null, null);
    }

    /** The same with a shared beginning. */
    public GenerationRequest sharing(int tokens) {
        return new GenerationRequest(ids, tokens, adapter, sampling, limit, cancelled, listener, rule);
    }

    /** The same for an adapter. */
    public GenerationRequest with(String name) {
        return new GenerationRequest(ids, shared, name, sampling, limit, cancelled, listener, rule);
    }

    /** The same with a limit of time. */
    public GenerationRequest within(Duration time) {
        return new GenerationRequest(ids, shared, adapter, sampling, time, cancelled, listener, rule);
    }

    /** The same until somebody asks to stop. */
    public GenerationRequest until(BooleanSupplier stop) {
        return new GenerationRequest(ids, shared, adapter, sampling, limit, stop, listener, rule);
    }

    /** The same, told as it grows. */
    public GenerationRequest telling(Listener hears) {
        return new GenerationRequest(ids, shared, adapter, sampling, limit, cancelled, hears, rule);
    }

    /** The same with a rule. */
    public GenerationRequest ruled(TokenRule by) {
        return new GenerationRequest(ids, shared, adapter, sampling, limit, cancelled, listener, by);
    }
}
