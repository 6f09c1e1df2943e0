package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalRulesTest {
    private static final String HEAD = "BLUEPRINT: BP_A\nGRAPH: EventGraph\n";
    private static final String TWO = HEAD + "NODE n1: Event_BeginPlay\nNODE n2: PrintString\n";

    @Test
    void a_sound_document_is_valid_whatever_its_nodes_and_pins_are() {
        assertThat(
                        List.of(
                                HEAD,
                                "\ufeff" + TWO + "EXEC n1.Then -> n2.Execute\n",
                                "  # a comment\r\n" + TWO + "  EXEC n1.Nowhere->n2.Nothing and what stands behind",
                                HEAD + "EXEC n1.Then -> n2.Execute\nNODE n1: Made\nNODE n2: Up",
                                HEAD + "VAR x: Array<Actor>\nNODE n1: Spawn Enemy [A=(1,2",
                                "BLUEPRINT: BP_A\nPARENT:\nCATEGORY: x\nVAR Größe: Float = 1\nGRAPH: A\nNODE n1: X\nGRAPH: B\nNODE n1: X"))
                .allSatisfy(
                        text -> assertThat(OriginalRules.valid(text)).as(text).isTrue());
    }

    @Test
    void what_its_validator_finds_is_found() {
        assertThat(List.of(
                        "",
                        "BLUEPRINT: BP_A",
                        "BLUEPRINT:  \nGRAPH: EventGraph",
                        "GRAPH: EventGraph",
                        TWO + "NODE n1: Branch",
                        TWO + "EXEC n1.Then -> n3.Execute",
                        HEAD + "NODE n1: X\nGRAPH: B\nNODE n2: X\nEXEC n1.Then -> n2.Execute",
                        TWO + "DATA 0.5 -> n2.V",
                        TWO + "DATA 5 -> n2.V",
                        TWO + "DATA n1.Out Pin -> n2.V",
                        TWO + "// a comment",
                        TWO + "```",
                        HEAD + "NODE n1 Branch",
                        HEAD + "VAR x Float",
                        "BLUEPRINT: BP_A\nNODE n1: Branch\nGRAPH: EventGraph",
                        "blueprint: BP_A\nGRAPH: EventGraph",
                        "[TIMEOUT]"))
                .allSatisfy(
                        text -> assertThat(OriginalRules.valid(text)).as(text).isFalse());
    }
}
