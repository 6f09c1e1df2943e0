package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.Precision;
import io.brewprint.llama.TinyModels;
import io.brewprint.llama.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest extends WithEngine {
    @Override
    LlamaConfig config() {
        return TinyModels.config(vocab, true);
    }

    @Test
    void two_hundred_answers_are_those_of_the_full_forward_pass_token_for_token() {
        List<int[]> prompts = prompts(200, 1, 30);

        List<Completion> answers = generator.generate(prompts, 20, () -> false);

        for (int i = 0; i < prompts.size(); i++) {
            assertThat(answers.get(i).text()).as("prompt " + i).isEqualTo(slow(prompts.get(i), 20));
        }
    }

    @Test
    void a_batch_gives_the_answers_that_each_prompt_gives_alone() {
        List<int[]> prompts = prompts(40, 1, 60);

        List<Completion> together = generator.generate(prompts, 50, () -> false);

        for (int i = 0; i < prompts.size(); i++) {
            Completion alone =
                    generator.generate(List.of(prompts.get(i)), 50, () -> false).getFirst();
            assertThat(together.get(i).text()).isEqualTo(alone.text());
            assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
            assertThat(together.get(i).end()).isEqualTo(alone.end());
        }
    }

    @Test
    void answers_as_long_as_the_context_outgrow_the_first_columns_and_stay_right() {
        LlamaConfig c = new LlamaConfig(16, 24, 2, 4, 2, 4, vocab, 1e-5f, 10_000, null, true, 400, 0, List.of(1));
        reopen(LlamaModel.random(c, 11, manager), new Generator.Options(1, 3, 100, true));
        List<int[]> prompts = List.of(new int[] {5, 6}, new int[300], new int[] {9}, new int[] {4, 4, 4}, new int[250]);
        List<Integer> lengths = List.of(390, 60, 20, 200, 50);
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            Arrays.fill(prompts.get(i), 7 + i);
            asks.add(GenerationRequest.of(prompts.get(i), Sampling.greedy(lengths.get(i))));
        }

        List<Completion> answers = generator.answer(asks);

        for (int i = 0; i < asks.size(); i++) {
            assertThat(answers.get(i).text())
                    .as("prompt " + i)
                    .isEqualTo(Slow.answer(model, null, tokenizer, prompts.get(i), lengths.get(i)));
        }
    }

    @Test
    void rows_that_share_a_beginning_answer_as_if_they_did_not() {
        int[] system = prompt(new Random(5), 60);
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int[] own = prompt(new Random(100 + i), 1 + i);
            int[] ids = Arrays.copyOf(i % 7 == 6 ? prompt(new Random(i), 60) : system, 60 + own.length);
            System.arraycopy(own, 0, ids, 60, own.length);
            asks.add(GenerationRequest.of(ids, Sampling.greedy(25)).sharing(60));
        }

        List<Completion> shared = generator.answer(asks);
        List<Completion> again = generator.answer(asks);

        for (int i = 0; i < asks.size(); i++) {
            assertThat(shared.get(i).text())
                    .as("prompt " + i)
                    .isEqualTo(slow(asks.get(i).ids(), 25));
            assertThat(again.get(i).text()).isEqualTo(shared.get(i).text());
        }
        assertThat(Generator.shared(
                        asks.stream().limit(6).map(GenerationRequest::ids).toList()))
                .isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(ComputeType.class)
    void the_attention_of_products_says_what_the_kernel_says(ComputeType compute) {
        LlamaConfig c = model.config();
        reopen(
                LlamaModel.random(c, new Precision(WeightFormat.F32, WeightFormat.F32, compute), 11, manager),
                Generator.Options.USUAL);
        float near = compute == ComputeType.F32 ? 1e-4f : 5e-3f;
        DecodeLayout layout = DecodeLayout.of(model, true, false);
        assertThat(DecodeScript.source(c, layout, false)).contains("logsumexp");
        try (DecodeModel kernel = new DecodeModel(model, null, true, true, manager);
                DecodeModel products = new DecodeModel(model, null, true, false, manager);
                KvCache one = new KvCache(kernel, manager);
                KvCache other = new KvCache(products, manager)) {
            int[] ids = prompt(new Random(3), 20);
            float[] a = one.add(ids, null, 2, () -> false).logits(0, 0);
            float[] b = other.add(ids, null, 2, () -> false).logits(0, 0);
            for (int i = 0; i < a.length; i++) {
                assertThat(b[i]).isCloseTo(a[i], org.assertj.core.api.Assertions.within(near));
            }
        }
    }

    @Test
    void a_prompt_beyond_the_context_is_refused_with_both_numbers() {
        assertThatThrownBy(() -> generator.generate(List.of(new int[128]), 10, () -> false))
                .hasMessageContaining("prompt of 128")
                .hasMessageContaining("128");
    }

    @Test
    void an_answer_ends_where_the_context_does() {
        Completion answer = generator
                .generate(List.of(prompt(new Random(1), 120)), 100, () -> false)
                .getFirst();

        assertThat(answer.tokens()).isLessThanOrEqualTo(8);
        assertThat(answer.promptTokens()).isEqualTo(120);
    }

    @Test
    void a_full_queue_refuses_and_what_is_asked_in_one_list_never_fills_it() {
        reopen(new Generator.Options(1, 2, 6, null));
        List<GenerationRequest> asks = prompts(40, 1, 5).stream()
                .map(p -> GenerationRequest.of(p, Sampling.greedy(5)))
                .toList();

        assertThat(generator.answer(asks)).hasSize(40);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        generator.submit(GenerationRequest.of(new int[] {1}, Sampling.greedy(100)));
                    }
                })
                .isInstanceOf(QueueFull.class);
    }

    private List<int[]> prompts(int count, int shortest, int longest) {
        Random random = new Random(count);
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prompts.add(prompt(random, shortest + random.nextInt(longest - shortest + 1)));
        }
        return prompts;
    }

    private String slow(int[] prompt, int count) {
        return Slow.answer(model, null, tokenizer, prompt, count);
    }
}
