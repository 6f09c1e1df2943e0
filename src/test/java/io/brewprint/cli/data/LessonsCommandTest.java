package io.brewprint.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.cli.Called;
import io.brewprint.config.Home;
import io.brewprint.lesson.LessonFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LessonsCommandTest {
    private static final String GOOD =
            "BLUEPRINT: BP_A\\nPARENT: Actor\\nGRAPH: EventGraph\\nNODE n1: Event_BeginPlay\\n"
                    + "NODE n2: DestroyActor\\nEXEC n1.Then -> n2.Execute\\n";

    @TempDir
    Path folder;

    private Path lessons;

    @BeforeEach
    void makeHome() throws Exception {
        lessons = new Home(folder).create().lessons();
    }

    private static String prompt(String id, String instruction, String answer) {
        return "{\"id\": \"" + id + "\", \"instruction\": \"" + instruction + "\", \"expected_dsl\": \"" + answer
                + "\"}";
    }

    private Path lesson(String name, String... prompts) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                "{\"lesson_id\": \"" + name.replace(".json", "") + "\", \"prompts\": [" + String.join(",", prompts)
                        + "]}");
        return file;
    }

    @Test
    void faulty_prompts_are_refused_by_name_and_place_and_the_rest_is_used() throws Exception {
        Path file = lesson(
                "mixed.json",
                prompt("a", "Destroy it", GOOD),
                prompt("a", "Destroy it again", GOOD),
                prompt("b", "", GOOD),
                prompt("c", "Do the odd thing", GOOD.replace("DestroyActor", "NoSuchThing")),
                prompt("d", "Away with it", GOOD));

        Called check = Called.in(folder, "lessons check", file.toString());
        Called taken = Called.in(folder, "lessons import", file.toString());

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("mixed.json: prompts[1].id is there twice: a")
                .contains("mixed.json: prompts[2].instruction is missing or empty")
                .contains("mixed.json: prompts[3].expected_dsl of c: 5:")
                .contains("1 lessons, 2 prompts that can be used");
        assertThat(taken.code()).isZero();
        Files.writeString(folder.resolve("pipeline_config.json"), "{\"synthetic\": {\"count\": 0}}");
        Called built = Called.in(folder, "dataset build", "--json");
        assertThat(built.json().path("sources").path("lessons").path("kept").asInt())
                .isEqualTo(2);
        assertThat(built.json().path("rejects").get(0).asText()).startsWith("lesson:mixed:c: 5:");
        assertThat(built.err()).contains("mixed.json: prompts[1].id is there twice: a");
    }

    @Test
    void a_damaged_lesson_is_listed_and_hides_no_other() throws Exception {
        Files.copy(lesson("good.json", prompt("a", "Destroy it", GOOD)), lessons.resolve("good.json"));
        Files.writeString(lessons.resolve("broken.json"), "{\"prompts\": [");
        Files.createDirectories(lessons.resolve("holdout"));
        Files.copy(lesson("asked.json", prompt("x", "Away", GOOD)), lessons.resolve("holdout/asked.json"));

        Called list = Called.in(folder, "lessons list");
        Called json = Called.in(folder, "lessons list", "--json");

        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSize(3);
        assertThat(list.out())
                .contains("broken.json  damaged:")
                .contains("asked.json")
                .contains("asked in exams");
        assertThat(json.json().path("lessons").get(0).path("fault").asText()).isNotEmpty();
        assertThat(json.json().path("lessons").get(1).path("prompts").asInt()).isEqualTo(1);
        List<String> rows = new ArrayList<>();
        new LessonFiles(lessons).forEach(row -> rows.add(row.instruction()));
        assertThat(rows).containsExactly("Destroy it");
    }

    @Test
    void nothing_is_replaced_without_being_asked_and_a_lesson_of_which_nothing_can_be_used_is_refused()
            throws Exception {
        Path file = lesson("good.json", prompt("a", "Destroy it", GOOD));
        Called.in(folder, "lessons import", "--exam", file.toString());

        Called again = Called.in(folder, "lessons import", "--exam", file.toString());
        Called empty = Called.in(
                folder,
                "lessons import",
                lesson("none.json", prompt("a", "x", "nonsense")).toString());

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .contains("good.json")
                .contains("is there already")
                .contains("--replace");
        assertThat(Called.in(folder, "lessons import", "--exam", "--replace", file.toString())
                        .code())
                .isZero();
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("none.json").contains("prompts[0].expected_dsl of a");
        assertThat(lessons.resolve("none.json")).doesNotExist();
    }

    @Test
    void one_damaged_file_keeps_no_other_from_being_taken_in() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Files.copy(lesson("good.json", prompt("a", "Destroy it", GOOD)), inbox.resolve("good.json"));
        Files.writeString(inbox.resolve("bad.json"), "{\"prompts\": [");

        Called taken = Called.in(folder, "lessons import", inbox.toString());

        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err()).contains("bad.json");
        assertThat(lessons.resolve("good.json")).exists();
        assertThat(lessons.resolve("bad.json")).doesNotExist();
    }

    /** Whoever opened it would wait for a writer for ever. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_among_lessons_is_told_and_not_waited_for() throws Exception {
        Files.copy(lesson("good.json", prompt("a", "Destroy it", GOOD)), lessons.resolve("good.json"));
        assertThat(new ProcessBuilder("mkfifo", lessons.resolve("pipe.json").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.writeString(folder.resolve("pipeline_config.json"), "{\"synthetic\": {\"count\": 0}}");

        Called list = Called.in(folder, "lessons list");
        Called built = Called.in(folder, "dataset build", "--json");

        assertThat(list.out())
                .contains("good.json")
                .contains("pipe.json  damaged:")
                .contains("is no regular file");
        assertThat(built.json().path("sources").path("lessons").path("kept").asInt())
                .isEqualTo(1);
        assertThat(built.err()).contains("pipe.json: is no regular file");
    }
}
