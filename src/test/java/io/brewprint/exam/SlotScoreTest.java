package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and values, one at a time. */
class SlotScoreTest {
    private static final String DOOR = """
            BLUEPRINT: BP_Door
            PARENT: Actor
            VAR Energy: Float = 35.0
            VAR IsOpen: Bool = false
            GRAPH: EventGraph
            NODE n1: Event_InputAction [ActionName=Interact]
            NODE n2: PrintString [InString="Door opened", bPrintToLog=false]
            NODE n3: VariableSet [VarName=Energy, Value=2.5]
            NODE n4: SpawnActorFromClass [ActorClass=BP_Spark, CollisionHandlingOverride=AlwaysSpawn]
            NODE n5: GetActorTransform
            EXEC n1.Pressed -> n2.Execute
            EXEC n2.Then -> n3.Execute
            DATA n5.ReturnValue -> n4.SpawnTransform
            EXEC n3.Then -> n4.Execute
            GRAPH: Ring
            NODE n1: FunctionEntry
            NODE n2: PrintString [InString=Ring]
            EXEC n1.Then -> n2.Execute
            """;

    static SlotScore slots(String expected, String actual) {
        return SlotScore.of(Dsl.parse(expected).document(), Dsl.parse(actual).document(), NodeCatalog.standard());
    }

    @Test
    void a_document_has_every_name_and_value_of_its_own_at_its_place() {
        assertThat(slots(DOOR, DOOR).kinds())
                .isEqualTo(Map.ofEntries(
                        Map.entry(SlotKind.BLUEPRINT, all(1)),
                        Map.entry(SlotKind.PARENT, all(1)),
                        Map.entry(SlotKind.GRAPH, all(1)),
                        Map.entry(SlotKind.VARIABLE, all(2)),
                        Map.entry(SlotKind.TYPE, all(2)),
                        Map.entry(SlotKind.DEFAULT, all(2)),
                        Map.entry(SlotKind.NAME, all(2)),
                        Map.entry(SlotKind.TEXT, all(2)),
                        Map.entry(SlotKind.NUMBER, all(1)),
                        Map.entry(SlotKind.BOOLEAN, all(1)),
                        Map.entry(SlotKind.WORD, all(1)),
                        Map.entry(SlotKind.CLASS, all(1))));
    }

    private static SlotCounts all(int count) {
        return new SlotCounts(count, count, count);
    }

    @ParameterizedTest
    @CsvSource({
        "BP_Door, BP_Gate, BLUEPRINT",
        "PARENT: Actor, PARENT: Pawn, PARENT",
        "GRAPH: Ring, GRAPH: Bell, GRAPH",
        "VAR Energy, VAR Power, VARIABLE",
        "IsOpen: Bool, IsOpen: String, TYPE",
        "= 35.0, = 36.0, DEFAULT",
        "ActionName=Interact, ActionName=Jump, NAME",
        "VarName=Energy, VarName=Power, NAME",
        "Door opened, Trap offline, TEXT",
        "InString=Ring, InString=Rung, TEXT",
        "Value=2.5, Value=25, NUMBER",
        "bPrintToLog=false, bPrintToLog=true, BOOLEAN",
        "AlwaysSpawn, Undefined, WORD",
        "BP_Spark, BP_Flame, CLASS"
    })
    void another_value_loses_exactly_its_slot_and_the_answer_is_no_more_exact(
            String before, String after, SlotKind kind) {
        String answer = DOOR.replace(before, after);
        SlotScore slots = slots(DOOR, answer);

        assertThat(slots.total()).isEqualTo(new SlotCounts(17, 17, 16));
        slots.kinds()
                .forEach((each, counts) -> assertThat(counts.expected() - counts.right())
                        .as(each.word())
                        .isEqualTo(each == kind ? 1 : 0));
        assertThat(Score.of(DOOR, DOOR).exact()).isTrue();
        assertThat(Score.of(DOOR, answer).exact()).isFalse();
        assertThat(Score.of(DOOR, answer).sameGraph()).isTrue();
    }

    @Test
    void a_value_that_is_missing_is_lost_and_one_that_nobody_asked_for_costs_precision_alone() {
        assertThat(slots(DOOR, DOOR.replace(", Value=2.5", "")).total()).isEqualTo(new SlotCounts(17, 16, 16));
        SlotCounts more =
                slots(DOOR, DOOR.replace("Value=2.5", "Value=2.5, Other=1")).total();
        assertThat(more.recall()).isEqualTo(1);
        assertThat(more.precision()).isEqualTo(17 / 18.0);
        assertThat(Score.of(DOOR, DOOR.replace("= false", "")).exact()).isFalse();
    }

    @Test
    void ids_order_positions_quotes_and_the_spelling_of_numbers_do_not_count() {
        String other = """
                # another order
                BLUEPRINT: BP_Door
                PARENT: "Actor"
                VAR IsOpen: Bool = false
                VAR Energy: Float = 35
                GRAPH: Ring
                NODE b: PrintString [InString="Ring"]
                NODE a: FunctionEntry
                EXEC a.Then -> b.Execute
                GRAPH: EventGraph
                NODE n3: SpawnActorFromClass [CollisionHandlingOverride=AlwaysSpawn, ActorClass="BP_Spark"]
                NODE n5: GetActorTransform
                DATA n5.ReturnValue -> n3.SpawnTransform [Transform]
                NODE n4: VariableSet [Value=2.50, VarName=Energy]
                NODE n1: PrintString [bPrintToLog=false, InString="Door opened"]
                NODE n2: Event_InputAction [ActionName=Interact]
                EXEC n4.Then -> n3.Execute
                EXEC n2.Pressed -> n1.Execute
                EXEC n1.Then -> n4.Execute
                COMMENT "a box": n1
                """;

        assertThat(slots(DOOR, other).total()).isEqualTo(all(17));
        assertThat(Score.of(DOOR, other).exact()).isTrue();
        assertThat(slots("NODE", DOOR).total().recall()).isEqualTo(1); // nothing is expected
    }

    @Test
    void numbers_in_texts_are_texts_and_those_in_vectors_are_numbers() {
        String move = "BLUEPRINT: A\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
                + "NODE n2: AddActorWorldOffset [DeltaLocation=\"0, 0, 900\"]\nNODE n3: PrintString [InString=1.0]\n"
                + "EXEC n1.Then -> n2.Execute\nEXEC n2.Then -> n3.Execute\n";

        assertThat(slots(move, move.replace("0, 0, 900", "0.0,0.0,900.00")).total())
                .isEqualTo(all(3));
        assertThat(slots(move, move.replace("900", "90")).total()).isEqualTo(new SlotCounts(3, 3, 2));
        assertThat(slots(move, move.replace("InString=1.0", "InString=1")).total())
                .isEqualTo(new SlotCounts(3, 3, 2));
    }

    @Test
    void values_that_change_places_along_wires_are_lost() {
        String two = "BLUEPRINT: A\nGRAPH: EventGraph\nNODE a: Event_Custom [EventName=Open]\n"
                + "NODE b: PrintString [InString=opened]\nNODE c: Event_Custom [EventName=Close]\n"
                + "NODE d: PrintString [InString=closed]\nEXEC a.Then -> b.Execute\nEXEC c.Then -> d.Execute\n";
        String crossed = two.replace("opened", "x").replace("closed", "opened").replace("=x", "=closed");

        assertThat(slots(two, crossed).total()).isEqualTo(new SlotCounts(5, 5, 3));
        assertThat(Score.of(two, crossed).exact()).isFalse();
    }

    @Test
    void one_sentence_whatever_is_asked_looks_as_wrong_as_it_is() {
        String sentence = "BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
                + "NODE n2: PrintString [InString=\"%s\"]\nEXEC n1.Then -> n2.Execute\n";
        List<String> wanted = List.of("Door opened", "Trap offline", "Hello", "Ready");
        List<Score> scores = wanted.stream()
                .map(want -> Score.of(sentence.formatted(want), sentence.formatted("Hello")))
                .toList();

        assertThat(scores).allMatch(Score::sameGraph).allMatch(score -> score.graphF1() == 1);
        SlotScore all = SlotScore.sum(scores.stream().map(Score::slots).toList());
        assertThat(all.kinds().get(SlotKind.TEXT).recall()).isEqualTo(0.25);
        assertThat(scores).filteredOn(Score::exact).hasSize(1);
    }

    @Test
    void a_damaged_answer_is_counted_as_far_as_it_is_read() {
        String cut = DOOR.substring(0, DOOR.indexOf("NODE n3")) + "NODE n3: VariableSet [VarName=En";
        assertThat(slots(DOOR, cut).total().right()).isEqualTo(11);
        SlotCounts silent = slots(DOOR, "").total();
        assertThat(silent.recall()).isZero();
    }
}
