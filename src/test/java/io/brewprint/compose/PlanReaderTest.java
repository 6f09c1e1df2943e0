package io.brewprint.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
    private static final NodeCatalog CATALOG = NodeCatalog.standard();
    private static final Composer COMPOSER = Composer.of(31, 10, family -> true);

    /** The graph of a plan that was read is the graph that it was read from: nothing is lost between the two. */
    @Test
    void what_is_read_as_a_plan_is_written_as_the_same_document() {
        int read = 0;
        int single = 0;
        for (long i = 0; i < 1500; i++) {
            Document document = COMPOSER.row(i).document();
            // Functions have graphs of their own, and are not read.
            single += document.graphs().size() == 1 ? 1 : 0;
            Optional<Plan> plan = PlanReader.read(document, CATALOG);
            if (plan.isPresent()) {
                read++;
                assertThat(exact(PlanGraph.of(plan.get())))
                        .as(Dsl.print(document))
                        .isEqualTo(exact(document));
            }
        }

        assertThat(single).isGreaterThan(1200);
        assertThat(read).isBetween(single * 98 / 100, single);
    }

    @Test
    void a_document_is_told_in_other_words_with_all_its_names_and_texts() {
        Composed row = LongStream.iterate(12, i -> i + 1)
                .mapToObj(COMPOSER::row)
                .filter(each -> each.document().graphs().size() == 1)
                .findFirst()
                .orElseThrow();
        String one = Composer.tell(row.document(), CATALOG, 1).orElseThrow();
        String other = Composer.tell(row.document(), CATALOG, 2).orElseThrow();

        assertThat(one).isNotEqualTo(other);
        assertThat(Composer.tell(row.document(), CATALOG, 1)).contains(one);
        for (long i = 0; i < 300; i++) {
            Document document = COMPOSER.row(i).document();
            Composer.tell(document, CATALOG, i)
                    .ifPresent(request -> assertThat(ComposerTest.said(document))
                            .as(request)
                            .allSatisfy(value -> assertThat(request).contains(value)));
        }
    }

    @Test
    void nodes_that_no_recipe_knows_are_told_by_their_names_and_values() {
        Document document = Dsl.parse("""
                        BLUEPRINT: BP_Far
                        PARENT: Actor
                        GRAPH: EventGraph
                        NODE n1: Event_BeginPlay
                        NODE n2: SomethingOdd [Wide=7, Deep="as a well"]
                        NODE n3: PrintString [InString="there", bPrintToLog=false]
                        EXEC n1.Then -> n2.Execute
                        EXEC n2.Then -> n3.Execute
                        """).document();

        assertThat(Composer.tell(document, CATALOG, 5).orElseThrow())
                .contains("BP_Far", "SomethingOdd", "Wide", "7", "as a well", "there", "bPrintToLog", "false");
    }

    @Test
    void ways_that_join_again_and_nodes_that_nothing_leads_to_are_not_told_as_if_they_did_not() {
        String joined = """
                        BLUEPRINT: BP_Join
                        PARENT: Actor
                        GRAPH: EventGraph
                        NODE n1: Event_BeginPlay
                        NODE n2: Event_Tick
                        NODE n3: DestroyActor
                        EXEC n1.Then -> n3.Execute
                        EXEC n2.Then -> n3.Execute
                        """;
        String alone = """
                        BLUEPRINT: BP_Alone
                        PARENT: Actor
                        GRAPH: EventGraph
                        NODE n1: Event_BeginPlay
                        NODE n2: DestroyActor
                        NODE n3: GetPlayerPawn
                        EXEC n1.Then -> n2.Execute
                        """;

        assertThat(Composer.tell(Dsl.parse(joined).document(), CATALOG, 1)).isEmpty();
        assertThat(Composer.tell(Dsl.parse(alone).document(), CATALOG, 1)).isEmpty();
    }

    /** Each of forty additions takes the one before it twice: told in full that is two to the power of forty. */
    @Test
    void what_would_grow_without_end_or_is_nested_without_end_is_not_told() {
        var shared = new StringBuilder("BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE e: Event_Tick\n"
                + "NODE p: PrintString\nNODE v0: GetGameTimeInSeconds\nEXEC e.Then -> p.Execute\n");
        for (int i = 1; i <= 40; i++) {
            shared.append("NODE v").append(i).append(": AddFloat\n");
            for (String pin : List.of("A", "B")) {
                shared.append("DATA v" + (i - 1) + ".ReturnValue -> v" + i + "." + pin + " [Float]\n");
            }
        }
        shared.append("DATA v40.ReturnValue -> p.InString [String]\n");
        var nested = new StringBuilder("BLUEPRINT: BP_A\nPARENT: Actor\nGRAPH: EventGraph\nNODE b0: Event_Tick\n");
        for (int i = 1; i <= 5_000; i++) {
            nested.append("NODE b").append(i).append(": Branch\n");
            nested.append("EXEC b" + (i - 1) + "." + (i == 1 ? "Then" : "False") + " -> b" + i + ".Execute\n");
        }

        assertThat(Composer.tell(Dsl.parse(shared.toString()).document(), CATALOG, 1))
                .isEmpty();
        assertThat(Composer.tell(Dsl.parse(nested.toString()).document(), CATALOG, 1))
                .isEmpty();
    }

    private static String exact(Document document) {
        return document.name() + document.parent() + document.variables() + CanonicalHash.of(Dsl.exactGraph(document));
    }
}
