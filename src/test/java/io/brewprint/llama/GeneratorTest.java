package io.brewprint.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    @TempDir
    Path folder;

    private final NDManager manager = NDManager.newBaseManager();
    private Tokenizer tokenizer;
    private LlamaModel model;
    private Generator generator;

    @BeforeEach
    void open() throws Exception {
        int vocab = TinyModels.tokenizer(folder);
        tokenizer = Tokenizer.load(folder);
        model = LlamaModel.random(TinyModels.config(vocab, true), 11, manager);
        generator = new Generator(model, tokenizer);
    }

    @AfterEach
    void close() {
        generator.close();
        model.close();
        tokenizer.close();
        manager.close();
    }

    @Test
    void the_cache_changes_nothing_the_answer_is_that_of_the_full_forward_pass() {
        for (int seed = 1; seed <= 5; seed++) {
            int[] prompt = {seed, 7 * seed % 250, 33, 2 * seed};

            String answer = generator.generate(List.of(prompt), 20, () -> false).getFirst().text();

            assertThat(answer).isEqualTo(slow(prompt, 20));
        }
    }

    @Test
    void a_batch_gives_the_answers_that_each_prompt_gives_alone() {
        List<int[]> prompts = List.of(new int[] {5}, new int[] {9, 8, 7, 6, 5, 4}, new int[] {200, 3, 17});

        List<Generator.Answer> together = generator.generate(prompts, 25, () -> false);

        for (int i = 0; i < prompts.size(); i++) {
            Generator.Answer alone = generator.generate(List.of(prompts.get(i)), 25, () -> false).getFirst();
            assertThat(together.get(i).text()).isEqualTo(alone.text());
            assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
        }
    }

    @Test
    void a_stop_is_honoured_between_tokens() {
        AtomicInteger asked = new AtomicInteger();

        Generator.Answer answer = generator.generate(List.of(new int[] {5, 6}), 100, () -> asked.incrementAndGet() > 3).getFirst();

        assertThat(answer.finished()).isFalse();
        assertThat(answer.tokens()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_prompt_beyond_the_context_is_refused_with_both_numbers() {
        assertThatThrownBy(() -> generator.generate(List.of(new int[128]), 10, () -> false))
                .hasMessageContaining("prompt of 128")
                .hasMessageContaining("128");
    }

    private String slow(int[] prompt, int count) {
        List<Long> ids = new ArrayList<>();
        for (int id : prompt) {
            ids.add((long) id);
        }
        int[] out = new int[count];
        int n = 0;
        while (n < count) {
            NDArray hidden = model.hidden(
                    LlamaModel.ids(manager, ids.stream().mapToLong(l -> l).toArray()),
                    model.positions(Packing.single(ids.size()), manager), null, false);
            NDArray logits = model.logits(hidden, manager.create(new long[] {ids.size() - 1}));
            int next = (int) logits.argMax(1).toLongArray()[0];
            if (model.config().eos().contains(next)) {
                break;
            }
            out[n++] = next;
            ids.add((long) next);
        }
        return tokenizer.decode(out, n);
    }
}
