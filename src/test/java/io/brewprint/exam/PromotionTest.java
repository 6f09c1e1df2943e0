package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromotionTest {
    private static final List<Mark> BASE = marks(0, i -> 0.3);
    private static final List<Mark> RETRIEVAL = marks(0, i -> 0.2);

    /** Forty prompts of ten patterns in two families, {@code right} of them exact. */
    private static List<Mark> marks(int right, IntToDoubleFunction graphF1) {
        return IntStream.range(0, 40)
                .mapToObj(i -> new Mark(
                        "p" + i,
                        "combinations",
                        (i % 2 == 0 ? "ui" : "timer") + "#" + i % 10,
                        i < right,
                        i < right ? 1 : graphF1.applyAsDouble(i),
                        graphF1.applyAsDouble(i) > 0))
                .toList();
    }

    private static Promotion against(List<Mark> challenger, List<Mark> champion) {
        return Promotion.decide("v2", challenger, BASE, RETRIEVAL, "v1", champion);
    }

    @Test
    void the_first_version_above_base_and_retrieval_is_champion() {
        Promotion decision = Promotion.decide("v1", marks(10, i -> 0.5), BASE, RETRIEVAL, "", List.of());

        assertThat(decision.promoted()).isTrue();
        assertThat(decision.reason()).contains("above its base and retrieval");
    }

    @Test
    void one_that_is_not_above_its_base_or_above_retrieval_is_refused() {
        assertThat(Promotion.decide("v1", marks(0, i -> 0.3), BASE, RETRIEVAL, "", List.of())
                        .reason())
                .startsWith("v1 is not above its base");
        assertThat(Promotion.decide("v1", marks(0, i -> 0.4), BASE, marks(1, i -> 0.4), "", List.of())
                        .reason())
                .startsWith("v1 is not above retrieval");
    }

    @Test
    void one_that_pays_for_a_few_right_answers_with_the_validity_of_many_is_no_champion() {
        Promotion decision =
                Promotion.decide("v1", marks(4, i -> i < 24 ? 0.6 : 0), marks(0, i -> 0.3), RETRIEVAL, "", List.of());

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).startsWith("v1 is worse than its base in validity");
    }

    @Test
    void a_version_of_zeros_is_refused_even_where_there_is_nobody_to_compare_with() {
        Promotion decision = Promotion.decide("v1", marks(0, i -> 0), List.of(), List.of(), "", List.of());

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).contains("no answer that is right in anything");
    }

    @Test
    void a_damaged_challenger_is_refused_and_it_is_said_where_it_lost_most() {
        Promotion decision = against(marks(12, i -> i % 2 == 0 ? 0.35 : 0.6), marks(20, i -> 0.7));

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).startsWith("v2 is worse than v1 in exact answers and graph F1");
        assertThat(decision.regressions())
                .extracting(Promotion.Regression::family)
                .containsExactly("ui", "timer");
    }

    @Test
    void answers_that_are_no_longer_valid_are_not_made_up_for_by_better_ones() {
        List<Mark> base = marks(0, i -> i < 30 ? 0.3 : 0);
        Promotion decision =
                Promotion.decide("v2", marks(22, i -> i < 34 ? 0.8 : 0), base, RETRIEVAL, "v1", marks(20, i -> 0.4));

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).contains("worse than v1 in validity");
    }

    @Test
    void a_better_one_replaces_the_champion_and_an_equal_one_does_not() {
        assertThat(against(marks(24, i -> 0.7), marks(20, i -> 0.6)).promoted()).isTrue();
        assertThat(against(marks(20, i -> 0.6), marks(20, i -> 0.6)).reason()).startsWith("v2 is no better than v1");
    }

    @Test
    void a_champion_that_was_never_asked_this_exam_is_replaced_and_it_is_said() {
        Promotion decision = against(marks(10, i -> 0.5), marks(40, i -> 1).subList(0, 10));

        assertThat(decision.promoted()).isTrue();
        assertThat(decision.reason()).contains("v1 was never asked this exam");
    }
}
