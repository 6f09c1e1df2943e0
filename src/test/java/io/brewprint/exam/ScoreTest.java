package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.lesson.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
    private static final String HELLO = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nEXEC n1.Then -> n2.Execute\n";

    @TempDir
    Path folder;

    @Test
    void the_same_blueprint_under_other_ids_is_exact_and_under_another_name_it_is_not() {
        Score score = Score.of(HELLO, HELLO.replace("n1", "n7"));
        Score renamed = Score.of(HELLO, HELLO.replace("BP_A", "BP_Other"));

        assertThat(renamed.exact()).isFalse();
        assertThat(renamed.failure()).isEqualTo("values");
        assertThat(score.exact()).isTrue();
        assertThat(score.graphF1()).isEqualTo(1);
        assertThat(score.failure()).isEqualTo("none");
        assertThat(score.lineRecall()).isLessThan(1); // the original's score sees only letters
    }

    @Test
    void another_value_is_the_same_graph_but_not_exact() {
        Score score = Score.of(HELLO, HELLO.replace("Hi", "Ho"));

        assertThat(score.sameGraph()).isTrue();
        assertThat(score.exact()).isFalse();
        assertThat(score.failure()).isEqualTo("values");
        assertThat(score.lineRecall()).isCloseTo(5 / 6.0, within(1e-9));
        assertThat(score.missingLines()).containsExactly("NODE n2: PrintString [InString=Hi]");
        assertThat(score.extraLines()).containsExactly("NODE n2: PrintString [InString=Ho]");
    }

    @Test
    void another_graph_and_an_invalid_answer_are_told_apart() {
        assertThat(Score.of(HELLO, HELLO.replace("PrintString [InString=Hi]", "DestroyActor"))
                        .failure())
                .isEqualTo("graph");
        Score dangling = Score.of(HELLO, HELLO.replace("-> n2", "-> n9"));
        assertThat(dangling.failure()).isEqualTo("invalid");
        assertThat(dangling.error()).startsWith("6:");
    }

    @Test
    void no_text_breaks_it() {
        for (String text : List.of("", "[TIMEOUT]", "\u0000\uFFFF", "NODE NODE NODE", "EXEC -> ->\n".repeat(2000))) {
            Score score = Score.of(HELLO, text);
            assertThat(score.valid()).isFalse();
            assertThat(score.graphF1()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void totals_carry_an_interval_that_holds_at_the_ends() {
        Totals none = Totals.of(List.of(answer("")));
        Totals all = Totals.of(List.of(answer(HELLO), answer(HELLO)));

        assertThat(none.interval()).satisfies(i -> assertThat(i.get(1)).isBetween(0.5, 1.0));
        assertThat(all.get(Measure.VALID_SHARE)).isEqualTo(1);
        assertThat(all.interval().getFirst()).isBetween(0.3, 0.5); // two of two says little: Wilson knows
        assertThat(Statistics.wilson(50, 100).getFirst()).isCloseTo(0.4038, within(1e-4));
    }

    @Test
    void slots_are_counted_over_all_prompts_and_silence_is_not_precise() {
        String bare = "BLUEPRINT: BP_A\n";
        Totals both = Totals.of(List.of(answer(HELLO), answer(bare)));

        assertThat(both.get(Measure.SLOT_RECALL)).isEqualTo(4 / 6.0); // not the mean of 3 / 3 and 1 / 3
        assertThat(both.get(Measure.SLOT_PRECISION)).isEqualTo(1);
        assertThat(both.slots().get("text")).isEqualTo(new SlotCounts(2, 1, 1));
        assertThat(Totals.of(List.of(answer(""))).get(Measure.SLOT_PRECISION)).isZero();
        assertThat(both.intervals())
                .hasSize(Measure.values().length)
                .containsKeys("exact_share", "slot_recall", "score");
    }

    private static ExamFiles.Answer answer(String text) {
        Lesson.Prompt prompt = new Lesson.Prompt("p", "print", "say hi", HELLO);
        return new ExamFiles.Answer(
                prompt, text, text, "as_is", Score.of(HELLO, text), 9, 1.5, ExamFiles.COMPLETED, "");
    }

    @Test
    void results_are_written_in_the_originals_fields() throws Exception {
        Lesson.Prompt prompt = new Lesson.Prompt("p1", "print", "say hi", HELLO);
        Lesson lesson = new Lesson("lesson_x", "X", "", List.of(prompt));
        Path file;
        try (ExamFiles files = new ExamFiles(folder, lesson, "blueprint-lora-v1", "base")) {
            String wrong = HELLO.replace("Hi", "Ho");
            files.add(new ExamFiles.Answer(
                    prompt, wrong, wrong, "as_is", Score.of(HELLO, wrong), 9, 1.5, ExamFiles.COMPLETED, ""));
            file = files.file();
            files.finish();
        }

        JsonNode row = new ObjectMapper().readTree(Files.readString(file));
        assertThat(row.path("prompt_id").asText()).isEqualTo("p1");
        assertThat(row.path("validation").path("valid").asBoolean()).isTrue();
        assertThat(row.path("validation").path("nodes").asInt()).isEqualTo(2);
        assertThat(row.path("comparison").path("correct_lines").asInt()).isEqualTo(5);
        assertThat(row.path("comparison").path("missing_nodes").get(0).asText()).startsWith("NODE n2");
        assertThat(row.path("time_seconds").asDouble()).isEqualTo(1.5);
        Path summary = file.resolveSibling(file.getFileName().toString().replace(".jsonl", "_summary.json"));
        JsonNode json = new ObjectMapper().readTree(summary.toFile());
        assertThat(json.path("valid_syntax_pct").asDouble()).isEqualTo(100);
        assertThat(json.path("per_category").path("print").path("count").asInt())
                .isEqualTo(1);
    }
}
