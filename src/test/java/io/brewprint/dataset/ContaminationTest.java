package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import org.junit.jupiter.api.Test;

class ContaminationTest {
    private static final Composer COMPOSER = Composer.of(3, 10, family -> true);
    private static final String SMALL =
            "BLUEPRINT: BP_Gate\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
                    + "NODE n2: PrintString [InString=Hello]\nEXEC n1.Then -> n2.Execute\n";

    private static Row row(String instruction, String answer) {
        return new Row(instruction, "", answer, "", "");
    }

    private static Composed large() {
        for (long i = 0; ; i++) {
            Composed row = COMPOSER.row(i);
            if (row.document().graphs().getFirst().edges().size() > 12) {
                return row;
            }
        }
    }

    @Test
    void a_graph_is_known_under_other_names_ids_values_and_in_other_words() {
        Composed asked = large();
        Contamination exams = new Contamination();
        exams.add(asked.request(), asked.answer());

        String disguised = asked.answer()
                .replaceAll("\\bn(\\d+)\\b", "x$1")
                .replaceFirst("BLUEPRINT: .*", "BLUEPRINT: BP_Disguised");

        assertThat(exams.hits(row("nothing of the old words", disguised))).isTrue();
        assertThat(exams.hits(row("nothing of the old words", SMALL))).isFalse();
    }

    @Test
    void a_graph_that_lacks_one_wire_or_has_one_more_is_nearly_the_same() {
        Composed asked = large();
        Contamination exams = new Contamination();
        exams.add(asked.request(), asked.answer());
        String last = asked.answer().strip();
        String lacking = last.substring(0, last.lastIndexOf('\n')) + "\n";

        assertThat(exams.hits(row("other words", lacking))).isTrue();
        assertThat(exams.hits(row(
                        "other words",
                        asked.answer() + "NODE n900: GetPlayerPawn\nNODE n901: GetController\n"
                                + "DATA n900.ReturnValue -> n901.Target [Pawn]\n")))
                .isTrue();
    }

    @Test
    void thirteen_words_in_a_row_are_no_chance_and_twelve_are() {
        Contamination exams = new Contamination();
        exams.addWords("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", SMALL);
        String other = SMALL.replace("PrintString [InString=Hello]", "DestroyActor");

        assertThat(exams.hits(row(
                        "so: two three four five six seven eight nine ten eleven twelve thirteen, FOURTEEN!", other)))
                .isTrue();
        assertThat(exams.hits(row("three four five six seven eight nine ten eleven twelve thirteen fourteen", other)))
                .isFalse();
    }

    @Test
    void where_words_are_asked_a_small_graph_is_everybodys_but_not_with_the_same_names_and_texts() {
        Contamination exams = new Contamination();
        exams.addWords("Say hello at the start", SMALL);

        assertThat(exams.hits(row("greet", SMALL.replace("Hello", "Good day")))).isFalse();
        assertThat(exams.hits(row("greet", SMALL))).isTrue();
    }

    @Test
    void where_names_are_asked_none_of_them_may_be_taught() {
        Contamination exams = new Contamination();
        exams.addNames("whatever", SMALL.replace("BP_Gate", "BP_Wombat").replace("Hello", "Gypsum"));
        String other = SMALL.replace("PrintString [InString=Hello]", "DestroyActor");

        assertThat(exams.hits(row("a", other.replace("BP_Gate", "BP_Wombat")))).isTrue();
        assertThat(exams.hits(
                        row("a", SMALL.replace("Event_BeginPlay", "Event_Tick").replace("Hello", "Gypsum"))))
                .isTrue();
        assertThat(exams.hits(row("a", other))).isFalse();
    }
}
