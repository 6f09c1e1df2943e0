package io.brewprint.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.Json;
import io.brewprint.exam.ExamKind;
import io.brewprint.exam.ExamOutcome;
import io.brewprint.lesson.DrawnExams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds of lessons are machine keys in JSON and words in tables. */
class ExamKeysTest {
    private static final List<String> KINDS = List.of(
            ExamKind.LESSONS,
            DrawnExams.COMBINATIONS,
            DrawnExams.NAMES,
            DrawnExams.WORDS,
            ExamKind.OLD_FAMILIES,
            ExamKind.NEW_FAMILIES);

    @Test
    void kinds_are_snake_case_as_keys_and_have_blanks_as_words() {
        assertThat(KINDS).allMatch(kind -> kind.matches("[a-z]+(_[a-z]+)*"));
        assertThat(ExamKind.words(ExamKind.OLD_FAMILIES)).isEqualTo("old families");
        assertThat(ExamKind.families(DrawnExams.NAMES, "known#3")).isEqualTo("old_families");
        assertThat(ExamKind.families(DrawnExams.NAMES, "ui#3")).isEqualTo("new_families");
    }

    @Test
    void figures_that_an_earlier_program_wrote_with_blanks_are_read_under_the_keys_of_now() throws Exception {
        Outputs.Figures none = new Outputs.Figures(ExamOutcome.NONE.overall(), null, null, null, Map.of());
        String written = Json.STRICT.writeValueAsString(
                new Outputs.Figures(ExamOutcome.NONE.overall(), null, null, null, Map.of(ExamKind.OLD_FAMILIES, none)));
        assertThat(written).contains("\"old_families\"");

        Outputs.Figures read =
                Json.STRICT.readValue(written.replace("\"old_families\"", "\"old families\""), Outputs.Figures.class);

        assertThat(read.kinds()).containsOnlyKeys("old_families");
    }
}
