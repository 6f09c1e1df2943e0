package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.lesson.EvaluationSuite;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuitePointsTest {
    private static final EvaluationSuite.Test PICKUP = EvaluationSuite.tests().stream()
            .filter(t -> t.id().equals("T3_01"))
            .findFirst()
            .orElseThrow();

    @Test
    void every_expected_answer_has_all_points() {
        assertThat(EvaluationSuite.tests()).allSatisfy(test -> {
            SuitePoints points = SuitePoints.of(test, test.prompt().expectedDsl());
            assertThat(points.points()).as(test.id() + " " + points.errors()).isEqualTo(100);
            assertThat(points.passed()).isTrue();
            assertThat(points.errors()).isEmpty();
        });
    }

    @Test
    void points_are_given_as_the_original_gives_them() {
        String answer = "BLUEPRINT: BP_X\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_ActorBeginOverlap\n"
                + "NODE n2: PrintString\nEXEC n1.Then -> n2.Execute\n";

        SuitePoints points = SuitePoints.of(PICKUP, answer);

        // keywords: BLUEPRINT: and EXEC of four; nodes: one of two; counts: too few of both
        assertThat(points.checks())
                .containsEntry("structure", 30.0)
                .containsEntry("keywords", 10.0)
                .containsEntry("nodes", 10.0)
                .containsEntry("counts", 0.0)
                .containsEntry("parses", 15.0);
        assertThat(points.points()).isEqualTo(65);
        assertThat(points.passed()).isFalse();
        assertThat(points.errors())
                .containsExactly(
                        "no keyword DATA",
                        "no keyword 25",
                        "no node DestroyActor",
                        "1 EXEC lines of 4",
                        "0 DATA lines of 2");
    }

    @Test
    void what_does_not_parse_never_passes_though_the_original_would_let_it() {
        String broken = PICKUP.prompt().expectedDsl() + "EXEC n1.Then -> -> n2\n";

        SuitePoints points = SuitePoints.of(PICKUP, broken);

        assertThat(points.points()).isEqualTo(85);
        assertThat(points.passed()).isFalse();
        assertThat(points.errors()).singleElement().asString().startsWith("does not parse: 19:");
        for (String nothing : List.of("", "[TIMEOUT]", "I cannot do that.")) {
            assertThat(SuitePoints.of(PICKUP, nothing).points()).as(nothing).isZero();
        }
    }

    @Test
    void labels_are_the_originals() {
        assertThat(List.of(0.95, 0.9, 0.7, 0.4, 0.39))
                .map(SuitePoints::label)
                .containsExactly("EXCELLENT", "EXCELLENT", "GOOD", "LEARNING", "NEEDS WORK");
    }
}
