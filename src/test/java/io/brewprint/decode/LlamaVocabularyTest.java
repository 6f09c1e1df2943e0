package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.token.TokenTrie;
import io.brewprint.token.Tokenizer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The constraint over Llama 3.1's own vocabulary, where a file of it is at hand. */
class LlamaVocabularyTest {
    private static final int END = 128_009;

    @TempDir
    Path folder;

    private Path file() {
        String place = System.getenv("BREWPRINT_LLAMA3_TOKENIZER");
        assumeTrue(
                place != null && Files.isRegularFile(Path.of(place)),
                "BREWPRINT_LLAMA3_TOKENIZER names no tokenizer.json of Llama 3");
        return Path.of(place);
    }

    private Tokenizer tokenizer() throws Exception {
        Files.copy(file(), folder.resolve("tokenizer.json"));
        return Tokenizer.load(folder);
    }

    private static boolean has(long[] mask, int token) {
        return (mask[token >> 6] >> (token & 63) & 1) == 1;
    }

    @Test
    void masks_along_real_answers_agree_with_asking_for_every_token() throws Exception {
        try (Tokenizer tokenizer = tokenizer()) {
            TokenTrie trie = TokenTrie.load(folder);
            var shared = new TokenConstraint.Shared(trie, tokenizer::encode, Set.of(END));
            long[] mask = new long[shared.words()];
            for (boolean full : new boolean[] {true, false}) {
                ContinuationRules rules =
                        full ? ContinuationRules.full(NodeCatalog.standard()) : ContinuationRules.syntax();
                ComposedRows.small(3, 21, row -> {
                    var constraint = new TokenConstraint(shared, rules.start());
                    for (int token : tokenizer.encode(row.output())) {
                        constraint.mask(mask);
                        for (int other = 0; other < trie.size(); other++) {
                            if (has(mask, other) != constraint.allows(other)) {
                                assertThat(has(mask, other))
                                        .as("token %d in %s", other, row.output())
                                        .isEqualTo(constraint.allows(other));
                            }
                        }
                        assertThat(has(mask, token)).isTrue();
                        constraint.accept(token);
                    }
                });
            }
        }
    }

    @Test
    void what_a_token_costs() throws Exception {
        try (Tokenizer tokenizer = tokenizer()) {
            long start = System.nanoTime();
            TokenTrie trie = TokenTrie.load(folder);
            System.out.printf(
                    "trie of %d tokens, %d nodes: %d ms%n",
                    trie.size(), trie.trie.size(), (System.nanoTime() - start) / 1_000_000);
            List<int[]> answers = new ArrayList<>();
            ComposedRows.small(200, 22, row -> answers.add(tokenizer.encode(row.output())));
            int tokens = answers.stream().mapToInt(answer -> answer.length).sum();
            for (boolean full : new boolean[] {true, false}) {
                ContinuationRules rules =
                        full ? ContinuationRules.full(NodeCatalog.standard()) : ContinuationRules.syntax();
                var shared = new TokenConstraint.Shared(trie, tokenizer::encode, Set.of(END));
                for (int round = 0; round < 3; round++) {
                    long best = time(answers, shared, rules, false);
                    long masks = time(answers, shared, rules, true);
                    System.out.printf(
                            "%s, round %d: %.2f us a token by the best token first, %.2f us with every mask%n",
                            full ? "full" : "syntax", round, best / 1e3 / tokens, masks / 1e3 / tokens);
                }
            }
            assertThat(tokens).isGreaterThan(20_000);
        }
    }

    private static long time(
            List<int[]> answers, TokenConstraint.Shared shared, ContinuationRules rules, boolean masks) {
        long[] mask = new long[shared.words()];
        // Other work on the machine is none of ours.
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int[] answer : answers) {
            var constraint = new TokenConstraint(shared, rules.start());
            int left = 2_048;
            for (int token : answer) {
                constraint.limit(left--);
                if (masks) {
                    constraint.mask(mask);
                    assertThat(has(mask, token)).isTrue();
                }
                assertThat(constraint.allows(token)).isTrue();
                constraint.accept(token);
            }
        }
        return threads.getCurrentThreadCpuTime() - start;
    }
}
