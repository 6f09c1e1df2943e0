package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.config.Json;
import io.brewprint.dataset.Contamination;
import io.brewprint.dataset.Row;
import io.brewprint.dsl.Dsl;
import io.brewprint.lesson.Practice.Attempt;
import io.brewprint.lesson.Practice.Tried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
    private static final Composer COMPOSER = Composer.of(77, 4, family -> true);

    @TempDir
    Path folder;

    private static Tried tried(int number, Attempt... attempts) {
        Composed row = COMPOSER.taught(number, 4);
        return new Tried(new Lesson.Prompt("P_" + number, "known", row.request(), row.answer()), List.of(attempts));
    }

    private static Attempt right(int number) {
        return new Attempt(COMPOSER.taught(number, 4).answer(), false, true, "", true, true, 1);
    }

    private static Attempt valid(int other) {
        return new Attempt(COMPOSER.taught(other, 4).answer(), true, true, "", false, false, 0.4);
    }

    private static Attempt broken() {
        return new Attempt("BLUEPRINT: BP_X\nGRAPH: EventGraph\nNODE n1: Evnt", false, false, "3:1", false, false, 0.1);
    }

    private Path practice(Tried... all) throws Exception {
        Path file = folder.resolve("practice.jsonl");
        var text = new StringBuilder();
        for (Tried each : all) {
            text.append(Practice.line(each)).append('\n');
        }
        Files.writeString(file, text);
        return file;
    }

    private Corrections corrections(Contamination exams, int fewest) {
        return new Corrections(folder.resolve("lessons"), exams, NodeCatalog.standard(), 2, fewest);
    }

    private JsonNode json(Corrections.Outcome outcome) throws Exception {
        return Json.PLAIN.readTree(outcome.file().toFile());
    }

    @Test
    void what_is_always_right_teaches_nothing_and_what_sometimes_is_teaches_its_answer() throws Exception {
        Corrections.Outcome outcome = corrections(new Contamination(), 1)
                .write(1, practice(tried(1, right(1), right(1)), tried(2, right(2), broken())), 5, 4);

        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(outcome.taught()).containsOnlyKeys("kept");
        assertThat(json(outcome).path("prompts").get(0).path("expected_dsl").asText())
                .isEqualTo(COMPOSER.taught(2, 4).answer());
        assertThat(json(outcome).path("prompts").get(0).path("source_prompt").asText())
                .isEqualTo("P_2");
    }

    @Test
    void what_never_is_teaches_the_reference_and_tasks_of_the_same_node_types() throws Exception {
        Corrections.Outcome outcome =
                corrections(new Contamination(), 1).write(1, practice(tried(3, broken(), broken())), 5, 4);

        assertThat(outcome.taught()).containsEntry("reference", 1).containsEntry("sibling", 2);
        JsonNode prompts = json(outcome).path("prompts");
        var wanted = Siblings.types(
                Dsl.parse(prompts.get(0).path("expected_dsl").asText()).document());
        for (int i = 1; i < prompts.size(); i++) {
            assertThat(prompts.get(i).path("how").asText()).isEqualTo("sibling");
            assertThat(prompts.get(i).path("failure").asText()).isEqualTo("invalid");
            assertThat(Siblings.types(
                            Dsl.parse(prompts.get(i).path("expected_dsl").asText())
                                    .document()))
                    .containsAnyElementsOf(wanted);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_damaged_correction_and_a_pipe_beside_it_keep_no_other_from_being_written() throws Exception {
        Path lessons = folder.resolve("lessons");
        Files.createDirectories(lessons);
        Files.writeString(lessons.resolve("correction_v7.json"), "{\"failed_answers\": [");
        assertThat(new ProcessBuilder(
                                "mkfifo", lessons.resolve("correction_v8.json").toString())
                        .start()
                        .waitFor())
                .isZero();

        Corrections.Outcome outcome =
                corrections(new Contamination(), 1).write(1, practice(tried(2, right(2), broken())), 5, 4);

        assertThat(outcome.taught()).containsOnlyKeys("kept");
    }

    @Test
    void a_request_in_somebody_elses_words_is_taught_with_the_same_answer() throws Exception {
        Tried own = tried(3, broken(), right(3));
        Tried reworded = new Tried(own.prompt(), own.attempts(), List.of("said otherwise"));

        JsonNode prompts = json(corrections(new Contamination(), 1).write(1, practice(reworded), 5, 4))
                .path("prompts");

        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(1).path("how").asText()).isEqualTo("reworded");
        assertThat(prompts.get(1).path("id").asText()).isEqualTo("P_3_w1");
        assertThat(prompts.get(1).path("instruction").asText()).isEqualTo("said otherwise");
        assertThat(prompts.get(1).path("expected_dsl").asText())
                .isEqualTo(own.prompt().expectedDsl());
    }

    @Test
    void an_answer_that_is_wrong_but_valid_is_told_as_the_request_that_it_does_answer() throws Exception {
        Corrections.Outcome outcome =
                corrections(new Contamination(), 1).write(1, practice(tried(3, valid(9), broken())), 5, 4);

        JsonNode told = null;
        for (JsonNode prompt : json(outcome).path("prompts")) {
            told = prompt.path("how").asText().equals("relabelled") ? prompt : told;
        }
        assertThat(told).isNotNull();
        assertThat(CanonicalHash.of(Dsl.exactGraph(
                        Dsl.parse(told.path("expected_dsl").asText()).document())))
                .isEqualTo(CanonicalHash.of(Dsl.exactGraph(COMPOSER.taught(9, 4).document())));
        assertThat(told.path("instruction").asText())
                .isNotEqualTo(COMPOSER.taught(3, 4).request());
    }

    @Test
    void what_an_exam_asks_is_not_taught_and_a_failure_without_material_says_so() throws Exception {
        Contamination exams = new Contamination();
        exams.add(COMPOSER.taught(2, 4).request(), COMPOSER.taught(2, 4).answer());

        Corrections.Outcome outcome = corrections(exams, 1).write(1, practice(tried(2, right(2), broken())), 5, 4);

        assertThat(outcome.taught()).isEmpty();
        assertThat(outcome.without()).containsEntry("none", 1);
        assertThat(json(outcome).path("prompts")).isEmpty();
    }

    @Test
    void a_graph_is_taught_three_times_over_all_versions_whatever_its_names_and_values() throws Exception {
        List<Integer> fresh = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            fresh.add(corrections(new Contamination(), 1)
                    .write(version, practice(greets(version)), version, 4)
                    .fresh());
        }

        assertThat(fresh).containsExactly(1, 1, 1, 0, 0);
        assertThat(rows()).hasSize(3).extracting(Row::instruction).doesNotHaveDuplicates();
        assertThat(rows().stream().map(row -> Contamination.graphHash(row.output())))
                .containsOnly(Contamination.graphHash(greets(1).prompt().expectedDsl()));
        JsonNode last =
                Json.PLAIN.readTree(folder.resolve("lessons/correction_v5.json").toFile());
        assertThat(last.path("failed_answers").get(0).path("taught").asBoolean(true))
                .isFalse();
    }

    @Test
    void a_graph_is_taught_three_times_within_a_version_and_a_version_written_again_counts_once() throws Exception {
        Path practice = practice(greets(1), greets(2), greets(3), greets(4), tried(2, right(2), broken()));

        Corrections.Outcome first = corrections(new Contamination(), 1).write(1, practice, 5, 4);
        List<Row> taught = rows();
        Corrections.Outcome again = corrections(new Contamination(), 1).write(1, practice, 5, 4);

        assertThat(first.taught()).containsOnlyKeys("kept").containsEntry("kept", 4);
        assertThat(first.without()).containsOnlyKeys("none").containsEntry("none", 1);
        assertThat(again).isEqualTo(first);
        assertThat(rows()).isEqualTo(taught).hasSize(4);
    }

    @Test
    void too_few_new_failures_wait_for_company() throws Exception {
        Corrections.Outcome alone = corrections(new Contamination(), 2).write(1, practice(tried(5, broken())), 5, 4);
        assertThat(alone.fresh()).isEqualTo(1);
        assertThat(alone.taught()).isEmpty();
        assertThat(rows()).isEmpty();

        Corrections.Outcome both =
                corrections(new Contamination(), 2).write(2, practice(tried(5, broken()), tried(3, broken())), 5, 4);
        assertThat(both.fresh()).isEqualTo(2);
        assertThat(both.taught()).containsEntry("reference", 2);
    }

    /** One graph under other names and with other values each time, answered right once of two times. */
    private static Tried greets(int number) {
        String answer =
                "BLUEPRINT: BP_Greeter" + number + "\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
                        + "NODE n2: PrintString [InString=\"Hello " + number + "\"]\nEXEC n1.Then -> n2.Execute\n";
        return new Tried(
                new Lesson.Prompt(
                        "V" + number + "_00001", "known", "BP_Greeter" + number + " says Hello " + number, answer),
                List.of(new Attempt(answer, false, true, "", true, true, 1), broken()));
    }

    private List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        new LessonFiles(folder.resolve("lessons")).forEach(rows::add);
        return rows;
    }
}
