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

        assertThat(text)
                .isEqualTo(
                        "Create BP_Door: on begin play, delay 2.0, then print string Open; on custom Close, destroy actor.");
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
