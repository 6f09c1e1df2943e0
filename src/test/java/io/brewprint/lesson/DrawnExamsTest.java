package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.compose.Held;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnExamsTest {
    private static final Set<String> FRESH = Set.of("ui", "timer", "physics");
    private static final DrawnExams EXAMS = new DrawnExams(9, FRESH);

    @Test
    void combinations_are_such_as_nothing_teaches_of_all_sizes_and_each_only_once() {
        Lesson lesson = EXAMS.draw(DrawnExams.COMBINATIONS, 60);
        List<Document> documents = lesson.prompts().stream()
                .map(prompt -> Dsl.parse(prompt.expectedDsl()).document())
                .toList();

        assertThat(documents).hasSize(60).allMatch(Held::isHeld);
        assertThat(documents.stream().filter(d -> d.graphs().getFirst().nodes().size() < 7))
                .hasSize(20);
        assertThat(documents.stream().filter(d -> d.graphs().getFirst().nodes().size() > 14))
                .hasSize(20);
        assertThat(lesson.prompts().stream()
                        .map(p -> Contamination.graphHash(p.expectedDsl()))
                        .distinct())
                .hasSize(60);
        assertThat(lesson.prompts())
                .extracting(p -> Lesson.family(p.category()))
                .contains("known", "ui", "timer");
        assertThat(lesson.prompts())
                .allSatisfy(p -> assertThat(Dsl.check(p.expectedDsl()).stream()
                                .filter(problem -> problem.isError() || problem.isCompile()))
                        .isEmpty());
    }

    @Test
    void nothing_that_is_composed_for_teaching_is_asked() {
        Contamination exams = new Contamination();
        EXAMS.draw(DrawnExams.COMBINATIONS, 60).prompts().forEach(p -> exams.add(p.instruction(), p.expectedDsl()));
        EXAMS.draw(DrawnExams.NAMES, 60).prompts().forEach(p -> exams.addNames(p.instruction(), p.expectedDsl()));
        EXAMS.draw(DrawnExams.WORDS, 60).prompts().forEach(p -> exams.addWords(p.instruction(), p.expectedDsl()));
        List<Row> rows = new ArrayList<>();
        new ComposedRows(9, 2000, 10, family -> true, FRESH).forEach(rows::add);

        assertThat(rows).hasSize(2000).noneMatch(exams::hits);
    }

    @Test
    void names_are_those_of_the_same_blueprints_and_of_no_other() {
        Lesson combinations = EXAMS.draw(DrawnExams.COMBINATIONS, 60);
        Lesson names = EXAMS.draw(DrawnExams.NAMES, 60);
        Set<String> patterns = new HashSet<>();
        combinations.prompts().forEach(p -> patterns.add(p.category()));
        Contamination asked = new Contamination();
        names.prompts().forEach(p -> asked.addNames(p.instruction(), p.expectedDsl()));

        assertThat(names.prompts().stream()
                        .filter(p -> patterns.contains(p.category()))
                        .count())
                .isGreaterThan(40);
        assertThat(names.prompts())
                .extracting(Lesson.Prompt::instruction)
                .doesNotContainAnyElementsOf(combinations.prompts().stream()
                        .map(Lesson.Prompt::instruction)
                        .toList());
    }

    @Test
    void the_same_seed_draws_the_same_exam() {
        assertThat(EXAMS.draw(DrawnExams.WORDS, 30)).isEqualTo(new DrawnExams(9, FRESH).draw(DrawnExams.WORDS, 30));
        assertThat(EXAMS.draw(DrawnExams.WORDS, 30)).isNotEqualTo(new DrawnExams(8, FRESH).draw(DrawnExams.WORDS, 30));
    }
}
