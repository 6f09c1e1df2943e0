package io.brewprint.decode;

import io.brewprint.complete.Continuation;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.token.TokenTrie;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.function.Supplier;

/**
 * Makes the rules by which answers in one vocabulary stay within the language. Rules of one constraint may be asked
 * from several threads: what they share is asked by one at a time.
 */
public final class Constraint {
    private final TokenConstraint.Shared shared;
    private final Supplier<Continuation> starts;

    private Constraint(TokenConstraint.Shared shared, Supplier<Continuation> starts) {
        this.shared = shared;
        this.starts = starts;
    }

    /**
     * The constraint of a model's vocabulary.
     *
     * @param folder with tokenizer.json
     * @param starts gives a fresh automaton at the begin of a document
     */
    public static Constraint of(Path folder, Tokenizer tokenizer, LlamaConfig config, Supplier<Continuation> starts)
            throws IOException {
        return new Constraint(
                new TokenConstraint.Shared(TokenTrie.load(folder), tokenizer::encode, new HashSet<>(config.eos())),
                starts);
    }

    /** A rule for one answer. */
    public TokenRule rule() {
        TokenConstraint constraint = new TokenConstraint(shared, starts.get());
        return new TokenRule() {
            @Override
            public boolean allows(int token) {
                synchronized (shared) {
                    return constraint.allows(token);
                }
            }

            @Override
            public long[] mask() {
                long[] mask = new long[shared.words()];
                synchronized (shared) {
                    constraint.mask(mask);
                }
                return mask;
            }

            @Override
            public long[] candidates() {
                long[] mask = new long[shared.words()];
                synchronized (shared) {
                    constraint.candidates(mask);
                }
                return mask;
            }

            @Override
            public void accept(int token) {
                synchronized (shared) {
                    constraint.accept(token);
                }
            }

            @Override
            public int[] forced() {
                synchronized (shared) {
                    return constraint.forcedTokens();
                }
            }

            @Override
            public void limit(int tokensLeft) {
                int left = tokensLeft - 1; // the last one is the end's, unless there was never room for a whole text
                if (left < 1) {
                    synchronized (shared) {
                        left = constraint.isComplete() ? 0 : 1;
                    }
                }
                constraint.limit(left);
            }

            @Override
            public int[] ending() {
                synchronized (shared) {
                    return constraint.closing();
                }
            }
        };
    }
}
