package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedTest {
    /** Forty prompts of ten patterns, {@code right} of them exact. */
    private static List<Mark> marks(int right, double graphF1) {
        return IntStream.range(0, 40)
                .mapToObj(i -> new Mark("p" + i, "lessons", "c" + i % 10, i < right, i < right ? 1 : graphF1, true))
                .toList();
    }

    @Test
    void a_model_that_beats_both_is_said_to() {
        Learned learned = Learned.of("v1", marks(20, 0.5), marks(0, 0.3), marks(2, 0.4));

        assertThat(learned.beatsBase()).isTrue();
        assertThat(learned.beatsRetrieval()).isTrue();
        assertThat(learned.sentence())
                .startsWith("v1 beats the base (exact +50.0 points, 95 % interval +")
                .contains(" and beats retrieval (exact +45.0 points");
        assertThat(learned.base().mcnemarP()).isLessThan(1e-5);
    }

    @Test
    void one_that_looking_up_does_as_well_as_has_learned_nothing() {
        Learned learned = Learned.of("v1", marks(10, 0.5), marks(0, 0.3), marks(10, 0.5));

        assertThat(learned.beatsBase()).isTrue();
        assertThat(learned.beatsRetrieval()).isFalse();
        assertThat(learned.sentence())
                .startsWith("v1 has learned nothing that the base or retrieval does not give: it beats the base")
                .contains("does not beat retrieval (exact +0.0 points, 95 % interval +0.0 to +0.0;");
    }

    @Test
    void graph_f1_decides_only_where_exact_answers_do_not() {
        assertThat(Learned.of("v1", marks(0, 0.6), marks(0, 0.3), List.of()).beatsBase())
                .isTrue();
        assertThat(Learned.of("v1", marks(0, 0.9), marks(20, 0.1), List.of()).beatsBase())
                .isFalse();
        assertThat(Learned.of("v1", marks(20, 0.1), marks(0, 0.9), List.of()).beatsBase())
                .isTrue();
    }

    @Test
    void what_was_not_asked_the_same_is_not_compared() {
        Learned learned = Learned.of("v1", marks(20, 0.5), marks(0, 0.3).subList(0, 39), marks(0, 0.3));

        assertThat(learned.beatsBase()).isNull();
        assertThat(learned.sentence()).startsWith("v1 was not compared with the base and beats retrieval");
        assertThat(Learned.of("v1", marks(20, 0.5), List.of(), List.of()).sentence())
                .contains("is not known");
    }
}
