package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against values that were worked out by hand. */
class StatisticsTest {
    private static Statistics.Sample sample(String cluster, double part) {
        return new Statistics.Sample(cluster, part, 1);
    }

    @Test
    void one_right_of_ten_patterns_is_drawn_not_at_all_to_three_times() {
        List<Statistics.Sample> samples = IntStream.range(0, 10)
                .mapToObj(i -> sample("c" + i, i == 0 ? 1 : 0))
                .toList();

        // drawn k times with the chances of the binomial of 10 and 1/10: .349 for 0; .930 up to 2, .987 up to 3
        assertThat(Statistics.interval(samples)).containsExactly(0.0, 0.3);
        assertThat(Statistics.figure(samples)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void prompts_of_one_pattern_are_drawn_together() {
        List<Statistics.Sample> clustered = new ArrayList<>();
        List<Statistics.Sample> single = new ArrayList<>();
        List<Statistics.Sample> one = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clustered.add(sample(i < 20 ? "a" : "b", i < 20 ? 1 : 0));
            single.add(sample("c" + i, i < 20 ? 1 : 0));
            one.add(sample("c", i < 20 ? 1 : 0));
        }

        // two patterns, one all right and one all wrong: both draws are the same one in half of all cases
        assertThat(Statistics.interval(clustered)).containsExactly(0.0, 1.0);
        // forty prompts, half of them right: the binomial of 40 and 1/2 has 2.5 % at 14 and 97.5 % at 26
        assertThat(Statistics.interval(single)).containsExactly(14 / 40.0, 26 / 40.0);
        assertThat(Statistics.interval(one)).isEqualTo(Statistics.interval(single));
    }

    @Test
    void a_figure_over_all_slots_weighs_prompts_by_their_slots() {
        List<Statistics.Sample> samples = List.of(
                new Statistics.Sample("a", 1, 1), new Statistics.Sample("b", 3, 9), new Statistics.Sample("c", 0, 0));

        assertThat(Statistics.figure(samples)).isEqualTo(0.4);
        assertThat(Statistics.figure(List.of())).isZero();
        assertThat(Statistics.interval(List.of())).containsExactly(0.0, 1.0);
    }

    @Test
    void where_all_answers_are_right_wilson_tells_what_chance_may_have_done() {
        List<Statistics.Sample> right =
                IntStream.range(0, 10).mapToObj(i -> sample("c" + i, 1)).toList();

        // 10 of 10: n / (n + z^2) = 10 / 13.8415
        assertThat(Statistics.interval(right).getFirst()).isCloseTo(0.7225, within(1e-4));
        assertThat(Statistics.interval(right).getLast()).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_difference_is_taken_prompt_by_prompt() {
        List<Statistics.Sample> first = new ArrayList<>();
        List<Statistics.Sample> second = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            first.add(sample("c" + i, i % 2 == 0 ? 0.9 : 0.1));
            second.add(sample("c" + i, i % 2 == 0 ? 0.95 : 0.15));
        }

        // each is far from certain, and yet the second is always better by 0.05
        assertThat(Statistics.interval(first).getLast()
                        - Statistics.interval(first).getFirst())
                .isGreaterThan(0.2);
        assertThat(Statistics.difference(first, second))
                .allSatisfy(end -> assertThat(end).isCloseTo(0.05, within(1e-9)));
        assertThat(Statistics.difference(second, first).getLast()).isNegative();
        assertThat(Statistics.difference(List.of(), List.of())).containsExactly(0.0, 0.0);
        assertThatThrownBy(() -> Statistics.difference(first, List.of())).hasMessage("20 prompts are not 0");
    }

    @Test
    void mc_nemars_test_counts_the_prompts_that_only_one_got_right() {
        assertThat(Statistics.mcNemar(1, 5)).isEqualTo(2 * (1 + 6) / 64.0);
        assertThat(Statistics.mcNemar(5, 1)).isEqualTo(2 * (1 + 6) / 64.0);
        assertThat(Statistics.mcNemar(0, 6)).isEqualTo(2 / 64.0);
        assertThat(Statistics.mcNemar(3, 3)).isEqualTo(1);
        assertThat(Statistics.mcNemar(0, 0)).isEqualTo(1);
        assertThat(Statistics.mcNemar(0, 2_000)).isBetween(0.0, 1e-300);
    }
}
