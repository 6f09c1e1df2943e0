package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What bounds the engine: memory, time, and that nobody waits for an answer any more. */
class EngineLimitsTest extends WithEngine {
    private final CountDownLatch held = new CountDownLatch(1);

    @Override
    LlamaConfig config() {
        return new LlamaConfig(32, 48, 2, 4, 2, 8, vocab, 1e-5f, 10_000, null, true, 4000, 0, List.of(1));
    }

    /** An answer of one token that does not end before {@link #held} is let go, in an engine with one place. */
    private GenerationHandle occupy() {
        reopen(new Generator.Options(1, 1, 100, null));
        CountDownLatch begun = new CountDownLatch(1);
        GenerationHandle ticket = generator.submit(
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(30)).telling(more -> {
                    begun.countDown();
                    return waited();
                }));
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ticket;
    }

    private boolean waited() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    void a_prompt_that_nobody_wants_any_more_leaves_the_queue_before_its_turn() {
        reopen(new Generator.Options(1, 1, 100, null));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger said = new AtomicInteger();
        GenerationHandle long1 = generator.submit(
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(3900)).telling(more -> {
                    said.incrementAndGet();
                    return !over.get();
                }));
        GenerationHandle cancelled = generator.submit(GenerationRequest.of(prompt(2, 5), Sampling.greedy(30)));
        GenerationHandle stopped = generator.submit(
                GenerationRequest.of(prompt(3, 5), Sampling.greedy(30)).until(() -> said.get() > 3));
        cancelled.cancel();

        assertThat(cancelled.await().end()).isEqualTo(Completion.End.CANCELLED);
        assertThat(stopped.await().end()).isEqualTo(Completion.End.CANCELLED);
        assertThat(generator.waiting()).isZero();
        assertThat(long1.future()).isNotDone();
        over.set(true);
        assertThat(long1.await().end()).isEqualTo(Completion.End.CANCELLED);
    }

    @Test
    void time_spent_in_the_queue_is_not_the_answers() throws Exception {
        GenerationHandle first = occupy();
        GenerationHandle second = generator.submit(
                GenerationRequest.of(prompt(2, 5), Sampling.greedy(3)).within(Duration.ofSeconds(2)));
        Thread.sleep(2300);
        held.countDown();

        first.await();
        assertThat(second.await().end()).isNotEqualTo(Completion.End.TIMEOUT);
    }

    @Test
    void the_reading_of_a_long_prompt_is_broken_off() {
        AtomicInteger asked = new AtomicInteger();

        Completion answer = generator
                .submit(GenerationRequest.of(prompt(1, 3900), Sampling.greedy(50))
                        .until(() -> asked.incrementAndGet() > 3))
                .await();

        assertThat(answer.end()).isEqualTo(Completion.End.CANCELLED);
        assertThat(answer.tokens()).isZero();
        int[] next = prompt(2, 40);
        assertThat(generator
                        .submit(GenerationRequest.of(next, Sampling.greedy(20)))
                        .await()
                        .text())
                .isEqualTo(Slow.answer(model, null, tokenizer, next, 20));
    }

    @Test
    void an_answer_that_ends_with_its_first_token_is_empty() {
        LlamaConfig c = config();
        List<Integer> all = java.util.stream.IntStream.range(0, vocab).boxed().toList();
        LlamaConfig ending = new LlamaConfig(
                c.hiddenSize(),
                c.intermediateSize(),
                c.layers(),
                c.heads(),
                c.kvHeads(),
                c.headDim(),
                vocab,
                c.normEps(),
                c.ropeTheta(),
                null,
                true,
                c.maxPositions(),
                0,
                all);
        reopen(LlamaModel.random(ending, 11, manager), Generator.Options.USUAL);

        List<Completion> answers = generator.answer(List.of(
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(20)),
                GenerationRequest.of(prompt(2, 9), Sampling.greedy(20))));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.end()).isEqualTo(Completion.End.END);
            assertThat(answer.text()).isEmpty();
        });
    }

    @Test
    void answers_up_to_the_end_of_the_context_are_those_that_each_gets_alone() {
        LlamaConfig c = config();
        LlamaConfig narrow = new LlamaConfig(
                c.hiddenSize(),
                c.intermediateSize(),
                c.layers(),
                c.heads(),
                c.kvHeads(),
                c.headDim(),
                vocab,
                c.normEps(),
                c.ropeTheta(),
                null,
                true,
                64,
                0,
                List.of(-1));
        reopen(LlamaModel.random(narrow, 11, manager), new Generator.Options(1, 16, 100, null));
        List<GenerationRequest> asks = new ArrayList<>();
        for (int length : new int[] {5, 40, 57, 60, 63}) {
            asks.add(GenerationRequest.of(prompt(length, length), Sampling.greedy(500)));
            asks.add(GenerationRequest.of(prompt(length, length), Sampling.greedy(500))
                    .sharing(length > 33 ? 32 : 0));
        }

        List<Completion> together = generator.answer(asks);

        for (int i = 0; i < asks.size(); i++) {
            int[] ids = asks.get(i).ids();
            assertThat(together.get(i).tokens()).isEqualTo(64 - ids.length);
            assertThat(together.get(i).end()).isEqualTo(Completion.End.LENGTH);
            assertThat(together.get(i).text()).isEqualTo(Slow.answer(model, null, tokenizer, ids, 64 - ids.length));
        }
    }

    @Test
    void a_limit_too_small_for_any_document_gives_the_begin_of_one_and_harms_nobody_else() throws Exception {
        Constraint full =
                Constraint.of(folder, tokenizer, model.config(), ContinuationRules.full(NodeCatalog.standard())::start);
        List<GenerationRequest> asks = new ArrayList<>();
        for (int limit = 1; limit <= 12; limit++) {
            for (double temperature : new double[] {0, 0.8}) {
                Sampling sampling = new Sampling(temperature, 0, 1, 1, limit, limit, List.of());
                asks.add(GenerationRequest.of(prompt(limit, 5), sampling).ruled(full.rule()));
                asks.add(GenerationRequest.of(prompt(limit, 5), Sampling.greedy(20)));
            }
        }

        List<Completion> answers = generator.answer(asks);

        for (int i = 0; i < asks.size(); i++) {
            Completion answer = answers.get(i);
            if (asks.get(i).rule() == null) {
                assertThat(answer.text())
                        .isEqualTo(
                                Slow.answer(model, null, tokenizer, asks.get(i).ids(), 20));
            } else {
                assertThat(answer.tokens()).isEqualTo(asks.get(i).sampling().maxTokens());
                assertThat(answer.text())
                        .startsWith("BLUEPRINT"
                                .substring(0, Math.min(9, answer.text().length())));
            }
        }
    }

    @Test
    void a_listener_that_fails_fails_its_own_answer_alone() {
        reopen(new Generator.Options(1, 8, 100, null)); // all in one batch
        GenerationRequest whole = GenerationRequest.of(prompt(2, 5), Sampling.greedy(40));
        GenerationHandle failing = generator.submit(
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(40)).telling(more -> {
                    throw new IllegalStateException("deaf");
                }));
        List<Completion> others = generator.answer(List.of(whole, whole, whole));

        assertThatThrownBy(failing::await).hasMessage("deaf");
        assertThat(others)
                .allSatisfy(answer ->
                        assertThat(answer.text()).isEqualTo(Slow.answer(model, null, tokenizer, whole.ids(), 40)));
    }

    @Test
    void little_memory_means_fewer_rows_at_once_and_the_same_answers() {
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asks.add(GenerationRequest.of(prompt(i, 10 + 40 * (i % 5)), Sampling.greedy(40 + i)));
        }
        List<String> roomy =
                generator.answer(asks).stream().map(Completion::text).toList();
        // 2 layers of 2 heads of 8, keys and values in f32: 256 bytes a token; the longest row needs 512 columns, twice
        reopen(new Generator.Options(1, 16, 100, null, 3L * 2 * 512 * 256));
        AtomicInteger most = new AtomicInteger();
        List<GenerationRequest> watched = asks.stream()
                .map(ask -> ask.telling(more -> {
                    most.accumulateAndGet(generator.running(), Math::max);
                    return true;
                }))
                .toList();

        List<String> tight =
                generator.answer(watched).stream().map(Completion::text).toList();

        assertThat(tight).isEqualTo(roomy);
        assertThat(most.get()).isBetween(2, 6);
    }

    @Test
    void what_does_not_fit_alone_is_refused_with_both_numbers() {
        reopen(new Generator.Options(1, 16, 100, null, 2L * 1024 * 256));

        assertThat(generator
                        .submit(GenerationRequest.of(prompt(1, 300), Sampling.greedy(100)))
                        .await()
                        .promptTokens())
                .isEqualTo(300);
        assertThatThrownBy(() -> generator.submit(GenerationRequest.of(prompt(1, 3000), Sampling.greedy(500))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("prompt of 3000 tokens and answer of up to 500 need \\d.* GiB .* there are .*");
    }

    @Test
    void an_adapter_that_is_forgotten_fails_whoever_waits_for_it_and_nobody_else() {
        GenerationHandle first = occupy();
        try (LoraAdapter adapter = LoraAdapter.fresh(config(), LoraSpec.all(2, 4, 0), 1, manager)) {
            generator.adapter("gone", adapter);
            GenerationHandle second = generator.submit(
                    GenerationRequest.of(prompt(2, 5), Sampling.greedy(5)).with("gone"));
            GenerationHandle third = generator.submit(GenerationRequest.of(prompt(3, 5), Sampling.greedy(5)));
            generator.removeAdapter("gone");
            held.countDown();

            assertThat(first.await().tokens()).isPositive();
            assertThatThrownBy(second::await).hasMessageContaining("no adapter is called \"gone\"");
            assertThat(third.await().end()).isNotEqualTo(Completion.End.CANCELLED);
            assertThatThrownBy(() -> generator.submit(GenerationRequest.of(prompt(2, 5), Sampling.greedy(5))
                            .with("gone")))
                    .hasMessageContaining("no adapter is called \"gone\"");
        }
    }

    @Test
    void prompts_for_what_is_decoded_pass_those_for_another_adapter_but_not_for_ever() {
        reopen(new Generator.Options(1, 4, 1000, null));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (LoraAdapter adapter = LoraAdapter.fresh(config(), LoraSpec.all(2, 4, 0), 1, manager)) {
            generator.adapter("other", adapter);
            List<GenerationHandle> tickets = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                boolean other = i == 5;
                GenerationRequest ask = GenerationRequest.of(prompt(i, 5), Sampling.greedy(8 + i % 5))
                        .with(other ? "other" : "")
                        .telling(more -> waited()); // until all are in the queue
                GenerationHandle ticket = generator.submit(ask);
                ticket.future().whenComplete((answer, e) -> order.add(other ? "other" : "base"));
                tickets.add(ticket);
            }
            held.countDown();
            tickets.forEach(GenerationHandle::await);
        }

        assertThat(order).hasSize(200);
        assertThat(order.indexOf("other")).isBetween(6, 80);
    }

    @Test
    void layouts_of_adapters_that_are_made_anew_do_not_pile_up() {
        for (int i = 0; i < 12; i++) {
            try (LoraAdapter adapter = LoraAdapter.fresh(config(), LoraSpec.all(2, 4, 0), i, manager)) {
                String name = "v" + i % 6;
                generator.adapter(name, adapter);
                generator
                        .submit(GenerationRequest.of(prompt(i, 50), Sampling.greedy(5))
                                .sharing(40)
                                .with(name))
                        .await();
                generator.removeAdapter(name);
            }
        }
        generator.submit(GenerationRequest.of(prompt(1, 5), Sampling.greedy(5))).await();

        await().untilAsserted(() -> {
            generator
                    .submit(GenerationRequest.of(prompt(1, 5), Sampling.greedy(5)))
                    .await();
            assertThat(generator.layouts()).isLessThanOrEqualTo(4);
        });
    }
}
