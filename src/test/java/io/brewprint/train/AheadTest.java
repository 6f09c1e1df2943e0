package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Items made ahead of their use. */
class AheadTest {
    @Test
    void they_come_in_their_order_whoever_makes_them() {
        List<Integer> taken = new ArrayList<>();

        try (Ahead<Integer> ahead = new Ahead<>(5, 205, 4, number -> number * 3)) {
            for (int i = 5; i < 205; i++) {
                taken.add(ahead.take());
            }

            assertThatThrownBy(ahead::take).isInstanceOf(NoSuchElementException.class);
        }

        assertThat(taken).hasSize(200).isSorted().startsWith(15, 18).endsWith(612);
    }

    @Test
    void no_more_of_them_wait_than_two_a_thread() throws Exception {
        AtomicInteger made = new AtomicInteger();

        try (Ahead<Integer> ahead = new Ahead<>(0, 1000, 3, number -> made.incrementAndGet())) {
            ahead.take();
            while (made.get() < 7) {
                Thread.sleep(1);
            }
            Thread.sleep(50);

            assertThat(made.get()).isEqualTo(7);
        }
    }

    @Test
    void what_cannot_be_made_is_told_where_it_is_taken() {
        try (Ahead<Integer> ahead = new Ahead<>(0, 3, 2, number -> 6 / (1 - number))) {
            assertThat(ahead.take()).isEqualTo(6);
            assertThatThrownBy(ahead::take).isInstanceOf(ArithmeticException.class);
            assertThat(ahead.take()).isEqualTo(-6);
        }
    }
}
