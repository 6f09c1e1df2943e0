package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void it_rises_linearly_then_falls_along_a_cosine_to_its_floor() {
        Schedule schedule = new Schedule(1.0, 10, 110, 0.1);

        assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(9)).isCloseTo(1.0, within(1e-12));
        assertThat(schedule.at(60)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.at(110)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(5000)).isCloseTo(0.1, within(1e-12));
    }
}
