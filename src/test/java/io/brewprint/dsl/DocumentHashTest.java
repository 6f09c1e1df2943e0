package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The hash of a document: new names for nodes and another order do not count, all else does. */
class DocumentHashTest {
    private static String hash(Document document) {
        return CanonicalHash.of(Dsl.exactGraph(document));
    }

    @Property(tries = 2_000)
    void names_of_nodes_and_order_do_not_count(@ForAll("documents") Document document, @ForAll long seed) {
        var random = new Random(seed);
        Graph graph = document.graphs().getFirst();
        Map<String, String> names = new HashMap<>();
        graph.nodes().forEach(node -> names.put(node.id(), "x" + names.size() + "_" + random.nextInt(100)));
        var nodes = new ArrayList<Node>();
        graph.nodes()
                .forEach(node ->
                        nodes.add(new Node(names.get(node.id()), node.type(), shuffled(node.attributes(), random))));
        var edges = new ArrayList<Edge>();
        graph.edges()
                .forEach(edge -> edges.add(new Edge(
                        edge.kind(),
                        new PinRef(names.get(edge.from().node()), edge.from().pin()),
                        new PinRef(names.get(edge.to().node()), edge.to().pin()),
                        edge.type())));

        Document other = new Document(
                "Another",
                null,
                null,
                shuffled(document.variables(), random),
                List.of(new Graph("G", shuffled(nodes, random), shuffled(edges, random), List.of())));

        assertThat(hash(other)).isEqualTo(hash(document));
        assertThat(GraphDiff.of(document, document).lines()).isEmpty();
    }

    @Property(tries = 2_000)
    void every_edge_type_and_value_counts(@ForAll("documents") Document document, @ForAll int at) {
        Graph graph = document.graphs().getFirst();
        var seen = new TreeSet<String>();
        seen.add(hash(document));
        int others = 1;
        int i = Math.floorMod(at, graph.nodes().size());
        Node node = graph.nodes().get(i);

        seen.add(hash(with(document, i, new Node(node.id(), node.type() + "_Other", node.attributes()))));
        others++;
        var more = new ArrayList<>(node.attributes());
        more.add(new Attribute("Added", "1"));
        seen.add(hash(with(document, i, new Node(node.id(), node.type(), more))));
        others++;
        if (!node.attributes().isEmpty()) {
            var changed = new ArrayList<>(node.attributes());
            changed.set(
                    0,
                    new Attribute(changed.getFirst().name(), changed.getFirst().value() + "!"));
            seen.add(hash(with(document, i, new Node(node.id(), node.type(), changed))));
            others++;
        }
        if (!graph.edges().isEmpty()) {
            int e = Math.floorMod(at, graph.edges().size());
            Edge edge = graph.edges().get(e);
            seen.add(hash(with(document, e, (Edge) null)));
            seen.add(hash(with(
                    document,
                    e,
                    new Edge(edge.kind(), edge.from(), new PinRef(edge.to().node(), "Elsewhere"), null))));
            seen.add(hash(with(
                    document,
                    e,
                    new Edge(
                            edge.kind() == Edge.Kind.EXEC ? Edge.Kind.DATA : Edge.Kind.EXEC,
                            edge.from(),
                            edge.to(),
                            null))));
            others += 3;
        }
        if (!document.variables().isEmpty()) {
            Variable variable = document.variables().getFirst();
            seen.add(hash(with(
                    document, new Variable(variable.name(), variable.type() + "_Other", variable.defaultValue()))));
            seen.add(hash(
                    with(document, new Variable(variable.name(), variable.type(), variable.defaultValue() + "!"))));
            others += 2;
        }

        assertThat(seen).hasSize(others);
    }

    private static Document with(Document document, int index, Node node) {
        Graph graph = document.graphs().getFirst();
        var nodes = new ArrayList<>(graph.nodes());
        nodes.set(index, node);
        return new Document(
                document.name(),
                null,
                null,
                document.variables(),
                List.of(new Graph("G", nodes, graph.edges(), List.of())));
    }

    private static Document with(Document document, int index, Edge edge) {
        Graph graph = document.graphs().getFirst();
        var edges = new ArrayList<>(graph.edges());
        if (edge == null) {
            edges.remove(index);
        } else {
            edges.set(index, edge);
        }
        return new Document(
                document.name(),
                null,
                null,
                document.variables(),
                List.of(new Graph("G", graph.nodes(), edges, List.of())));
    }

    private static Document with(Document document, Variable variable) {
        var variables = new ArrayList<>(document.variables());
        variables.set(0, variable);
        return new Document(document.name(), null, null, variables, document.graphs());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Provide
    Arbitrary<Document> documents() {
        Arbitrary<String> word = Arbitraries.of("A", "B", "C", "D");
        Arbitrary<List<Attribute>> attributes = Combinators.combine(Arbitraries.of("P", "Q", "R"), word)
                .as(Attribute::new)
                .list()
                .uniqueElements(Attribute::name)
                .ofMaxSize(2);
        Arbitrary<List<Variable>> variables = Combinators.combine(word, word, word)
                .as(Variable::new)
                .list()
                .uniqueElements(Variable::name)
                .ofMaxSize(2);
        return Arbitraries.integers().between(1, 7).flatMap(size -> {
            Arbitrary<PinRef> pin = Combinators.combine(
                            Arbitraries.integers().between(0, size - 1).map(id -> "n" + id), word)
                    .as(PinRef::new);
            Arbitrary<List<Edge>> edges = Combinators.combine(Arbitraries.of(Edge.Kind.values()), pin, pin)
                    .as((kind, from, to) -> new Edge(kind, from, to, null))
                    .list()
                    .uniqueElements()
                    .ofMaxSize(10);
            Arbitrary<List<Node>> nodes = Combinators.combine(word, attributes)
                    .as((type, list) -> new Node("", type, list))
                    .list()
                    .ofSize(size)
                    .map(DocumentHashTest::numbered);
            return Combinators.combine(variables, nodes, edges)
                    .as((vars, list, wires) ->
                            new Document("BP_X", null, null, vars, List.of(new Graph("G", list, wires, List.of()))));
        });
    }

    private static List<Node> numbered(List<Node> nodes) {
        var numbered = new ArrayList<Node>();
        nodes.forEach(node -> numbered.add(new Node("n" + numbered.size(), node.type(), node.attributes())));
        return numbered;
    }
}
