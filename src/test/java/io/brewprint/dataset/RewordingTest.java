package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import org.junit.jupiter.api.Test;

class RewordingTest {
    private static final Document DEEP = Dsl.parse(
                    "BLUEPRINT: BP_Well\nPARENT: Actor\nVAR Depth: Float = -1500.0\nGRAPH: EventGraph\nNODE n1: Event_Tick\n")
            .document();

    @Test
    void a_number_is_the_same_however_many_noughts_follow_its_point() {
        assertThat(Rewording.of(DEEP, "BP_Well with a float Depth = -1500.0", "A well, BP_Well, whose Depth is -1500"))
                .isPresent();
        assertThat(Rewording.of(DEEP, "BP_Well with a float Depth = -1500.0", "A well, BP_Well, whose Depth is -15"))
                .isEmpty();
        assertThat(Rewording.of(DEEP, "BP_Well with a float Depth = -1500.0", "A well, BP_Well, whose Depth is 1500"))
                .isEmpty();
    }
}
