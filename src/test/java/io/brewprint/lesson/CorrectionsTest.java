package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
    @TempDir
    Path lessons;

    @Test
    void every_failed_answer_is_written_down_and_brings_siblings_of_its_category_but_never_itself() throws Exception {
        Corrections.Outcome outcome =
                corrections(1).write(1, List.of(failed("L1_1", "branch"), failed("L1_2", "print")));

        JsonNode json = new ObjectMapper().readTree(outcome.file().toFile());
        assertThat(outcome.failed()).isEqualTo(2);
        assertThat(outcome.taught()).isTrue();
        assertThat(json.path("failed_answers")).hasSize(2);
        Lesson lesson = Lesson.read(outcome.file());
        assertThat(lesson.prompts())
                .extracting(Lesson.Prompt::category)
                .containsExactly("branch", "branch", "branch", "print", "print", "print");
        assertThat(lesson.prompts()).extracting(Lesson.Prompt::instruction).doesNotContain("do L1_1", "do L1_2");
    }

    @Test
    void failing_the_same_prompts_again_teaches_the_very_same_rows() throws Exception {
        corrections(1).write(1, List.of(failed("L1_1", "branch")));
        List<Row> first = rows();

        Corrections.Outcome again = corrections(1).write(2, List.of(failed("L1_1", "branch")));

        assertThat(again.fresh()).isZero();
        assertThat(again.taught()).isFalse();
        assertThat(rows().stream().map(r -> r.instruction() + r.output()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(r -> r.instruction() + r.output()).toList());
    }

    @Test
    void too_few_fresh_failures_wait_for_company() throws Exception {
        corrections(2).write(1, List.of(failed("L1_1", "branch"), failed("L1_2", "print")));

        Corrections.Outcome alone = corrections(2).write(2, List.of(failed("L1_1", "branch"), failed("L1_3", "spawn")));
        Corrections.Outcome joined =
                corrections(2).write(3, List.of(failed("L1_3", "spawn"), failed("L1_4", "rotate")));

        assertThat(alone.fresh()).isEqualTo(1);
        assertThat(alone.taught()).isFalse();
        assertThat(Lesson.read(alone.file()).prompts())
                .extracting(Lesson.Prompt::id)
                .noneMatch(id -> id.startsWith("L1_3"));
        assertThat(joined.taught()).isTrue();
        assertThat(Lesson.read(joined.file()).prompts())
                .extracting(Lesson.Prompt::id)
                .anyMatch(id -> id.startsWith("L1_3"));
    }

    @Test
    void the_bundled_exam_is_valid_and_nothing_the_generator_teaches_is_in_it() throws Exception {
        LessonFiles bundled = new LessonFiles(Path.of("lessons"));
        List<Lesson> exams = bundled.exams();
        Contamination contamination = bundled.contamination();
        assertThat(exams).isNotEmpty();
        List<Row> rows = new ArrayList<>();
        io.brewprint.dataset.Synthesizer.rows(3000, 42, rows::add);

        assertThat(exams.stream().mapToInt(l -> l.prompts().size()).sum()).isGreaterThanOrEqualTo(12);
        for (Lesson exam : exams) {
            assertThat(exam.prompts())
                    .allSatisfy(
                            p -> assertThat(io.brewprint.dsl.Dsl.isValid(io.brewprint.dsl.Dsl.check(p.expectedDsl())))
                                    .as(p.id())
                                    .isTrue());
        }
        // The generator knows of graphs that are the same; those that are nearly so the builder leaves out.
        assertThat(rows.stream().filter(contamination::hits)).hasSizeLessThan(60);
    }

    private Corrections corrections(int minNewFailures) {
        return new Corrections(lessons, 3, minNewFailures);
    }

    private List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        new LessonFiles(lessons).forEach(rows::add);
        return rows;
    }

    private static Corrections.Failed failed(String id, String category) {
        return new Corrections.Failed(
                new Lesson.Prompt(id, category, "do " + id, "BLUEPRINT: BP_X\n"), "graph", 0.5, "", "nonsense");
    }
}
