package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.Severity;
import io.brewprint.token.BpeTrainer;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.TokenTrie;
import io.brewprint.token.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tokens are chosen among those allowed, the answer ends in a document without errors, within its limit. */
class TokenConstraintTest {
    private static final ContinuationRules FULL = ContinuationRules.full(NodeCatalog.standard());

    @TempDir
    static Path folder;

    private static Tokenizer tokenizer;
    private static TokenTrie trie;
    private static int end;
    private static TokenConstraint.Shared shared;

    @BeforeAll
    static void trainTokenizer() throws Exception {
        List<String> texts = new ArrayList<>();
        ComposedRows.small(300, 3, row -> texts.add(row.output()));
        BpeTrainer.train(texts, 900, folder);
        tokenizer = Tokenizer.load(folder);
        trie = TokenTrie.load(folder);
        end = tokenizer.requireSpecial(ChatTemplate.END_OF_TURN);
        shared = new TokenConstraint.Shared(trie, tokenizer::encode, Set.of(end));
    }

    @AfterAll
    static void closeTokenizer() {
        tokenizer.close();
    }

    private static boolean has(long[] mask, int token) {
        return (mask[token >> 6] >> (token & 63) & 1) == 1;
    }

    /** Takes allowed tokens by chance until the end token or the limit; gives the bytes. */
    private static byte[] walk(TokenConstraint constraint, Random random, int limit) {
        var out = new ByteArrayOutputStream();
        long[] mask = new long[shared.words()];
        int left = limit;
        while (left > 0 && !constraint.isEnded()) {
            constraint.limit(left);
            int[] forced = constraint.forcedTokens();
            int taken;
            if (forced.length > 0 && random.nextBoolean()) {
                for (int token : forced) {
                    constraint.accept(token);
                    out.writeBytes(trie.bytes(token));
                }
                taken = forced.length;
            } else {
                constraint.mask(mask);
                int count = 0;
                for (long word : mask) {
                    count += Long.bitCount(word);
                }
                assertThat(count).as("stuck after '%s'", out).isPositive();
                int token = nth(mask, random.nextInt(count));
                boolean ends = has(mask, end) && random.nextInt(20) == 0;
                constraint.accept(ends ? end : token);
                out.writeBytes(trie.bytes(ends ? end : token));
                taken = ends || token == end ? 0 : 1;
            }
            left -= taken;
        }
        assertThat(constraint.isComplete()).as("limit %d: %s", limit, out).isTrue();
        return out.toByteArray();
    }

    private static int nth(long[] mask, int n) {
        int skip = n;
        for (int token = 0; token < mask.length * 64; token++) {
            if (has(mask, token) && skip-- == 0) {
                return token;
            }
        }
        throw new AssertionError("no such token");
    }

    @Test
    void every_walk_over_tokens_ends_in_a_document_without_errors() {
        for (int seed = 0; seed < 1_500; seed++) {
            var random = new Random(seed);
            byte[] bytes = walk(new TokenConstraint(shared, FULL.start()), random, 60 + random.nextInt(240));

            List<Problem> errors = Dsl.checkBytes(bytes, NodeCatalog.standard()).problems().stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .toList();
            assertThat(errors)
                    .as("seed %d: %s", seed, new String(bytes, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @Test
    void every_walk_over_tokens_by_the_grammar_alone_parses() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            byte[] bytes = walk(
                    new TokenConstraint(shared, ContinuationRules.syntax().start()), random, 20 + random.nextInt(200));

            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(Dsl.parse(text).problems())
                    .as("seed %d: %s", seed, text)
                    .noneMatch(problem ->
                            List.of("BP012", "BP013", "BP014", "BP016", "BP047").contains(problem.code()));
        }
    }

    @Test
    void a_mask_is_what_asking_for_every_token_gives() {
        int looked = 0;
        long[] mask = new long[shared.words()];
        for (boolean full : new boolean[] {true, false}) {
            for (int seed = 0; seed < 40; seed++) {
                var random = new Random(seed);
                var constraint = new TokenConstraint(shared, (full ? FULL : ContinuationRules.syntax()).start());
                for (int step = 0; step < 60 && !constraint.isEnded(); step++) {
                    constraint.mask(mask);
                    List<Integer> allowed = new ArrayList<>();
                    for (int token = 0; token < trie.size(); token++) {
                        if (has(mask, token)) {
                            allowed.add(token);
                        }
                        assertThat(has(mask, token))
                                .as("token %d '%s'", token, new String(trie.bytes(token), StandardCharsets.UTF_8))
                                .isEqualTo(constraint.allows(token));
                    }
                    looked++;
                    constraint.accept(allowed.get(random.nextInt(allowed.size())));
                }
            }
        }
        assertThat(looked).isGreaterThan(3_000);
    }

    @Test
    void masks_along_real_answers_allow_the_answer_and_agree_with_every_token() {
        long[] mask = new long[shared.words()];
        ComposedRows.small(12, 9, row -> {
            var constraint = new TokenConstraint(shared, FULL.start());
            for (int token : tokenizer.encode(row.output())) {
                constraint.mask(mask);
                assertThat(has(mask, token)).isTrue();
                for (int other = 0; other < trie.size(); other++) {
                    assertThat(has(mask, other)).isEqualTo(constraint.allows(other));
                }
                constraint.accept(token);
            }
            assertThat(constraint.isComplete()).isTrue();
            assertThat(constraint.allows(end)).isTrue();
        });
    }

    @Test
    void forced_tokens_are_those_of_the_answer_itself() {
        List<Integer> saved = new ArrayList<>();
        ComposedRows.small(50, 11, row -> {
            int[] answer = tokenizer.encode(row.output());
            var constraint = new TokenConstraint(shared, FULL.start());
            int at = 0;
            int forcedCount = 0;
            while (at < answer.length) {
                int[] forced = constraint.forcedTokens();
                for (int token : forced) {
                    assertThat(token).isEqualTo(answer[at]);
                    constraint.accept(answer[at++]);
                    forcedCount++;
                }
                if (forced.length == 0) {
                    constraint.accept(answer[at++]);
                }
            }
            saved.add(100 * forcedCount / answer.length);
        });
        System.out.printf(
                "forced: %.0f %% of the tokens%n",
                saved.stream().mapToInt(i -> i).average().orElseThrow());
    }

    @Test
    void special_tokens_are_no_text_and_the_end_waits_for_a_whole_document() {
        var constraint = new TokenConstraint(shared, FULL.start());
        long[] mask = new long[shared.words()];
        constraint.mask(mask);

        assertThat(trie.bytes(end)).isEmpty();
        assertThat(has(mask, end)).isFalse();
        assertThat(constraint.allows(end)).isFalse();
        assertThat(constraint.allows(tokenizer.requireSpecial(ChatTemplate.BEGIN)))
                .isFalse();
        assertThatThrownBy(() -> constraint.accept(end)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_copy_goes_its_own_way() {
        var constraint = new TokenConstraint(shared, FULL.start());
        for (int token : tokenizer.encode("BLUEPRINT: BP_X\nGRAPH: G\nNODE n1: ")) {
            constraint.accept(token);
        }
        TokenConstraint copy = constraint.copy();
        for (int token : tokenizer.encode("Branch")) {
            copy.accept(token);
        }

        assertThat(copy.isComplete()).isTrue();
        assertThat(constraint.isComplete()).isFalse();
    }
}
