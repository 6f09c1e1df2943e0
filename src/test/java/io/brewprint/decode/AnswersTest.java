package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Precision;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightFormat;
import io.brewprint.token.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are drawn, ruled, told and cut short. */
class AnswersTest extends WithEngine {
    /** What may be decoded after a wish to stop: one call, and the token chosen after it. */
    private static final int LATE = Sequence.MOST_AHEAD + 1;

    @Override
    LlamaConfig config() {
        return new LlamaConfig(64, 64, 2, 4, 2, 16, vocab, 1e-5f, 10_000, null, true, 2000, 0, List.of(1));
    }

    @Test
    void draws_with_a_seed_do_not_depend_on_the_batch() {
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asks.add(GenerationRequest.of(
                    prompt(i, 3 + i), new Sampling(0.9, 40, 0.95, i % 2 == 0 ? 1 : 1.2, i, 40, List.of())));
        }

        List<Completion> together = generator.answer(asks);

        for (int i = 0; i < asks.size(); i++) {
            assertThat(together.get(i).text())
                    .isEqualTo(generator.submit(asks.get(i)).await().text());
        }
        GenerationRequest other =
                GenerationRequest.of(asks.getFirst().ids(), new Sampling(0.9, 40, 0.95, 1, 77, 40, List.of()));
        assertThat(generator.submit(other).await().text())
                .isNotEqualTo(together.getFirst().text());
    }

    @ParameterizedTest
    @CsvSource({
        "F32, true",
        "F32, false",
        "INT8, true",
        "INT8, false",
        "NF4_DOUBLE, true",
        "NF4_DOUBLE, false",
        "BF16, false"
    })
    void base_and_two_adapters_answer_in_turn_whatever_the_base_is_held_in(WeightFormat format, boolean copies) {
        Precision precision = new Precision(
                format, format == WeightFormat.F32 ? WeightFormat.F32 : WeightFormat.INT8, ComputeType.F32);
        reopen(LlamaModel.random(config(), precision, 11, manager), new Generator.Options(2, 8, 100, copies));
        try (LoraAdapter one = adapter(1, LoraSpec.all(3, 6, 0));
                LoraAdapter two = adapter(2, new LoraSpec(2, 4, 0, List.of(Projection.K, Projection.DOWN), true))) {
            generator.adapter("one", one);
            generator.adapter("two", two);
            List<GenerationRequest> asks = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                GenerationRequest ask = GenerationRequest.of(prompt(round, 8), Sampling.greedy(12));
                asks.addAll(List.of(ask.with("one"), ask, ask.with("two")));
            }

            List<Completion> answers = generator.answer(asks);

            for (int which = 0; which < 3; which++) { // one adapter after the other: the slow way compiles for each
                LoraAdapter adapter = java.util.Arrays.asList(one, null, two).get(which);
                for (int i = which; i < asks.size(); i += 3) {
                    assertThat(answers.get(i).text())
                            .isEqualTo(Slow.answer(
                                    model, adapter, tokenizer, asks.get(i).ids(), 12));
                }
            }
            assertThat(answers.get(0).text())
                    .isNotEqualTo(answers.get(1).text())
                    .isNotEqualTo(answers.get(2).text());
        }
        assertThatThrownBy(() -> generator.submit(
                        GenerationRequest.of(new int[] {1}, Sampling.greedy(1)).with("three")))
                .hasMessageContaining("three");
    }

    /** What a GPU computes in; the CPU can, too, slowly. */
    @ParameterizedTest
    @CsvSource({"BF16, true", "BF16, false", "INT8, true", "INT8, false", "NF4_DOUBLE, true"})
    void computing_in_16_bits_says_nearly_what_32_say(WeightFormat format, boolean copies) {
        Generator.Options options = new Generator.Options(1, 8, 100, copies);
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int[] ids = prompt(i, 60 + i);
            System.arraycopy(prompt(99, 50), 0, ids, 0, 50);
            asks.add(GenerationRequest.of(ids, Sampling.greedy(8)).sharing(i % 2 == 0 ? 50 : 0));
        }
        reopen(
                LlamaModel.random(config(), new Precision(format, WeightFormat.BF16, ComputeType.F32), 11, manager),
                options);
        List<String> wide =
                generator.answer(asks).stream().map(Completion::text).toList();

        reopen(
                LlamaModel.random(config(), new Precision(format, WeightFormat.BF16, ComputeType.BF16), 11, manager),
                options);
        List<String> narrow =
                generator.answer(asks).stream().map(Completion::text).toList();

        int same = 0;
        int all = 0;
        for (int i = 0; i < 8; i++) {
            int length = Math.min(wide.get(i).length(), narrow.get(i).length());
            int mismatch = java.util.Arrays.mismatch(
                    wide.get(i).toCharArray(), narrow.get(i).toCharArray());
            same += mismatch < 0 ? length : Math.min(length, mismatch);
            all += wide.get(i).length();
        }
        assertThat(same / (double) all).as(wide + " and " + narrow).isGreaterThan(0.5);
    }

    @Test
    void a_rule_is_kept_and_its_neighbours_say_what_they_say_alone() {
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            GenerationRequest ask =
                    GenerationRequest.of(prompt(i, 5), new Sampling(i % 3 == 1 ? 1.5 : 0, 0, 1, 1, i, 40, List.of()));
            asks.add(ask);
        }
        List<Completion> alone = generator.answer(asks);
        List<Every> rules = new ArrayList<>();
        List<GenerationRequest> ruled = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            rules.add(new Every(5, i));
            ruled.add(i % 2 == 0 ? asks.get(i).ruled(rules.get(i)) : asks.get(i));
        }

        List<Completion> answers = generator.answer(ruled);

        for (int i = 0; i < asks.size(); i++) {
            if (i % 2 == 0) {
                int[] said = rules.get(i).said.toArray();
                assertThat(said.length).isGreaterThan(20);
                for (int t = 0; t < said.length; t++) {
                    assertThat(said[t] == 1 || said[t] % 5 == 0 || t % 7 >= 5)
                            .as("token " + t + " is " + said[t])
                            .isTrue();
                }
                assertThat(answers.get(i).text())
                        .isEqualTo(tokenizer.decode(said, answers.get(i).tokens()));
                assertThat(rules.get(i).told).isPositive();
                // the same alone, where forced tokens are read in one go
                Every again = new Every(5, i);
                generator.submit(asks.get(i).ruled(again)).await();
                assertThat(again.said.toArray()).containsExactly(said);
            } else {
                assertThat(answers.get(i).text()).isEqualTo(alone.get(i).text());
            }
        }
    }

    /** Multiples of a number only, and after every fifth token two that are forced. */
    private class Every implements TokenRule {
        private final Ids said = new Ids();
        private final int factor;
        private final int first;
        private int told;

        Every(int factor, int first) {
            this.factor = factor;
            this.first = first;
        }

        @Override
        public boolean allows(int token) {
            return token % factor == 0;
        }

        @Override
        public long[] mask() {
            long[] mask = new long[(vocab + 63) / 64];
            for (int i = 0; i < vocab; i += factor) {
                mask[i / 64] |= 1L << (i % 64);
            }
            return mask;
        }

        @Override
        public void accept(int token) {
            said.add(token);
        }

        @Override
        public int[] forced() {
            return said.size() % 7 == 5 ? new int[] {13 + first, 14 + first} : new int[0];
        }

        @Override
        public void limit(int tokensLeft) {
            assertThat(tokensLeft).isPositive();
            told++;
        }
    }

    @Test
    void a_stop_text_ends_an_answer_and_is_not_in_it_nor_ever_told() {
        GenerationRequest ask = GenerationRequest.of(prompt(3, 9), Sampling.greedy(60));
        String whole = generator.submit(ask).await().text();
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 3);
        StringBuilder told = new StringBuilder();

        Completion answer = generator
                .submit(GenerationRequest.of(ask.ids(), new Sampling(0, 0, 1, 1, 0, 60, List.of(stop, "\u0001\u0002")))
                        .telling(more -> told.append(more) != null))
                .await();

        assertThat(answer.end()).isEqualTo(Completion.End.STOP_TEXT);
        assertThat(answer.finished()).isTrue();
        assertThat(answer.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(told.toString()).isEqualTo(answer.text());
    }

    @Test
    void what_is_told_bit_by_bit_is_the_answer() {
        for (int i = 0; i < 10; i++) {
            StringBuilder told = new StringBuilder();
            GenerationRequest ask = GenerationRequest.of(prompt(i, 9), new Sampling(2, 0, 1, 1, i, 80, List.of()));
            Completion answer = generator
                    .submit(ask.telling(more -> told.append(more) != null))
                    .await();

            assertThat(told.toString())
                    .isEqualTo(answer.text())
                    .isEqualTo(generator.submit(ask).await().text());
        }
    }

    @Test
    void a_listener_that_goes_away_frees_its_place_at_once() {
        AtomicInteger heard = new AtomicInteger();

        Completion answer = generator
                .submit(GenerationRequest.of(prompt(1, 5), Sampling.greedy(1500))
                        .telling(more -> heard.incrementAndGet() < 3))
                .await();

        assertThat(answer.end()).isEqualTo(Completion.End.CANCELLED);
        assertThat(heard).hasValue(3);
        assertThat(answer.tokens()).isLessThan(40);
        assertThat(generator.running()).isZero();
    }

    @Test
    void a_stop_is_honoured_within_one_call() {
        AtomicInteger said = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger atStop = new AtomicInteger();

        Completion answer = generator
                .submit(GenerationRequest.of(prompt(1, 5), Sampling.greedy(1900))
                        .until(stop::get)
                        .ruled(new Every(1, 0) {
                            @Override
                            public int[] forced() {
                                return new int[0];
                            }

                            @Override
                            public void accept(int token) {
                                if (said.incrementAndGet() == 50) {
                                    stop.set(true);
                                    atStop.set(said.get());
                                }
                            }
                        }))
                .await();

        assertThat(answer.end()).isEqualTo(Completion.End.CANCELLED);
        assertThat(answer.tokens()).isBetween(50, 50 + LATE);
    }

    @Test
    void limits_of_time_and_cancelled_tickets_cut_answers() throws Exception {
        GenerationRequest endless =
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(1900)).ruled(new Never());
        GenerationHandle limited = generator.submit(endless.within(Duration.ofMillis(50)));
        GenerationHandle cancelled = generator.submit(
                GenerationRequest.of(prompt(2, 5), Sampling.greedy(1900)).ruled(new Never()));

        Completion late = limited.future().get(20, TimeUnit.SECONDS);
        cancelled.cancel();

        assertThat(late.end()).isEqualTo(Completion.End.TIMEOUT);
        assertThat(late.seconds()).isBetween(0.05, 2.0);
        assertThat(cancelled.future().get(20, TimeUnit.SECONDS).end()).isEqualTo(Completion.End.CANCELLED);
    }

    /** Never lets an answer end. */
    private final class Never extends Slowly {}

    private class Slowly implements TokenRule {
        @Override
        public boolean allows(int token) {
            return token != 1;
        }

        @Override
        public long[] mask() {
            long[] mask = new long[(vocab + 63) / 64];
            java.util.Arrays.fill(mask, -1L);
            mask[0] &= ~2L;
            return mask;
        }

        @Override
        public void accept(int token) {}

        @Override
        public int[] forced() {
            return new int[0];
        }

        @Override
        public void limit(int tokensLeft) {}
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void a_model_that_would_end_where_it_may_not_is_given_the_way_to_the_end(double temperature) {
        var said = new Ids();
        TokenRule rule = new Slowly() {
            @Override
            public boolean allows(int token) {
                return said.size() == 2 && token == 1;
            }

            @Override
            public long[] mask() {
                return new long[(vocab + 63) / 64]; // beside this only the end is drawn from
            }

            @Override
            public void accept(int token) {
                said.add(token);
            }

            @Override
            public int[] ending() {
                return new int[] {13, 14};
            }
        };
        var sampling = new Sampling(temperature, 0, 1, 1, 7, 50, List.of());

        Completion answer = generator
                .submit(GenerationRequest.of(prompt(1, 5), sampling).ruled(rule))
                .await();

        assertThat(said.toArray()).containsExactly(13, 14, 1);
        assertThat(answer.end()).isEqualTo(Completion.End.END);
        assertThat(answer.text()).isEqualTo(tokenizer.decode(new int[] {13, 14}, 2));
    }

    @Test
    void a_closed_engine_leaves_no_thread_and_says_so_to_whoever_waits() {
        GenerationHandle ticket = generator.submit(
                GenerationRequest.of(prompt(1, 5), Sampling.greedy(1900)).ruled(new Never()));

        generator.close();

        assertThatThrownBy(ticket::await).hasMessageContaining("closed");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().startsWith("decode-"));
        assertThatThrownBy(() -> generator.submit(GenerationRequest.of(new int[] {1}, Sampling.greedy(1))))
                .hasMessageContaining("closed");
    }

    @Test
    void arrays_do_not_grow_in_number_with_the_answers() throws Exception {
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int[] ids = prompt(i, 60 + i);
            System.arraycopy(prompt(99, 50), 0, ids, 0, 50);
            asks.add(GenerationRequest.of(ids, new Sampling(i % 2, 0, 1, 1, i, 10 + i, List.of()))
                    .sharing(50));
        }
        generator.answer(asks);
        int before = arrays(manager);

        for (int round = 0; round < 20; round++) {
            generator.answer(asks);
        }

        assertThat(arrays(manager)).isLessThanOrEqualTo(before + 8);
    }

    private static int arrays(Object of) throws Exception {
        var field = ai.djl.ndarray.BaseNDManager.class.getDeclaredField("resources");
        field.setAccessible(true);
        int count = 0;
        for (Object each : List.copyOf(((java.util.Map<?, ?>) field.get(of)).values())) {
            count += each instanceof ai.djl.ndarray.BaseNDManager ? arrays(each) : 1;
        }
        return count;
    }

    private LoraAdapter adapter(long seed, LoraSpec spec) {
        Random random = new Random(seed);
        return new LoraAdapter(model.config(), spec, manager, (layer, p, b, shape) -> {
            float[] values = new float[(int) (shape[0] * shape[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.3f;
            }
            return values;
        });
    }
}
