package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final float[] LOGITS = {1.0f, 2.0f, 0.5f, 2.0f, -1.0f, 0.0f, 1.5f, -3.0f};
    private static final int DRAWS = 40_000;
    /** 99.9 % of the chi-square distribution, by degrees of freedom. */
    private static final double[] LIMITS = {0, 10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32};

    @Test
    void tokens_come_as_often_as_the_softmax_of_the_divided_logits_says() {
        for (double temperature : new double[] {0.5, 1, 2}) {
            fits(new Sampling(temperature, 0, 1, 1, 7, 1, List.of()), null, 0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void top_k_keeps_the_k_most_likely_ties_to_the_lowest_id() {
        fits(new Sampling(1, 4, 1, 1, 7, 1, List.of()), null, 0, 1, 3, 6);
        fits(new Sampling(1, 1, 1, 1, 7, 1, List.of()), null, 1);
    }

    @Test
    void top_p_keeps_the_smallest_set_that_reaches_it() {
        double sum = 0;
        for (float logit : LOGITS) {
            sum += Math.exp(logit);
        }
        double two = 2 * Math.exp(2) / sum;

        fits(new Sampling(1, 0, two - 0.001, 1, 7, 1, List.of()), null, 1, 3);
        fits(new Sampling(1, 0, two + 0.001, 1, 7, 1, List.of()), null, 1, 3, 6);
        fits(new Sampling(1, 3, 0.99999, 1, 7, 1, List.of()), null, 1, 3, 6);
    }

    @Test
    void a_mask_comes_before_top_k_and_top_p() {
        fits(new Sampling(1, 2, 1, 1, 7, 1, List.of()), new long[] {0b1011_0101}, 0, 2);
        assertThat(new Sampler(Sampling.greedy(1)).choose(LOGITS.clone(), new int[0], new long[] {0b0111_0001}))
                .isEqualTo(6);
    }

    @Test
    void the_penalty_halves_what_was_said() {
        Sampler sampler = new Sampler(new Sampling(0, 0, 1, 2, 1, 1, List.of()));

        assertThat(sampler.choose(LOGITS.clone(), new int[] {1, 3, 1}, null)).isEqualTo(6);
        assertThat(sampler.choose(new float[] {-1, -1.5f}, new int[] {0, 0}, null))
                .isEqualTo(1);
    }

    @Test
    void ties_go_to_the_lowest_id_and_numbers_that_are_none_to_nobody() {
        assertThat(Sampler.best(new float[] {Float.NaN, 1, 3, 3})).isEqualTo(2);
        assertThat(new Sampler(new Sampling(1, 0, 1, 1, 1, 1, List.of()))
                        .choose(new float[] {Float.NEGATIVE_INFINITY, 5}, new int[0], null))
                .isEqualTo(1);
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> new Sampling(-1, 0, 1, 1, 0, 1, List.of()))
                .hasMessageContaining("temperature is -1.0");
        assertThatThrownBy(() -> new Sampling(Double.NaN, 0, 1, 1, 0, 1, List.of()))
                .hasMessageContaining("temperature");
        assertThatThrownBy(() -> new Sampling(1, 0, 0, 1, 0, 1, List.of())).hasMessageContaining("top_p");
        assertThatThrownBy(() -> new Sampling(1, -1, 1, 1, 0, 1, List.of())).hasMessageContaining("top_k");
        assertThatThrownBy(() -> new Sampling(1, 0, 1, 0, 0, 1, List.of())).hasMessageContaining("repetition_penalty");
        assertThatThrownBy(() -> new Sampling(1, 0, 1, 1, 0, 0, List.of())).hasMessageContaining("max_tokens");
        assertThatThrownBy(() -> new Sampling(1, 0, 1, 1, 0, 1, List.of(""))).hasMessageContaining("stop");
    }

    /** Chi-square of many draws against the softmax over the tokens that may come. */
    private static void fits(Sampling sampling, long[] mask, int... kept) {
        Sampler sampler = new Sampler(sampling);
        int[] counts = new int[LOGITS.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.choose(LOGITS.clone(), new int[0], mask)]++;
        }
        double sum = Arrays.stream(kept)
                .mapToDouble(i -> Math.exp(LOGITS[i] / sampling.temperature()))
                .sum();
        double chi = 0;
        for (int i : kept) {
            double expected = DRAWS * Math.exp(LOGITS[i] / sampling.temperature()) / sum;
            chi += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(Arrays.stream(kept).map(i -> counts[i]).sum()).isEqualTo(DRAWS);
        assertThat(chi).isLessThanOrEqualTo(LIMITS[kept.length - 1]);
    }
}
