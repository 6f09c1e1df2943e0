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
    void a_thousand_like_events_behind_a_chain_of_a_thousand_take_few_steps() {
        LabelledGraph graph = events(1_000);
        List<CanonicalForm> forms = CanonicalHash.forms(graph);

        // a round for each node of the chain at most, and hardly anything for what is alike
        assertThat(forms).singleElement().satisfies(form -> {
            assertThat(form.whole()).isTrue();
            assertThat(form.steps()).isLessThan(1_100 * Refinement.size(graph));
        });
        assertThat(CanonicalHash.of(shuffle(graph, new Random(3)))).isEqualTo(CanonicalHash.of(graph));
    }

    @Test
    void two_events_that_change_their_prints_are_the_same_and_two_that_share_one_are_not() {
        LabelledGraph graph = events(100);
        int last = graph.edges().size() - 1;

        LabelledGraph changed = moved(moved(graph, last, 298), last - 2, 299);
        LabelledGraph shared = moved(graph, last, 298);

        assertThat(CanonicalHash.of(changed)).isEqualTo(CanonicalHash.of(graph));
        assertThat(CanonicalHash.of(shared)).isNotEqualTo(CanonicalHash.of(graph));
    }

    @Property(tries = 150)
    void numbering_does_not_count_where_much_is_alike(@ForAll("alike") LabelledGraph graph, @ForAll long seed) {
        List<CanonicalForm> forms = CanonicalHash.forms(graph);

        assertThat(forms).allMatch(CanonicalForm::whole);
        LabelledGraph shuffled = shuffle(graph, new Random(seed));
        assertThat(CanonicalHash.of(shuffled)).isEqualTo(CanonicalHash.of(graph));
        assertThat(steps(shuffled)).isEqualTo(steps(graph));
    }

    @Property(tries = 150)
    void a_moved_wire_counts_where_much_is_alike(@ForAll("alike") LabelledGraph graph, @ForAll int at) {
        int wire = Math.floorMod(at, graph.edges().size());
        LabelledEdge edge = graph.edges().get(wire);
        int[] wired = new int[graph.labels().size()];
        graph.edges().forEach(each -> wired[each.to()]++);
        for (int node = 0; node < wired.length; node++) {
            // with other numbers of wires at their ends the graphs differ for certain
            if (graph.labels().get(node).equals(graph.labels().get(edge.to())) && wired[node] != wired[edge.to()] - 1) {
                LabelledGraph other = moved(graph, wire, node);
                assertThat(CanonicalHash.of(other).equals(CanonicalHash.of(graph)))
                        .isEqualTo(node == edge.to());
            }
        }
    }

    @Test
    void copies_of_rings_that_look_alike_are_parted_however_many_there_are() {
        // 40 rings behind one hub: to every node two rings of three look like one of six
        LabelledGraph threes = rings(40, 0);
        LabelledGraph one = rings(40, 1);
        LabelledGraph two = rings(40, 2);

        assertThat(List.of(CanonicalHash.of(threes), CanonicalHash.of(one), CanonicalHash.of(two)))
                .doesNotHaveDuplicates();
        assertThat(CanonicalHash.of(shuffle(two, new Random(9)))).isEqualTo(CanonicalHash.of(two));
    }

    @Test
    void what_takes_too_many_steps_is_told_by_its_colours_and_is_the_same_for_every_numbering() {
        // rings that are wired to all of the others but not within: nothing falls away, ring after ring is set apart
        int n = 120;
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 0; i < n; i++) {
            edges.add(new LabelledEdge(i, i / 3 * 3 + (i + 1) % 3, "x"));
            for (int j = 0; j < n; j++) {
                if (i / 3 != j / 3) {
                    edges.add(new LabelledEdge(i, j, "x"));
                }
            }
        }
        LabelledGraph graph = new LabelledGraph(Collections.nCopies(n, "N"), edges);
        LabelledGraph shuffled = shuffle(graph, new Random(5));

        assertThat(CanonicalHash.forms(graph)).singleElement().satisfies(form -> {
            assertThat(form.whole()).isFalse();
            assertThat(form.steps()).isLessThan(3 * CanonicalForm.MOST_SEARCHING);
        });
        assertThat(CanonicalHash.of(shuffled)).isEqualTo(CanonicalHash.of(graph));
    }

    @Test
    void a_chain_beyond_all_steps_is_told_by_the_colours_of_the_last_round() {
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 1; i < 400; i++) {
            edges.add(new LabelledEdge(i - 1, i, "x"));
        }
        LabelledGraph chain = new LabelledGraph(Collections.nCopies(400, "N"), edges);
        double share = 20.5 * Refinement.size(chain) / CanonicalForm.MOST_REFINING;

        CanonicalForm form = CanonicalForm.of(chain, share);

        assertThat(form.whole()).isFalse();
        assertThat(form.steps()).isEqualTo(20 * Refinement.size(chain));
        assertThat(CanonicalForm.of(shuffle(chain, new Random(2)), share)).isEqualTo(form);
        assertThat(CanonicalForm.of(chain, 1).whole()).isTrue();
    }

    /** A chain of additions whose end every event's print shows: additions, then prints, then events. */
    private static LabelledGraph events(int count) {
        var labels = new ArrayList<String>(Collections.nCopies(count, "Add"));
        labels.addAll(Collections.nCopies(count, "Event"));
        labels.addAll(Collections.nCopies(count, "Print"));
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 1; i < count; i++) {
            edges.add(new LabelledEdge(i - 1, i, "DATA Value->A"));
        }
        for (int i = 0; i < count; i++) {
            edges.add(new LabelledEdge(count - 1, 2 * count + i, "DATA Value->InString"));
            edges.add(new LabelledEdge(count + i, 2 * count + i, "EXEC Then->Execute"));
        }
        return new LabelledGraph(labels, edges);
    }

    private static LabelledGraph moved(LabelledGraph graph, int wire, int to) {
        var edges = new ArrayList<>(graph.edges());
        LabelledEdge edge = edges.get(wire);
        edges.set(wire, new LabelledEdge(edge.from(), to, edge.label()));
        return new LabelledGraph(graph.labels(), edges);
    }

    /** Pairs of rings of three behind a hub, the first {@code joined} of them one ring of six. */
    private static LabelledGraph rings(int pairs, int joined) {
        var edges = new ArrayList<LabelledEdge>();
        for (int i = 0; i < 6 * pairs; i++) {
            int size = i / 6 < joined ? 6 : 3;
            edges.add(new LabelledEdge(i, i / size * size + (i + 1) % size, "x"));
            edges.add(new LabelledEdge(6 * pairs, i, "hub"));
        }
        return new LabelledGraph(Collections.nCopies(6 * pairs + 1, "N"), edges);
    }

    private static List<Long> steps(LabelledGraph graph) {
        return CanonicalHash.forms(graph).stream()
                .map(CanonicalForm::steps)
                .sorted()
                .toList();
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

    /** Copies of a small graph, apart, behind one hub, or in a ring; twins and cycles of equal nodes among them. */
    @Provide
    Arbitrary<LabelledGraph> alike() {
        Arbitrary<LabelledGraph> small = graphs().filter(graph -> graph.labels().size() < 6);
        return Combinators.combine(
                        small, Arbitraries.integers().between(2, 12), Arbitraries.of("apart", "hub", "ring", "twins"))
                .as(CanonicalHashTest::copies);
    }

    private static LabelledGraph copies(LabelledGraph graph, int count, String how) {
        var labels = new ArrayList<String>();
        var edges = new ArrayList<LabelledEdge>();
        int size = graph.labels().size();
        for (int copy = 0; copy < count; copy++) {
            int first = labels.size();
            labels.addAll(graph.labels());
            graph.edges().forEach(e -> edges.add(new LabelledEdge(first + e.from(), first + e.to(), e.label())));
            if (how.equals("ring")) {
                edges.add(new LabelledEdge(first, (first + size) % (size * count), "on"));
            }
        }
        int hub = labels.size();
        labels.add("Hub");
        edges.add(new LabelledEdge(hub, hub, "itself"));
        for (int i = 0; i < hub; i++) {
            if (how.equals("twins") || how.equals("hub") && i % size == 0) {
                edges.add(new LabelledEdge(hub, i, "out"));
            }
        }
        return new LabelledGraph(labels, edges);
    }
}
