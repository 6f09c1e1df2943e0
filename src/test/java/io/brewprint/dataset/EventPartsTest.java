package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.compose.Composer;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPartsTest {
    private static final String TWO_EVENTS = """
            BLUEPRINT: BP_Door
            PARENT: Actor
            VAR Open: Bool
            VAR Count: Int
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: VariableGet [VarName=Open]
            NODE n3: Branch
            NODE n4: PrintString [InString=Hello]
            NODE n5: Event_Tick
            NODE n6: VariableGet [VarName=Count]
            NODE n7: AddInt [B=1]
            NODE n8: VariableSet [VarName=Count]
            EXEC n1.Then -> n3.Execute
            EXEC n3.True -> n4.Execute
            EXEC n5.Then -> n8.Execute
            DATA n2.Value -> n3.Condition [Bool]
            DATA n6.Value -> n7.A [Int]
            DATA n7.ReturnValue -> n8.Value [Int]
            """;

    @Test
    void a_large_document_is_cut_between_events_and_each_part_has_its_variables() {
        Document whole = Dsl.parse(TWO_EVENTS).document();

        List<Document> parts = EventParts.of(whole, 4);

        assertThat(parts).hasSize(2).allMatch(part -> part.name().equals("BP_Door"));
        assertThat(types(parts.get(0))).containsExactly("Event_BeginPlay", "VariableGet", "Branch", "PrintString");
        assertThat(types(parts.get(1))).containsExactly("Event_Tick", "VariableGet", "AddInt", "VariableSet");
        assertThat(parts.get(0).variables()).extracting(Variable::name).containsExactly("Open");
        assertThat(parts.get(1).variables()).extracting(Variable::name).containsExactly("Count");
        assertThat(EventParts.of(whole, 8)).isEmpty();
    }

    @Test
    void an_event_that_needs_another_ones_value_stays_with_it() {
        Document whole = Dsl.parse(TWO_EVENTS + "DATA n5.DeltaSeconds -> n4.Duration [Float]\n")
                .document();

        assertThat(EventParts.of(whole, 4)).isEmpty();
    }

    @Test
    void no_wire_of_a_composed_blueprint_is_lost_and_none_runs_twice() {
        Composer composer = Composer.of(5, 30, family -> true);
        int cut = 0;
        for (long number = 0; number < 300; number++) {
            Document whole = composer.row(number, 30).document();
            List<Document> parts = EventParts.of(whole, 12);
            if (parts.isEmpty()) {
                continue;
            }
            cut++;
            for (Edge edge : whole.graphs().getFirst().edges()) {
                long times = parts.stream()
                        .filter(part -> part.graphs().getFirst().edges().contains(edge))
                        .count();
                if (edge.kind() == Edge.Kind.EXEC) {
                    assertThat(times).as(edge.toString()).isEqualTo(1);
                } else {
                    assertThat(times).as(edge.toString()).isPositive();
                }
            }
            assertThat(parts)
                    .allSatisfy(part -> assertThat(Dsl.isValid(Dsl.check(Dsl.print(part))))
                            .as(Dsl.print(part))
                            .isTrue());
        }
        assertThat(cut).isGreaterThan(50);
    }

    @Test
    void values_that_a_thousand_events_share_are_not_copied_a_thousand_times() {
        StringBuilder nodes = new StringBuilder("BLUEPRINT: BP_X\nGRAPH: EventGraph\nNODE p0: GetGameTimeInSeconds\n");
        StringBuilder wires = new StringBuilder();
        for (int i = 1; i < 1000; i++) {
            nodes.append("NODE p" + i + ": AddFloat\n");
            wires.append("DATA p" + (i - 1) + ".ReturnValue -> p" + i + ".A [Float]\n");
        }
        for (int i = 0; i < 1000; i++) {
            nodes.append("NODE a" + i + ": Event_Custom [EventName=E" + i + "]\nNODE b" + i + ": Delay\n");
            wires.append("EXEC a" + i + ".Then -> b" + i + ".Execute\n");
            wires.append("DATA p999.ReturnValue -> b" + i + ".Duration [Float]\n");
        }

        List<Document> parts = EventParts.of(Dsl.parse(nodes.toString() + wires).document(), 24);

        assertThat(parts).isNotEmpty();
        assertThat(parts.stream().mapToInt(part -> types(part).size()).sum()).isLessThan(3 * 3000);
    }

    @Test
    void an_export_gives_a_row_of_the_whole_and_one_of_each_part() {
        Composer composer = Composer.of(5, 30, family -> true);
        String large = java.util.stream.LongStream.range(0, 300)
                .mapToObj(number -> composer.row(number, 30))
                .filter(row -> EventParts.of(row.document(), 24).size() > 1)
                .findFirst()
                .orElseThrow()
                .answer();

        List<Row> rows = Exports.rows("big.dsl", large);

        assertThat(rows).hasSizeGreaterThan(2);
        assertThat(rows).extracting(Row::instruction).doesNotHaveDuplicates();
        assertThat(rows.getFirst().output()).isEqualTo(large);
        assertThat(rows.get(1).source()).isEqualTo("export:big.dsl#1");
    }

    private static List<String> types(Document part) {
        return part.graphs().getFirst().nodes().stream().map(Node::type).toList();
    }
}
