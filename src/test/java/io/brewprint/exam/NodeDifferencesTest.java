package io.brewprint.exam;

import static io.brewprint.exam.NodeDifferences.Kind.UNPAIRED;
import static io.brewprint.exam.NodeDifferences.Kind.VALUES;
import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeDifferencesTest {
    private static final String WANT = "BLUEPRINT: BP_A\nVAR A: Float\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\n"
            + "NODE n2: PrintString [InString=Hi]\nNODE n3: Delay\nEXEC n1.Then -> n2.Execute\nEXEC n2.Then -> n3.Execute\n"
            + "GRAPH: Second\nNODE n1: Event_Tick\n";

    @Test
    void a_document_does_not_differ_from_itself_under_other_ids() {
        NodeDifferences differences = of(WANT, WANT.replace("n1", "n7"));

        assertThat(differences.expected()).hasSize(2).allMatch(Map::isEmpty);
        assertThat(differences.actual()).hasSize(2).allMatch(Map::isEmpty);
    }

    @Test
    void nodes_without_a_partner_and_nodes_with_other_values_are_told_apart_graph_by_graph() {
        NodeDifferences differences = of(
                WANT,
                WANT.replace("=Hi", "=Ho").replace("n3: Delay", "n3: Branch").replace("n1: Event_Tick\n", ""));

        assertThat(differences.expected().get(0))
                .hasSize(2)
                .containsEntry("n2", VALUES)
                .containsEntry("n3", UNPAIRED);
        assertThat(differences.expected().get(1)).hasSize(1).containsEntry("n1", UNPAIRED);
        assertThat(differences.actual().get(0))
                .hasSize(2)
                .containsEntry("n2", VALUES)
                .containsEntry("n3", UNPAIRED);
    }

    @Test
    void of_no_answer_everything_is_missing() {
        NodeDifferences differences = of(WANT, "I cannot");

        assertThat(differences.expected().get(0))
                .hasSize(3)
                .containsValue(UNPAIRED)
                .doesNotContainValue(VALUES);
        assertThat(differences.actual()).isEmpty();
    }

    @Test
    void of_two_nodes_with_one_id_the_first_is_the_one_that_is_told() {
        NodeDifferences differences = of(WANT, WANT.replace("n3: Delay", "n3: Delay\nNODE n3: Branch"));

        assertThat(differences.actual().get(0)).isEmpty();
    }

    private static NodeDifferences of(String want, String got) {
        return NodeDifferences.of(Dsl.parse(want).document(), Dsl.parse(got).document(), NodeCatalog.standard());
    }
}
