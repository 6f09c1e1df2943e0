package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.ClipboardException;
import io.brewprint.clipboard.Corpus;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import io.brewprint.translate.Translator;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is surely right has no error: real exports, the examples, the rows that the program writes itself. */
class CheckedSourcesTest {
    @Test
    void what_translation_makes_of_real_texts_has_no_error() throws Exception {
        var errors = new ArrayList<String>();
        int texts = 0;
        for (Path file : Corpus.texts()) {
            try {
                errors(
                        Corpus.name(file),
                        new Translator()
                                .translate(Files.readString(file), "X.txt")
                                .dsl(),
                        errors);
                texts++;
            } catch (ClipboardException | CharacterCodingException e) {
                // Texts without a graph are no matter of the validator.
                continue;
            }
        }
        // Single nodes and single graphs of real Blueprints: their wires and functions stand elsewhere.
        assertThat(errors).allMatch(error -> error.matches("(?s).* BP04[348] .*"));
        assertThat(errors).hasSizeLessThan(40);
        assertThat(texts).isGreaterThan(100);
    }

    @Test
    void the_examples_have_no_error() throws Exception {
        var errors = new ArrayList<String>();
        try (var files = Files.list(Path.of("examples", "exports"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                errors(
                        file.toString(),
                        new Translator()
                                .translate(Files.readString(file), "X.txt")
                                .dsl(),
                        errors);
            }
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void two_thousand_synthetic_rows_have_no_error() {
        var errors = new ArrayList<String>();
        int rows = ComposedRows.small(2_000, 7L, row -> errors(row.instruction(), row.output(), errors));

        assertThat(errors).isEmpty();
        assertThat(rows).isGreaterThan(1_900);
    }

    @Test
    void what_exams_and_the_suite_expect_has_no_error() throws Exception {
        var errors = new ArrayList<String>();
        int answers = 0;
        List<Lesson> lessons = new ArrayList<>(new LessonFiles(Path.of("lessons")).exams());
        lessons.add(Lesson.read(Path.of("src/main/resources/io/brewprint/lesson/suite.json")));
        for (Lesson lesson : lessons) {
            for (Lesson.Prompt prompt : lesson.prompts()) {
                errors(prompt.id(), prompt.expectedDsl(), errors);
                answers++;
            }
        }

        assertThat(errors).isEmpty();
        assertThat(answers).isEqualTo(671);
    }

    private static void errors(String what, String dsl, List<String> into) {
        for (Problem problem : Dsl.check(dsl)) {
            if (problem.severity() == Severity.ERROR) {
                into.add(what + ":" + problem.brief());
            }
        }
    }
}
