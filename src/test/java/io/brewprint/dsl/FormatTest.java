package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final String SYNTHETIC = """
            BLUEPRINT: BP_X
            VAR Health: float = 5
            GRAPH: EventGraph
            NODE start: Event_CustomEvent [Name=Hurt]
            NODE a: GetVar [Variable=Health]
            DATA a.Value -> b.Value [float]
            NODE b: SetVar [Variable=Health]
            EXEC start.Then -> b.Execute
            EXEC b.Then -> t.Execute
            NODE t: SetTimerByFunctionName [FunctionName=Hurt, Time=1.0, bLooping=true]
            COMMENT "x": a, b
            """;

    @Test
    void both_dialects_become_the_lessons_one_with_ids_in_reading_order() {
        assertThat(Dsl.format(SYNTHETIC)).isEqualTo("""
                BLUEPRINT: BP_X
                VAR Health: Float = 5
                GRAPH: EventGraph
                NODE n1: Event_Custom [EventName=Hurt]
                NODE n2: VariableGet [VarName=Health]
                NODE n3: VariableSet [VarName=Health]
                NODE n4: SetTimerByFunctionName [FunctionName=Hurt, Time=1.0, Looping=true]
                EXEC n1.Then -> n3.Execute
                EXEC n3.Then -> n4.Execute
                DATA n2.Value -> n3.Value [Float]
                COMMENT "x": n2, n3
                """);
        assertThat(Dsl.check(SYNTHETIC))
                .allMatch(problem -> problem.severity() == Severity.HINT)
                .isNotEmpty();
        assertThat(Dsl.check(Dsl.format(SYNTHETIC))).isEmpty();
    }

    @Test
    void no_line_that_cannot_be_read_is_lost_and_no_fault_is_hidden() {
        assertThat(Dsl.format("BLUEPRINT: X\nrubbish\n")).isEqualTo("BLUEPRINT: X\nrubbish\n");
        String dangling = "BLUEPRINT: X\nGRAPH: G\nNODE n7: Delay\nEXEC n1.Then -> n7.Execute\n";
        assertThat(Dsl.format(dangling)).isEqualTo(dangling);
    }

    @Property(tries = 3_000)
    void formatting_is_idempotent_and_prints_the_canonical_document(@ForAll("documents") Document document) {
        String once = Dsl.format(Dsl.print(document));

        assertThat(Dsl.format(once)).isEqualTo(once);
        assertThat(once).isEqualTo(Dsl.print(Dsl.canonical(document, NodeCatalog.standard())));
        assertThat(Dsl.print(Dsl.parse(once).document())).isEqualTo(once);
    }

    @Property(tries = 500)
    void new_ids_do_not_change_the_graph(@ForAll("documents") Document document) {
        Document named = Dsl.parse(Dsl.print(new Canonical(NodeCatalog.standard()).named(document)))
                .document();

        assertThat(CanonicalHash.of(Dsl.exactGraph(Dsl.canonical(document, NodeCatalog.standard()))))
                .isEqualTo(CanonicalHash.of(Dsl.exactGraph(named)));
    }

    @Test
    void what_has_one_cure_is_cured() {
        String fixed = Dsl.fix("""
                BLUEPRINT: BP_X
                VAR Health: Float
                GRAPH: EventGraph
                NODE a1: Event_BeginPlay
                NODE a2: printstring [InStrin="x", InStrin="x"]
                NODE a3: VariableGet [VarName=Helth]
                EXEC a1.then -> a2.Execute
                EXEC a1.then -> a2.Execute
                EXEC a3.Value -> a2.InString
                DATA 2.0 -> a2.Duratoin
                """);

        assertThat(fixed).isEqualTo("""
                BLUEPRINT: BP_X
                VAR Health: Float
                GRAPH: EventGraph
                NODE a1: Event_BeginPlay
                NODE a2: PrintString [InString="x", Duration=2.0]
                NODE a3: VariableGet [VarName=Health]
                EXEC a1.then -> a2.Execute
                DATA a3.Value -> a2.InString
                """.replace("[InString=\"x\"", "[InString=x"));
        assertThat(Dsl.isValid(Dsl.check(fixed))).isTrue();
        String doubtful = "BLUEPRINT: X\nGRAPH: G\nNODE n1: MxInt\n";
        assertThat(Dsl.fix(doubtful))
                .as("MaxInt differs by one slip, yet so may others")
                .contains("M");
    }

    @Test
    void a_difference_is_told_in_words_that_name_nodes_and_wires() {
        Document one = Dsl.parse("""
                BLUEPRINT: BP_X
                VAR Health: Float
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: PrintString [InString=Hello]
                NODE n3: Delay
                EXEC n1.Then -> n2.Execute
                EXEC n2.Then -> n3.Execute
                """).document();
        Document two = Dsl.parse("""
                BLUEPRINT: BP_X
                VAR Health: Int
                GRAPH: EventGraph
                NODE m9: PrintString [InString=Bye]
                NODE m1: Event_BeginPlay
                NODE m3: DestroyActor
                EXEC m1.Then -> m9.Execute
                EXEC m9.Then -> m3.Execute
                """).document();

        GraphDiff diff = GraphDiff.of(one, two);

        assertThat(diff.lines())
                .containsExactly(
                        "~ VAR Health: Float = null is Int = null",
                        "~ PrintString n2: InString Hello is Bye",
                        "- NODE n3: Delay",
                        "+ NODE m3: DestroyActor",
                        "- EXEC n2.Then -> n3.Execute",
                        "+ EXEC m9.Then -> m3.Execute");
        assertThat(diff.match().nodeF1()).isBetween(0.6, 0.7);
        assertThat(diff.match().edgeF1()).isEqualTo(0.5);
        assertThat(GraphDiff.of(one, one).lines()).isEmpty();
        assertThat(GraphDiff.of(two, Dsl.canonical(two, NodeCatalog.standard())).lines())
                .isEmpty();
    }

    @Provide
    Arbitrary<Document> documents() {
        return Documents.documents();
    }
}
