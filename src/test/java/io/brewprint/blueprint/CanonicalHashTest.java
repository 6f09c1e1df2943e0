package io.brewprint.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalHashTest {
    @Property(tries = 1500)
    void renumbering_and_reordering_change_nothing(@ForAll("graphs") LabelledGraph graph, @ForAll long seed) {
        LabelledGraph shuffled = shuffle(graph, new Random(seed));

        assertThat(CanonicalHash.of(shuffled))
                .isEqualTo(CanonicalHash.of(graph))
                .hasSize(64);
        assertThat(GraphMatch.compare(graph, shuffled)).isEqualTo(new GraphMatch(1, 1, 1, true));
    }

    @Property(tries = 500)
    void another_label_is_another_graph(@ForAll("graphs") LabelledGraph graph, @ForAll long seed) {
        var labels = new ArrayList<>(graph.labels());
        labels.set((int) Math.floorMod(seed, labels.size()), "other");

        var other = new LabelledGraph(labels, graph.edges());

        assertThat(CanonicalHash.of(other)).isNotEqualTo(CanonicalHash.of(graph));
        assertThat(GraphMatch.compare(graph, other).nodeF1()).isLessThan(1);
    }

    @Property(tries = 500)
    void one_edge_less_is_another_graph(@ForAll("graphs") LabelledGraph graph) {
        if (graph.edges().isEmpty()) {
            return;
        }
        var other = new LabelledGraph(
                graph.labels(), graph.edges().subList(1, graph.edges().size()));

        assertThat(CanonicalHash.of(other)).isNotEqualTo(CanonicalHash.of(graph));
        assertThat(GraphMatch.compare(graph, other).f1()).isLessThan(1);
    }

    @Test
    void regular_graphs_that_refinement_alone_cannot_part_are_parted() {
        // Beside a hub, two triangles and one ring of six look alike to every node.
        LabelledGraph triangles = ring(true);
        LabelledGraph six = ring(false);

        assertThat(CanonicalHash.of(triangles)).isNotEqualTo(CanonicalHash.of(six));
        assertThat(GraphMatch.compare(triangles, six)).isEqualTo(new GraphMatch(1, 1, 1, false));
    }

    @Test
    void hundreds_of_equal_nodes_take_no_time() {
        var labels = new ArrayList<String>(Collections.nCopies(400, "PrintString"));
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 1; i < 300; i++) {
            edges.add(new LabelledEdge(0, i, "DATA A->B"));
        }

        assertThat(CanonicalHash.of(new LabelledGraph(labels, edges)))
                .isEqualTo(CanonicalHash.of(shuffle(new LabelledGraph(labels, edges), new Random(1))));
    }

    @Test
    void figures_are_those_worked_out_by_hand() {
        var expected = new LabelledGraph(
                List.of("A", "B", "B"), List.of(new LabelledEdge(0, 1, "x"), new LabelledEdge(1, 2, "x")));
        var actual = new LabelledGraph(List.of("B", "A"), List.of(new LabelledEdge(1, 0, "x")));

        GraphMatch match = GraphMatch.compare(expected, actual);

        assertThat(match.nodeF1()).isEqualTo(4.0 / 5);
        assertThat(match.edgeF1()).isEqualTo(2.0 / 3);
        assertThat(match.f1()).isEqualTo(6.0 / 8);
    }

    private static LabelledGraph ring(boolean split) {
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 0; i < 6; i++) {
            int next = split ? i / 3 * 3 + (i + 1) % 3 : (i + 1) % 6;
            edges.add(new LabelledEdge(i, next, "x"));
            edges.add(new LabelledEdge(6, i, "hub"));
        }
        return new LabelledGraph(Collections.nCopies(7, "N"), edges);
    }

    private static LabelledGraph shuffle(LabelledGraph graph, Random random) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < graph.labels().size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        var labels = new ArrayList<>(graph.labels());
        for (int i = 0; i < order.size(); i++) {
            labels.set(order.get(i), graph.labels().get(i));
        }
        var edges = new ArrayList<LabelledEdge>();
        for (LabelledEdge edge : graph.edges()) {
            edges.add(new LabelledEdge(order.get(edge.from()), order.get(edge.to()), edge.label()));
        }
        Collections.shuffle(edges, random);
        return new LabelledGraph(labels, edges);
    }

    @Provide
    Arbitrary<LabelledGraph> graphs() {
        return Arbitraries.integers().between(1, 9).flatMap(size -> {
            Arbitrary<Integer> index = Arbitraries.integers().between(0, size - 1);
            Arbitrary<LabelledEdge> edge =
                    Combinators.combine(index, index, Arbitraries.of("x", "y")).as(LabelledEdge::new);
            return Combinators.combine(
                            Arbitraries.of("A", "B").list().ofSize(size),
                            edge.list().ofMaxSize(14))
                    .as(LabelledGraph::new);
        });
    }
}
