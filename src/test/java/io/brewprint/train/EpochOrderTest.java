package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
    private final List<Example> examples = IntStream.range(0, 103)
            .mapToObj(i -> new Example(new int[2 + i * 7 % 40], 1))
            .toList();

    @Test
    void every_example_comes_once_an_epoch_and_batches_hold_neighbours_in_length() {
        List<List<Example>> batches = EpochOrder.batches(examples, 8, 5, 0);

        assertThat(batches.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(examples);
        int padded = batches.stream()
                .mapToInt(b ->
                        b.size() * b.stream().mapToInt(Example::length).max().orElseThrow())
                .sum();
        int needed = examples.stream().mapToInt(Example::length).sum();
        assertThat(padded).isLessThan((int) (needed * 1.2));
    }

    @Test
    void seed_and_epoch_decide_the_order() {
        assertThat(EpochOrder.batches(examples, 8, 5, 1)).isEqualTo(EpochOrder.batches(examples, 8, 5, 1));
        assertThat(EpochOrder.batches(examples, 8, 5, 1)).isNotEqualTo(EpochOrder.batches(examples, 8, 5, 2));
        assertThat(EpochOrder.batches(examples, 8, 5, 1)).isNotEqualTo(EpochOrder.batches(examples, 8, 6, 1));
    }
}
