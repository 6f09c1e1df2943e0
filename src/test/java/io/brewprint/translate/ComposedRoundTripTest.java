package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.compose.Composer;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import io.brewprint.judge.Judge;
import io.brewprint.judge.JudgeLimits;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taught can be pasted: clipboard text of a composed Blueprint is read as that Blueprint again. */
class ComposedRoundTripTest {
    private static final Composer COMPOSER = Composer.of(1_013, 10, family -> true);
    private static final int ROWS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "function", "interface", "container"})
    void what_is_composed_reads_back_the_same_from_its_clipboard_text(String family) {
        List<Document> documents = LongStream.range(0, 20_000)
                .mapToObj(i -> COMPOSER.row(i).document())
                .filter(document -> Composer.families(document).contains(family))
                .limit(ROWS)
                .toList();

        assertThat(documents).hasSize(ROWS);
        documents.forEach(ComposedRoundTripTest::isTheSameReadBack);
    }

    private static void isTheSameReadBack(Document document) {
        Generated pasted = ClipboardGenerator.generate(document);
        Document read = new Translator().translate(pasted.text(), "Row.txt").document();
        Generated again = ClipboardGenerator.generate(read);

        assertThat(new Judge(JudgeLimits.STANDARD)
                        .compare(pasted.text(), again.text())
                        .differences())
                .as(Dsl.print(document))
                .isEmpty();
        assertThat(hash(read))
                .as("%s%n%s", Dsl.print(document), Dsl.print(read))
                .isEqualTo(hash(document));
    }

    /** Of the graphs: clipboard text holds neither defaults of variables nor the names of assets. */
    private static String hash(Document document) {
        List<Graph> graphs = document.graphs().stream()
                .map(graph -> new Graph(
                        graph.name(),
                        graph.nodes().stream().map(ComposedRoundTripTest::named).toList(),
                        graph.edges(),
                        List.of()))
                .toList();
        List<Variable> variables = document.variables().stream()
                .map(variable -> new Variable(variable.name(), variable.type(), null))
                .toList();
        Document bare = new Document("", "", null, variables, graphs);
        return CanonicalHash.of(Dsl.exactGraph(Dsl.canonical(bare, NodeCatalog.standard())));
    }

    /**
     * The class of a cast is a name here and a path in what is read, and a function that is called by its path has its
     * own name as the node's type there.
     */
    private static Node named(Node node) {
        String function = node.attribute("@Function").orElse("");
        boolean path = node.type().equals("CallFunction") && function.indexOf(':') > 0;
        String type = path ? function.substring(function.indexOf(':') + 1) : node.type();
        List<Attribute> attributes = node.attributes().stream()
                .filter(attribute -> !attribute.name().equals("@Target"))
                .toList();
        return new Node(node.id(), type, attributes);
    }
}
