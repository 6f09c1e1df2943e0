package io.brewprint.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Documents;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import io.brewprint.dsl.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What any two documents keep to; those made here are full of nodes that only their wires tell apart. */
class SlotAlignmentTest {
    private static final List<String> TYPES = List.of("PrintString", "Event_Custom", "Delay");

    @Provide
    Arbitrary<Document> alike() {
        return Arbitraries.longs().map(seed -> document(new Random(seed)));
    }

    @Provide
    Arbitrary<Document> any() {
        return Documents.documents();
    }

    @Provide
    Arbitrary<String> broken() {
        return Documents.brokenTexts();
    }

    @Property(tries = 600)
    void other_ids_and_another_order_change_nothing(@ForAll("alike") Document document, @ForAll long seed) {
        SlotCounts counts =
                score(document, shuffled(document, new Random(seed))).total();

        assertThat(counts.right()).isEqualTo(counts.expected()).isEqualTo(counts.given());
        assertThat(CanonicalExact.same(document, shuffled(document, new Random(seed))))
                .isTrue();
    }

    @Property(tries = 1_500)
    void another_value_costs_one_slot(@ForAll("alike") Document document, @ForAll long seed) {
        Random random = new Random(seed);
        Document other = shuffled(changed(document, random), random);
        SlotCounts counts = score(document, other).total();

        assertThat(counts.given()).isEqualTo(counts.expected());
        assertThat(counts.right())
                .as(Dsl.print(document) + "\n" + Dsl.print(other))
                .isEqualTo(counts.expected() - 1);
    }

    @Property(tries = 600)
    void exchanged_roles_exchange_recall_and_precision(@ForAll("alike") Document a, @ForAll("alike") Document b) {
        assertThat(score(a, b).total().precision())
                .isEqualTo(score(b, a).total().recall());
        score(a, b)
                .kinds()
                .forEach((kind, counts) -> assertThat(score(b, a).kinds().get(kind))
                        .isEqualTo(new SlotCounts(counts.given(), counts.expected(), counts.right())));
    }

    @Property(tries = 300)
    void documents_of_any_kind_are_compared(@ForAll("any") Document a, @ForAll("any") Document b) {
        SlotCounts counts = score(a, b).total();
        SlotCounts own = score(a, a).total();

        assertThat(counts.right()).isBetween(0, Math.min(counts.expected(), counts.given()));
        assertThat(own.right()).isEqualTo(own.expected());
        assertThat(score(b, a).total().right()).isEqualTo(counts.right());
    }

    @Property(tries = 300)
    void damaged_answers_are_scored(@ForAll("alike") Document document, @ForAll("broken") String text) {
        String whole = Dsl.print(document);
        String damaged = whole.substring(0, whole.length() / 2) + text;

        assertThat(Score.of(whole, damaged).slots().total().recall()).isBetween(0.0, 1.0);
        assertThat(Score.of(whole, text).slots().total().recall()).isBetween(0.0, 1.0);
    }

    @Test
    void hostile_answers_take_no_time_to_speak_of() {
        StringBuilder twins = new StringBuilder("BLUEPRINT: A\nGRAPH: EventGraph\n");
        StringBuilder star = new StringBuilder(twins);
        for (int i = 0; i < 4_000; i++) {
            twins.append("NODE n")
                    .append(i)
                    .append(": Delay [Duration=")
                    .append(i % 7)
                    .append("]\n");
            star.append("NODE n").append(i).append(": Delay [Duration=1]\n");
            star.append("EXEC n0.Completed -> n").append(i).append(".Execute\n");
        }
        Document a = Dsl.parse(twins.toString()).document();
        Document b = Dsl.parse(star.toString()).document();

        // the bound is against what grows without one: a pairing of all with all takes hours here
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(score(a, b).total().right()).isPositive();
            assertThat(score(b, b).total().right()).isEqualTo(4_001);
        });
    }

    private static SlotScore score(Document expected, Document actual) {
        return SlotScore.of(expected, actual, NodeCatalog.standard());
    }

    /** Trees and crossings of few types and few values. */
    private static Document document(Random random) {
        List<Variable> variables = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            variables.add(new Variable("V" + random.nextInt(3), random.nextBoolean() ? "Float" : "Int", "0"));
        }
        List<Graph> graphs = new ArrayList<>();
        for (int g = 1 + random.nextInt(2); g > 0; g--) {
            List<Node> nodes = new ArrayList<>();
            List<Edge> edges = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                List<Attribute> values = new ArrayList<>();
                for (String name : List.of("Duration", "InString")) {
                    if (random.nextInt(3) > 0) {
                        values.add(new Attribute(name, String.valueOf(random.nextInt(2))));
                    }
                }
                nodes.add(new Node("n" + i, TYPES.get(random.nextInt(TYPES.size())), values));
                if (i > 0 && random.nextInt(5) > 0) {
                    edges.add(wire(random.nextInt(i), i));
                }
                if (random.nextInt(6) == 0) {
                    edges.add(wire(random.nextInt(count), random.nextInt(count)));
                }
            }
            graphs.add(new Graph(g == 1 ? "EventGraph" : "Foo", nodes, edges, List.of()));
        }
        return new Document("BP_" + random.nextInt(3), "Actor", null, variables, graphs);
    }

    private static Edge wire(int from, int to) {
        return new Edge(Edge.Kind.EXEC, new PinRef("n" + from, "Then"), new PinRef("n" + to, "Execute"), null);
    }

    private static Document shuffled(Document document, Random random) {
        List<Graph> graphs = new ArrayList<>();
        for (Graph graph : document.graphs()) {
            Map<String, String> ids = new HashMap<>();
            List<Node> nodes = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < graph.nodes().size(); i++) {
                numbers.add(i);
            }
            Collections.shuffle(numbers, random);
            for (Node node : graph.nodes()) {
                ids.put(node.id(), "x" + numbers.get(ids.size()));
                nodes.add(new Node(ids.get(node.id()), node.type(), mixed(node.attributes(), random)));
            }
            List<Edge> edges = new ArrayList<>();
            for (Edge edge : graph.edges()) {
                edges.add(new Edge(
                        edge.kind(),
                        new PinRef(ids.get(edge.from().node()), edge.from().pin()),
                        new PinRef(ids.get(edge.to().node()), edge.to().pin()),
                        null));
            }
            graphs.add(new Graph(graph.name(), mixed(nodes, random), mixed(edges, random), List.of()));
        }
        return new Document(
                document.name(), document.parent(), null, mixed(document.variables(), random), mixed(graphs, random));
    }

    private static <T> List<T> mixed(List<T> list, Random random) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }

    /** One value less like itself: into one that stands elsewhere too, or into a new one. */
    private static Document changed(Document document, Random random) {
        List<int[]> places = new ArrayList<>();
        for (int g = 0; g < document.graphs().size(); g++) {
            for (int n = 0; n < document.graphs().get(g).nodes().size(); n++) {
                int values =
                        document.graphs().get(g).nodes().get(n).attributes().size();
                for (int a = 0; a < values; a++) {
                    places.add(new int[] {g, n, a});
                }
            }
        }
        int at = random.nextInt(places.size() + 1 + document.variables().size());
        if (at == places.size()) {
            return new Document(
                    document.name() + "X", document.parent(), null, document.variables(), document.graphs());
        }
        if (at > places.size()) {
            List<Variable> variables = new ArrayList<>(document.variables());
            Variable old = variables.get(at - places.size() - 1);
            variables.set(
                    at - places.size() - 1,
                    switch (random.nextInt(3)) {
                        case 0 -> new Variable(other(old.name(), "V0", "V1", random), old.type(), old.defaultValue());
                        case 1 -> new Variable(old.name(), other(old.type(), "Float", "Int", random), "0");
                        default -> new Variable(old.name(), old.type(), "7");
                    });
            return new Document(document.name(), document.parent(), null, variables, document.graphs());
        }
        int[] place = places.get(at);
        List<Graph> graphs = new ArrayList<>(document.graphs());
        Graph graph = graphs.get(place[0]);
        List<Node> nodes = new ArrayList<>(graph.nodes());
        Node node = nodes.get(place[1]);
        List<Attribute> values = new ArrayList<>(node.attributes());
        Attribute value = values.get(place[2]);
        values.set(place[2], new Attribute(value.name(), other(value.value(), "0", "1", random)));
        nodes.set(place[1], new Node(node.id(), node.type(), values));
        graphs.set(place[0], new Graph(graph.name(), nodes, graph.edges(), List.of()));
        return new Document(document.name(), document.parent(), null, document.variables(), graphs);
    }

    private static String other(String old, String one, String two, Random random) {
        return random.nextInt(3) == 0 ? "Another" : old.equals(one) ? two : one;
    }

    /** The hash behind {@code exact}. */
    private static final class CanonicalExact {
        static boolean same(Document a, Document b) {
            NodeCatalog catalog = NodeCatalog.standard();
            return CanonicalHash.of(SlotGraph.of(a, catalog).exact())
                    .equals(CanonicalHash.of(SlotGraph.of(b, catalog).exact()));
        }
    }
}
