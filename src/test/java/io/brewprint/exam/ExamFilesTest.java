package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.lesson.Lesson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamFilesTest {
    private static final String EXPECTED = "BLUEPRINT: BP_A\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n";

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read_again_and_half_a_character_ends_nothing() throws Exception {
        Lesson.Prompt prompt = new Lesson.Prompt("p1", "greet#1", "Grüße", EXPECTED);
        Lesson lesson = new Lesson("one", "one", "", List.of(prompt));
        List<RecordedAnswer> read = new ArrayList<>();
        Path file;
        try (ExamFiles files = new ExamFiles(folder, lesson, "m", "b")) {
            file = files.file();
            files.add(answer(prompt, "half \ud83d of one"));
            files.add(answer(prompt, EXPECTED));
            files.finish();
        }

        List<Long> starts = new ArrayList<>();
        AnswerFile.each(file, NodeCatalog.standard(), new AnswerFile.Sink() {
            @Override
            public void answer(int line, long start, RecordedAnswer answer) {
                read.add(answer);
                starts.add(start);
            }

            @Override
            public void bad(int line, String what) {
                throw new AssertionError(line + ": " + what);
            }
        });

        assertThat(read).extracting(each -> each.answer().text()).containsExactly("half ? of one", EXPECTED);
        assertThat(read).extracting(each -> each.answer().prompt()).containsOnly(prompt);
        assertThat(read).extracting(RecordedAnswer::valid).containsExactly(false, true);
        assertThat(AnswerFile.at(file, starts.get(1), 2, NodeCatalog.standard())
                        .answer()
                        .text())
                .isEqualTo(EXPECTED);
    }

    private static ExamFiles.Answer answer(Lesson.Prompt prompt, String text) {
        return new ExamFiles.Answer(
                prompt, text, text, "as_is", Score.of(EXPECTED, text), 1, 1, ExamFiles.COMPLETED, "");
    }
}
