package io.brewprint.decode;

/**
 * What one answer may say, token by token. The engine asks one instance for one row, from one thread at a time: first
 * {@link #limit}, then {@link #allows} for the most likely token; where that is refused or where tokens are drawn at
 * random, {@link #candidates} and {@link #allows} for the one that was drawn of them; and {@link #mask} where that is
 * refused again and again. Tokens that end an answer are asked for like any others; where the model chooses one that
 * may not come yet, {@link #ending} comes before it.
 */
public interface TokenRule {
    /** Whether {@code token} may come next. */
    boolean allows(int token);

    /**
     * The tokens that may come next: bit {@code i % 64} of word {@code i / 64}; missing words are zero. At least one is
     * set.
     */
    long[] mask();

    /**
     * Tokens among which are all of {@link #mask}, and mostly no others: where that is dear to find out, {@link
     * #allows} is asked for the one that is wanted. The caller's to change.
     */
    default long[] candidates() {
        return mask();
    }

    /** Takes note of the next token, whether chosen or forced. */
    void accept(int token);

    /**
     * Tokens that must come next whatever the model says; each is given to {@link #accept} before this is asked again.
     */
    int[] forced();

    /** Hears before each choice how many tokens are left of the answer's limit, its end included. */
    void limit(int tokensLeft);

    /**
     * The shortest way to where the answer may end, for a model that has nothing more to say; none where it is to go on
     * with its next choice.
     */
    default int[] ending() {
        return new int[0];
    }
}
