package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Dsl;
import org.junit.jupiter.api.Test;

class NarratorTest {
    @Test
    void events_are_told_with_what_they_run_in_order() {
        String text = narrate("""
                BLUEPRINT: BP_Door
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: Delay [Duration=2.0]
                NODE n3: PrintString [InString="Open"]
                NODE n4: Event_Custom [EventName=Close]
                NODE n5: DestroyActor
                EXEC n1.Then -> n2.Execute
                EXEC n2.Completed -> n3.Execute
                EXEC n4.Then -> n5.Execute
                """);

        assertThat(text).containsSubsequence("BP_Door", "2", "Open", "Close");
        assertThat(narrate("BLUEPRINT: BP_Door\nGRAPH: EventGraph\nNODE n1: Event_Tick\nNODE n2: QuitGame\n"
                        + "EXEC n1.Then -> n2.Execute\n"))
                .isEqualTo(narrate("BLUEPRINT: BP_Door\nGRAPH: EventGraph\nNODE t: Event_Tick\nNODE q: QuitGame\n"
                        + "EXEC t.Then -> q.Execute\n"));
    }

    @Test
    void ways_that_join_again_are_told_in_outline() {
        assertThat(narrate("BLUEPRINT: BP_X\nGRAPH: G\nNODE n1: Event_Tick\nNODE n2: Event_BeginPlay\n"
                        + "NODE n3: Delay [Duration=2.0]\nEXEC n1.Then -> n3.Execute\nEXEC n2.Then -> n3.Execute\n"))
                .isEqualTo("Create BP_X: on tick, delay 2.0; on begin play, delay 2.0.");
    }

    @Test
    void a_graph_without_wires_and_one_with_a_loop_are_told_too() {
        assertThat(narrate("BLUEPRINT: BP_X\nGRAPH: G\nNODE n1: Branch\nNODE n2: Delay\n"))
                .isEqualTo("Create BP_X with the nodes branch, delay.");
        assertThat(narrate("BLUEPRINT: BP_X\nGRAPH: G\nNODE n1: Event_Tick\nNODE n2: Gate\nNODE n3: Delay\n"
                        + "EXEC n1.Then -> n2.Enter\nEXEC n2.Exit -> n3.Execute\nEXEC n3.Completed -> n2.Open\n"))
                .isEqualTo("Create BP_X: on tick, gate, then delay.");
    }

    private static String narrate(String dsl) {
        return Narrator.narrate(Dsl.parse(dsl).document());
    }
}
