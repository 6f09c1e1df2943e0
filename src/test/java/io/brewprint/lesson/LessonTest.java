package io.brewprint.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonTest {
    @TempDir
    Path folder;

    @Test
    void a_lesson_survives_writing_and_reading() throws Exception {
        Lesson lesson = new Lesson("l1", "Name", "Why", List.of(new Lesson.Prompt("p", "c", "do", "BLUEPRINT: BP_X")));
        Path file = folder.resolve("l1.json");
        Files.writeString(file, lesson.json().toString());

        assertThat(Lesson.read(file)).isEqualTo(lesson);
    }

    @Test
    void what_is_no_lesson_is_refused_with_its_place() throws Exception {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, "{\n  \"prompts\": [ {\"id\": \"a\"} ]\n}");
        assertThatThrownBy(() -> Lesson.read(file))
                .hasMessageStartingWith("bad.json: prompts[0].instruction is missing or empty; a lesson is JSON");
        Files.writeString(file, "{\n  \"prompts\": oops\n}");
        assertThatThrownBy(() -> Lesson.read(file))
                .isInstanceOf(LessonFormatException.class)
                .hasMessageContaining("bad.json:2:");
        Files.writeString(file, "[1]");
        assertThatThrownBy(() -> Lesson.read(file)).hasMessageContaining("\"prompts\" is missing");
    }

    @Test
    void lessons_of_the_original_are_read_as_they_are() throws Exception {
        String corpus = System.getenv().getOrDefault("BREWPRINT_CORPUS", "../shared/corpus");
        Path lessons = Path.of(corpus).resolve("lessons");
        assumeTrue(Files.isDirectory(lessons), "skipped: no corpus at " + corpus);

        List<Lesson> read = new LessonFiles(lessons).taught();

        assertThat(read).hasSize(7);
        assertThat(read.stream().mapToInt(l -> l.prompts().size()).sum()).isEqualTo(129);
    }
}
