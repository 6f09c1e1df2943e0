package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Continuation;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.dsl.Dsl;
import io.brewprint.lesson.Lesson;
import io.brewprint.lesson.LessonFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The constraint forbids no right answer. */
class AcceptedAnswersTest {
    private static final ContinuationRules FULL = ContinuationRules.full(NodeCatalog.standard());

    /** Empty when the whole text is accepted; else what was read, up to the byte that was refused. */
    private static String refusal(String text) {
        Continuation completion = FULL.start();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int read = completion.read(bytes);
        return read < bytes.length
                ? new String(bytes, 0, read, StandardCharsets.UTF_8) + "<here>"
                : completion.isComplete() ? "" : text + "<not complete>";
    }

    @Test
    void every_row_of_the_synthesizer_is_accepted_byte_by_byte() {
        int rows = ComposedRows.small(
                3_000, 5, row -> assertThat(refusal(row.output())).isEmpty());
        int exam = ComposedRows.small(
                200, 6, row -> assertThat(refusal(row.output())).isEmpty());

        assertThat(rows + exam).isEqualTo(3_200);
    }

    @Test
    void from_every_place_of_an_answer_the_shortest_completion_gives_a_document_without_errors() {
        ComposedRows.small(40, 8, row -> {
            byte[] bytes = row.output().getBytes(StandardCharsets.UTF_8);
            Continuation completion = FULL.start();
            for (int i = 0; i < bytes.length; i++) {
                byte[] rest = completion.shortestCompletion();
                String text =
                        new String(bytes, 0, i, StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
                assertThat(Dsl.isValid(Dsl.check(text))).as(text).isTrue();
                assertThat(rest.length).as(text).isLessThan(240);
                completion.step(bytes[i]);
            }
        });
    }

    /** Exports hold nodes that only their own attributes explain; those are not offered to a model. */
    @Test
    void the_example_exports_are_accepted_but_for_nodes_that_no_catalog_knows() throws Exception {
        var refused = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(Path.of("src/test/resources/examples"), "*.dsl")) {
            for (Path file : files) {
                String text = Files.readString(file).replace("\r\n", "\n");
                String refusal = refusal(text);
                if (!refusal.isEmpty()) {
                    refused.add(file.getFileName() + " " + refusal.substring(refusal.lastIndexOf('\n') + 1));
                }
            }
        }
        assertThat(refused).containsExactly("construction_fence.dsl NODE n10: AddIn<here>");
    }

    @Test
    void every_lesson_of_the_course_and_of_the_exams_is_accepted() throws Exception {
        LessonFiles files = new LessonFiles(Path.of("lessons"));
        List<Lesson> lessons = new ArrayList<>(files.exams());
        lessons.addAll(files.taught());
        List<String> refused = new ArrayList<>();
        int answers = 0;
        for (Lesson lesson : lessons) {
            for (Lesson.Prompt prompt : lesson.prompts()) {
                answers++;
                String refusal = refusal(prompt.expectedDsl());
                if (!refusal.isEmpty()) {
                    refused.add(
                            lesson.id() + " " + prompt.id() + " " + refusal.substring(refusal.lastIndexOf('\n') + 1));
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(answers).isEqualTo(900);
    }

    /** The one form that is valid and not offered: a value where a wire's source stands, which is read with a hint. */
    @Test
    void every_valid_answer_of_the_originals_lessons_is_accepted_but_for_values_as_sources() throws Exception {
        String place = System.getenv("BREWPRINT_CORPUS");
        Path lessons = Path.of(place == null ? "../shared/corpus" : place, "lessons");
        assumeTrue(Files.isDirectory(lessons), "no corpus at " + lessons);
        var refused = new TreeSet<String>();
        int valid = 0;
        try (var files = Files.newDirectoryStream(lessons, "*.json")) {
            for (Path file : files) {
                for (JsonNode prompt :
                        new ObjectMapper().readTree(file.toFile()).get("prompts")) {
                    String text = prompt.get("expected_dsl").asText();
                    String id = prompt.get("id").asText();
                    boolean literal = Dsl.check(text).stream()
                            .anyMatch(problem -> problem.code().equals("BP015"));
                    boolean sound = Dsl.isValid(Dsl.check(text));
                    valid += sound ? 1 : 0;
                    assertThat(refusal(text).isEmpty())
                            .as("%s %s", id, refusal(text))
                            .isEqualTo(sound && !literal);
                    if (sound && literal) {
                        refused.add(id);
                        assertThat(refusal(Dsl.fix(text))).as(id).isEmpty();
                    }
                }
            }
        }
        assertThat(valid).isEqualTo(108);
        assertThat(refused).containsExactly("C4A_06", "C4A_07", "L03_09", "L05_15", "L09_14");
    }
}
