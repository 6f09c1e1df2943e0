package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Held;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dsl.Dsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The course and the frozen exams that come with the program. */
class BundledLessonsTest {
    private static final Path COURSE = Path.of("lessons");
    private static final Path EXAMS = COURSE.resolve("holdout");

    private static List<Lesson> lessons(Path folder) throws Exception {
        List<Lesson> lessons = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                LessonCheck check = LessonCheck.read(file, NodeCatalog.standard());
                assertThat(check.problems()).isEmpty();
                lessons.add(check.lesson());
            }
        }
        return lessons;
    }

    private static Contamination exams() throws Exception {
        Contamination exams = new Contamination();
        for (Lesson lesson : lessons(EXAMS)) {
            lesson.prompts().forEach(prompt -> LessonFiles.guard(exams, lesson.id(), prompt));
        }
        return exams;
    }

    @Test
    void the_course_is_twelve_lessons_of_twenty_whose_answers_paste_and_differ() throws Exception {
        List<Lesson> course = lessons(COURSE);
        Set<String> graphs = new HashSet<>();

        assertThat(course)
                .hasSize(12)
                .allSatisfy(lesson -> assertThat(lesson.prompts()).hasSize(20));
        course.forEach(lesson -> lesson.prompts().forEach(prompt -> {
            assertThat(Dsl.check(prompt.expectedDsl()).stream().filter(p -> p.isError() || p.isCompile()))
                    .as(prompt.id())
                    .isEmpty();
            assertThat(graphs.add(CanonicalHash.of(
                            Dsl.exactGraph(Dsl.parse(prompt.expectedDsl()).document()))))
                    .as(prompt.id())
                    .isTrue();
        }));
    }

    @Test
    void nothing_of_the_course_and_nothing_that_is_composed_is_asked_in_an_exam() throws Exception {
        Contamination exams = exams();
        List<Row> course = new ArrayList<>();
        lessons(COURSE)
                .forEach(lesson -> lesson.prompts()
                        .forEach(p -> course.add(new Row(p.instruction(), "", p.expectedDsl(), p.id(), p.category()))));
        List<Row> composed = new ArrayList<>();
        new ComposedRows(42, 3000, 8, family -> true, Set.of("ui", "timer", "physics")).forEach(composed::add);

        assertThat(course).hasSize(240);
        assertThat(course.stream().filter(exams::hits).toList()).isEmpty();
        assertThat(composed).hasSize(3000);
        assertThat(composed)
                .noneMatch(row -> Held.isHeld(Dsl.parse(row.output()).document()));
        // A long wording may share thirteen words with one of an exam: datasets leave such a row out.
        assertThat(composed.stream().filter(exams::hits)).hasSizeLessThan(4);
    }

    @Test
    void the_exams_have_their_sizes_and_combinations_are_such_as_are_never_taught() throws Exception {
        for (Lesson exam : lessons(EXAMS)) {
            int wanted = switch (exam.id()) {
                case DrawnExams.COMBINATIONS, DrawnExams.NAMES -> 240;
                case DrawnExams.WORDS -> 120;
                default -> 20;
            };
            assertThat(exam.prompts()).as(exam.id()).hasSize(wanted);
            if (wanted == 240) {
                assertThat(exam.prompts())
                        .allMatch(p -> Held.isHeld(Dsl.parse(p.expectedDsl()).document()));
            }
        }
        assertThat(lessons(EXAMS)).hasSize(6);
    }
}
