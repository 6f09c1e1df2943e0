package io.brewprint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void it_rises_linearly_then_falls_along_a_cosine_to_its_floor() {
        Schedule schedule = new Schedule(Schedule.Kind.COSINE, 1.0, 10, 110, 0.1);

        assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(9)).isCloseTo(1.0, within(1e-12));
        assertThat(schedule.at(60)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.at(110)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(5000)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void a_linear_schedule_falls_in_a_line_and_a_constant_one_not_at_all() {
        Schedule linear = new Schedule(Schedule.Kind.LINEAR, 1.0, 10, 110, 0);
        Schedule constant = new Schedule(Schedule.Kind.CONSTANT, 1.0, 10, 110, 0);

        assertThat(linear.at(35)).isCloseTo(0.75, within(1e-12));
        assertThat(linear.at(110)).isZero();
        assertThat(constant.at(4)).isCloseTo(0.5, within(1e-12));
        assertThat(constant.at(109)).isEqualTo(1.0);
    }
}
