package io.brewprint.decode;

import io.brewprint.complete.Continuation;
import io.brewprint.config.RecentMap;
import io.brewprint.token.TokenTrie;
import io.brewprint.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The constraint of one answer: which tokens may follow, which follow without the model, and how it ends in time.
 *
 * <p>A decoding loop asks, for each token: {@link #limit} with the tokens that are left; {@link #forcedTokens}, which
 * are taken as they are; then for the model's best token {@link #allows}, and only when that is refused, or when it
 * draws by chance, the {@link #candidates} or the {@link #mask}. Whatever is taken is told by {@link #accept}. The
 * answer is over when an end token was taken, or when none is left and {@link #isComplete} holds.
 */
public final class TokenConstraint {
    /** Runs of forced bytes recur. */
    private static final int MOST_RUNS = 1_024;

    /** More tokens than these are not tried one by one when the limit is near. */
    private static final int MOST_TRIED = 128;

    /** Bytes of the lines that a document needs, whatever it has said. */
    private static final int REST = 64;

    private static final int[] NONE = new int[0];

    /** What the rows of a batch share. */
    public static final class Shared {
        private final TokenMasks masks;
        private final Function<String, int[]> encoder;
        private final Set<Integer> ends;
        private final Map<String, int[]> runs = new RecentMap<>(MOST_RUNS);

        /**
         * Over one vocabulary; for one thread.
         *
         * @param tokens the vocabulary
         * @param encoder tokens of a plain text: {@link Tokenizer#encode}
         * @param ends tokens that end an answer
         */
        public Shared(TokenTrie tokens, Function<String, int[]> encoder, Set<Integer> ends) {
            this.masks = new TokenMasks(tokens);
            this.encoder = encoder;
            this.ends = Set.copyOf(ends);
        }

        /** Words of 64 bits in a mask. */
        public int words() {
            return masks.words();
        }

        /** Tokens of a run of bytes as the vocabulary cuts it; bytes that are no text of their own are cut singly. */
        private int[] tokens(byte[] run) {
            int text = 0;
            while (text < run.length && (run[text] & 0xc0) == 0x80) {
                text++;
            }
            String rest = new String(run, text, run.length - text, StandardCharsets.UTF_8);
            int[] known = runs.computeIfAbsent(rest, this::encoded);
            int[] tokens = new int[text + known.length];
            for (int i = 0; i < text; i++) {
                tokens[i] = masks.tokens.ofByte(run[i]);
            }
            System.arraycopy(known, 0, tokens, text, known.length);
            return tokens;
        }

        /** How many of a run's tokens stand whatever follows it. */
        private int settled(byte[] run, int[] cut) {
            int at = 0;
            for (int i = 0; i < cut.length; i++) {
                if (masks.tokens.trie.leadsOn(run, at)) {
                    return i;
                }
                at += masks.tokens.bytes(cut[i]).length;
            }
            return cut.length;
        }

        private int[] encoded(String text) {
            int[] tokens = encoder.apply(text);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int at = 0;
            for (int token : tokens) {
                byte[] part = masks.tokens.bytes(token);
                boolean same = at + part.length <= bytes.length
                        && Arrays.equals(part, 0, part.length, bytes, at, at + part.length);
                at = same ? at + part.length : Integer.MAX_VALUE / 2;
            }
            if (at == bytes.length) {
                return tokens;
            }
            // A tokenizer that changes texts: the bytes are what counts.
            int[] single = new int[bytes.length];
            Arrays.setAll(single, i -> masks.tokens.ofByte(bytes[i]));
            return single;
        }
    }

    private final Shared shared;
    private final Continuation text;
    private int left = Integer.MAX_VALUE;
    private int line;
    private int longestLine;
    private boolean ended;

    /** Before the first token of an answer. */
    public TokenConstraint(Shared shared, Continuation start) {
        this.shared = shared;
        text = start;
    }

    /** Another one at the same place that goes its own way: to come back to, for instance. */
    public TokenConstraint copy() {
        var copy = new TokenConstraint(shared, text.copy());
        copy.left = left;
        copy.ended = ended;
        copy.line = line;
        copy.longestLine = longestLine;
        return copy;
    }

    /** True when the text may end here. */
    public boolean isComplete() {
        return ended || text.isComplete();
    }

    /** True when an end token was taken. */
    public boolean isEnded() {
        return ended;
    }

    /**
     * Says how many tokens may still be taken, the end token not counted. From then on no token is allowed after which
     * the shortest completion would not fit; a limit that does not even fit that now gives its begin.
     */
    public void limit(int tokensLeft) {
        left = tokensLeft;
    }

    /** True when the token may follow. */
    public boolean allows(int token) {
        if (shared.ends.contains(token)) {
            return isComplete();
        }
        byte[] bytes = shared.masks.tokens.bytes(token);
        if (ended || bytes.length == 0 || left <= 0) {
            return false;
        }
        text.save(0);
        boolean fits = text.read(bytes) == bytes.length && (!isNear() || closes(left - 1) || isOnWay(bytes));
        text.restore(0);
        return fits;
    }

    /** True when the next token may decide whether the answer still ends in time. */
    private boolean isNear() {
        // the line, what must follow it, the next token; and a name of one's own, as long as any line, may come twice
        return left <= text.margin() + REST + shared.masks.tokens.longest() + 2 * Math.max(longestLine, line);
    }

    private boolean closes(int tokens) {
        if (text.isComplete()) {
            return true;
        }
        byte[] way = text.shortestCompletion();
        return way.length <= tokens || shared.tokens(way).length <= tokens;
    }

    /** True for a token of the shortest completion itself, which is taken even where it no longer fits. */
    private boolean isOnWay(byte[] bytes) {
        text.restore(0);
        int[] way = closing();
        return way.length > 0 && Arrays.equals(shared.masks.tokens.bytes(way[0]), bytes);
    }

    /**
     * Finds all tokens that may follow.
     *
     * @param mask {@link Shared#words} words, one bit a token, token 0 the lowest bit of the first; overwritten
     */
    public void mask(long[] mask) {
        candidates(mask);
        if (!ended && left > 0 && isNear()) {
            narrow(mask);
            ends(mask);
        }
    }

    /** The same and, near the limit, tokens that would leave too little room to end: {@link #allows} knows them. */
    public void candidates(long[] mask) {
        if (ended || left <= 0) {
            Arrays.fill(mask, 0);
        } else {
            shared.masks.fill(text, mask);
        }
        ends(mask);
    }

    private void ends(long[] mask) {
        if (isComplete()) {
            shared.ends.forEach(end -> mask[end >> 6] |= 1L << (end & 63));
        }
    }

    /** Near the limit: what still fits, of many only the way to the end. */
    private void narrow(long[] mask) {
        if (text.shortestCompletion().length + text.margin() + shared.masks.tokens.longest() < left) {
            return;
        }
        int count = 0;
        for (long word : mask) {
            count += Long.bitCount(word);
        }
        int[] way = closing();
        if (count > MOST_TRIED) {
            Arrays.fill(mask, 0);
        } else {
            for (int word = 0; word < mask.length; word++) {
                for (long bits = mask[word]; bits != 0; bits &= bits - 1) {
                    int token = (word << 6) + Long.numberOfTrailingZeros(bits);
                    if (!allows(token)) {
                        mask[word] &= ~(1L << (token & 63));
                    }
                }
            }
        }
        if (way.length > 0) {
            mask[way[0] >> 6] |= 1L << (way[0] & 63);
        }
    }

    /**
     * Takes a token.
     *
     * @throws IllegalArgumentException if it may not follow
     */
    public void accept(int token) {
        if (shared.ends.contains(token) && isComplete()) {
            ended = true;
            return;
        }
        byte[] bytes = shared.masks.tokens.bytes(token);
        text.save(0);
        if (ended || bytes.length == 0 || text.read(bytes) < bytes.length) {
            text.restore(0);
            throw new IllegalArgumentException("token " + token + " may not follow");
        }
        left = left == Integer.MAX_VALUE ? left : left - 1;
        for (byte b : bytes) {
            longestLine = Math.max(longestLine, line);
            line = b == '\n' ? 0 : line + 1;
        }
    }

    /**
     * The tokens that follow in any case, to be taken without asking the model; none where it has a choice. What may be
     * the begin of a longer token than the run shows is left to the model: it was taught texts as the vocabulary cuts
     * them, and does not know how to go on behind " " and "n" where it always read " n3".
     */
    public int[] forcedTokens() {
        if (ended) {
            return NONE;
        }
        byte[] run = text.forced();
        if (run.length < 2 || run[run.length - 1] < 0 || (run[0] & 0xc0) == 0x80) {
            return NONE;
        }
        int[] tokens = shared.tokens(run);
        int[] forced = Arrays.copyOf(tokens, shared.settled(run, tokens));
        return forced.length < left ? forced : NONE;
    }

    /** The tokens of the shortest completion; none where the text may end here. */
    public int[] closing() {
        byte[] way = text.shortestCompletion();
        return way.length == 0 ? NONE : shared.tokens(way);
    }
}
