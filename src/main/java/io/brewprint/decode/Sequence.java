package io.brewprint.decode;

import io.brewprint.llama.LlamaConfig;
import io.brewprint.token.Ids;
import io.brewprint.token.TextStream;
import io.brewprint.token.Tokenizer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One prompt in a batch, and what has been answered. */
final class Sequence {
    /** Tokens of a greedy row that are decoded before anybody looks, at most. */
    static final int MOST_AHEAD = 8;

    /** Draws that a rule may refuse before it is asked for all that it allows. */
    private static final int MOST_REFUSED = 8;

    final GenerationRequest request;
    final GenerationHandle handle;
    private final LlamaConfig config;
    private final Tokenizer tokenizer;
    private final Sampler sampler;
    private final @Nullable TextStream stream;
    private long began = System.nanoTime();
    private final int limit;
    private final Ids tokens = new Ids();
    private final Ids feed = new Ids();
    private int position;
    private boolean shares;
    private int passedOver;
    private int ahead = MOST_AHEAD;
    private int[] given = new int[0];
    private Completion.@Nullable End end;

    Sequence(GenerationRequest request, GenerationHandle handle, LlamaConfig config, Tokenizer tokenizer) {
        this.request = request;
        this.handle = handle;
        this.config = config;
        this.tokenizer = tokenizer;
        sampler = new Sampler(request.sampling());
        stream = request.listener() == null && request.sampling().stops().isEmpty()
                ? null
                : new TextStream(tokenizer, request.sampling().stops());
        limit = Math.min(request.sampling().maxTokens(), config.maxPositions() - request.ids().length);
        position = request.ids().length;
    }

    /** Its prompt is begun to be read: time counts from here. */
    void admitted() {
        began = System.nanoTime();
    }

    /** Whether nobody waits for it any more. */
    boolean isUnwanted() {
        return handle.cancelled() || request.cancelled().getAsBoolean();
    }

    /** Another that came later goes first. */
    void passOver() {
        passedOver++;
    }

    /** How often others that came later went first. */
    int passedOver() {
        return passedOver;
    }

    /** Ends without having been read. */
    void giveUp() {
        end = Completion.End.CANCELLED;
        finish();
    }

    /** Tokens that it may come to, its prompt's and its answer's. */
    int most() {
        return request.ids().length + limit;
    }

    /** Remembers what it shares. */
    void sharing(@Nullable Prefix prefix) {
        shares = prefix != null;
    }

    /** Whether it looks at its batch's prefix. */
    boolean shares() {
        return shares;
    }

    /** Reads all that is to be fed in one call, being the only row. */
    void extend(KvCache cache, @Nullable Prefix prefix) {
        int[] ids = feed.toArray();
        int at = position;
        feed.drop(ids.length);
        position += ids.length;
        begin(cache.extend(ids, at, prefix));
    }

    /** Takes what follows the prompt. */
    void begin(Predicted first) {
        choose(first.best(0, 0), () -> first.logits(0, 0));
    }

    /** Why the answer ended, null while it goes on. */
    Completion.@Nullable End end() {
        return end;
    }

    /** Whether it ended, from outside too. */
    boolean isOver() {
        look();
        return end != null;
    }

    /** Looks at whatever may end it from outside. */
    void look() {
        if (end != null) {
            return;
        }
        if (isUnwanted()) {
            end = Completion.End.CANCELLED;
        } else if (request.limit() != null
                && System.nanoTime() - began > request.limit().toNanos()) {
            end = Completion.End.TIMEOUT;
        }
    }

    /** Whether it needs logits. */
    boolean wantsLogits() {
        return !request.sampling().plain() || request.rule() != null;
    }

    /** Steps that make sense at once. */
    int wish() {
        int guesses = request.sampling().plain() ? ahead : 1;
        // a guess beyond the context has no position, and would fail the whole batch
        return Math.min(config.maxPositions() - position, feed.size() - 1 + guesses);
    }

    int position() {
        return position;
    }

    /** Tokens that are the answer's and not yet read, at least one. */
    int[] feed() {
        return feed.toArray();
    }

    /** Tokens to feed in the next call, -1 for the most likely one. */
    int[] give(int steps) {
        given = new int[steps];
        for (int i = 0; i < steps; i++) {
            given[i] = i < feed.size() ? feed.get(i) : -1;
        }
        return given;
    }

    /**
     * Takes note of what a call gave.
     *
     * @return steps whose tokens are not the answer's, and are to be taken back
     */
    int take(Predicted predicted, int row, int steps) {
        for (int step = 0; step < steps; step++) {
            int fed = given[step] >= 0 ? given[step] : predicted.best(step - 1, row);
            if (end != null || fed != feed.get(0)) {
                ahead = Math.max(1, step); // this is how far guesses have been right
                return steps - step;
            }
            feed.drop(1);
            position++;
            if (feed.size() == 0) {
                int at = step;
                choose(predicted.best(step, row), () -> predicted.logits(at, row));
            }
        }
        ahead = Math.min(MOST_AHEAD, 2 * ahead);
        return 0;
    }

    /**
     * Chooses the next token, and whatever the rule forces after it; a rule or listener that fails, fails this row
     * alone.
     */
    private void choose(int best, Supplier<float[]> logits) {
        try {
            chosen(best, logits);
        } catch (RuntimeException e) {
            handle.future().completeExceptionally(e);
            end = Completion.End.CANCELLED;
        }
    }

    private void chosen(int best, Supplier<float[]> logits) {
        TokenRule rule = request.rule();
        if (rule != null) {
            rule.limit(limit - tokens.size());
        }
        int token;
        if (request.sampling().plain() && (rule == null || mayTake(rule, best))) {
            token = best;
        } else {
            token = rule == null ? sampler.choose(logits.get(), seen(), null) : draw(rule, logits);
        }
        if (rule != null && isEnd(token) && !rule.allows(token)) {
            acceptAll(rule.ending());
        }
        if (end == null) {
            accept(token);
        }
        while (rule != null && end == null) {
            int[] forced = rule.forced();
            if (forced.length == 0) {
                return;
            }
            acceptAll(forced);
        }
    }

    /** Whether a token is let be: one that would end the answer is too, where the rule knows what comes before it. */
    private boolean mayTake(TokenRule rule, int token) {
        return rule.allows(token) || (isEnd(token) && rule.ending().length > 0);
    }

    private boolean isEnd(int token) {
        return config.eos().contains(token);
    }

    /** Draws until the rule allows it, which gives what a draw of the allowed ones, and of the end, would. */
    private int draw(TokenRule rule, Supplier<float[]> logits) {
        long[] mask = Arrays.copyOf(rule.candidates(), (config.vocabSize() + 63) >> 6);
        for (int each : config.eos()) {
            mask[each >> 6] |= 1L << (each & 63);
        }
        for (int refused = 0; refused < MOST_REFUSED; refused++) {
            int token = sampler.choose(logits.get(), seen(), mask);
            if (mayTake(rule, token)) {
                return token;
            }
            mask[token >> 6] &= ~(1L << (token & 63));
        }
        return sampler.choose(logits.get(), seen(), rule.mask());
    }

    /** Prompt and answer, for the repetition penalty. */
    private int[] seen() {
        if (request.sampling().repetitionPenalty() == 1) {
            return new int[0];
        }
        int[] all = Arrays.copyOf(request.ids(), request.ids().length + tokens.size());
        System.arraycopy(tokens.toArray(), 0, all, request.ids().length, tokens.size());
        return all;
    }

    private void acceptAll(int[] several) {
        for (int i = 0; i < several.length && end == null; i++) {
            accept(several[i]);
        }
    }

    private void accept(int token) {
        if (request.rule() != null) {
            request.rule().accept(token);
        }
        if (isEnd(token)) {
            end = Completion.End.END;
            return;
        }
        tokens.add(token);
        feed.add(token);
        if (stream != null) {
            if (stream.push(token)) {
                end = Completion.End.STOP_TEXT;
            }
            GenerationRequest.Listener listener = request.listener();
            String news = listener == null ? "" : stream.news();
            if (listener != null && !news.isEmpty() && !listener.text(news)) {
                end = Completion.End.CANCELLED;
            }
        }
        if (end == null && tokens.size() >= limit) {
            end = Completion.End.LENGTH;
        }
    }

    /** Gives the answer as it stands. */
    void finish() {
        try {
            handle.future().complete(answer());
        } catch (RuntimeException e) {
            handle.future().completeExceptionally(e);
        }
    }

    private Completion answer() {
        String text = stream == null ? tokenizer.decode(tokens.toArray(), tokens.size()) : stream.all();
        if (stream != null && request.listener() != null && end != Completion.End.CANCELLED) {
            String rest = stream.rest();
            if (!rest.isEmpty()) {
                request.listener().text(rest);
            }
        }
        if (stream != null && stream.stopped()) {
            end = Completion.End.STOP_TEXT; // it may be known by its last token only
        }
        Completion.End why = end == null ? Completion.End.CANCELLED : end;
        return Completion.of(text, tokens.size(), why, request.ids().length, (System.nanoTime() - began) / 1e9);
    }
}
