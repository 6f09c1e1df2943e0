package io.brewprint.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.AtomicFiles;
import io.brewprint.dsl.CommentBox;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.PinRef;
import io.brewprint.dsl.Variable;
import io.brewprint.translate.Translator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the documentation are what the program draws now; {@code mvn test -Dtest=PicturesTest}
 * with {@code BREWPRINT_WRITE_DOCS=1} in the environment makes them again.
 */
class PicturesTest {
    private static final Path PICTURES = Path.of("docs");
    private static final Path EXAMPLES = Path.of("examples/exports");

    @Test
    void the_pictures_in_the_documentation_are_those_that_the_program_draws() throws Exception {
        for (Map.Entry<String, String> picture : pictures().entrySet()) {
            Path file = PICTURES.resolve(picture.getKey() + ".svg");
            if (System.getenv("BREWPRINT_WRITE_DOCS") != null) {
                AtomicFiles.write(file, picture.getValue());
            }
            assertThat(file).as(picture.getKey()).exists();
            assertThat(Files.readString(file).replace("\r\n", "\n"))
                    .as("%s is stale: run mvn test -Dtest=PicturesTest with BREWPRINT_WRITE_DOCS=1", file)
                    .isEqualTo(picture.getValue());
        }
    }

    @Test
    void two_hundred_nodes_stay_apart() throws Exception {
        Document all = everything();
        var figures = new LinkedHashMap<String, NodeFigure>();
        Map<String, String> variables = new LinkedHashMap<>();
        all.graphs()
                .getFirst()
                .nodes()
                .forEach(node -> figures.put(node.id(), new NodeFigure(node, NodeCatalog.standard(), variables)));
        assertThat(figures).hasSizeGreaterThanOrEqualTo(200);

        ElkLayout.place(figures, all.graphs().getFirst().edges());

        List<NodeFigure> placed = List.copyOf(figures.values());
        for (int i = 0; i < placed.size(); i++) {
            for (int j = i + 1; j < placed.size(); j++) {
                assertThat(overlap(placed.get(i), placed.get(j)))
                        .as(placed.get(i).title + " on " + placed.get(j).title)
                        .isFalse();
            }
        }
    }

    private static boolean overlap(NodeFigure a, NodeFigure b) {
        return a.x < b.x + b.width() && b.x < a.x + a.width() && a.y < b.y + b.height() && b.y < a.y + a.height();
    }

    private static Map<String, String> pictures() throws Exception {
        var pictures = new LinkedHashMap<String, String>();
        for (String name :
                List.of("sliding_door", "health_and_death", "clear_enemies", "laser_gate", "survival_round")) {
            String folder = name.equals("survival_round") ? "" : "pictures/";
            pictures.put(folder + name, SvgRenderer.render(example(name), NodeCatalog.standard(), Theme.DARK));
        }
        pictures.put(
                "pictures/sliding_door_light",
                SvgRenderer.render(example("sliding_door"), NodeCatalog.standard(), Theme.LIGHT));
        pictures.put(
                "pictures/health_and_death_light",
                SvgRenderer.render(example("health_and_death"), NodeCatalog.standard(), Theme.LIGHT));
        pictures.put(
                "pictures/two_hundred_nodes", SvgRenderer.render(everything(), NodeCatalog.standard(), Theme.DARK));
        return pictures;
    }

    private static Document example(String name) throws Exception {
        return new Translator()
                .translate(Files.readString(EXAMPLES.resolve(name + ".txt")), name + ".txt")
                .document();
    }

    /** The bundled examples in one graph. */
    private static Document everything() throws Exception {
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        var comments = new ArrayList<CommentBox>();
        var variables = new LinkedHashMap<String, Variable>();
        try (var files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                Document document = example(String.valueOf(file.getFileName()).replace(".txt", ""));
                document.variables().forEach(variable -> variables.putIfAbsent(variable.name(), variable));
                for (Graph graph : document.graphs()) {
                    String mark = "g" + nodes.size() + "_";
                    graph.nodes()
                            .forEach(node -> nodes.add(new Node(mark + node.id(), node.type(), node.attributes())));
                    graph.edges()
                            .forEach(edge -> edges.add(new Edge(
                                    edge.kind(), moved(mark, edge.from()), moved(mark, edge.to()), edge.type())));
                    graph.comments()
                            .forEach(comment -> comments.add(new CommentBox(
                                    comment.text(),
                                    comment.nodes().stream()
                                            .map(id -> mark + id)
                                            .toList(),
                                    comment.attributes())));
                }
            }
        }
        return new Document(
                "BP_Everything",
                "Actor",
                null,
                List.copyOf(variables.values()),
                List.of(new Graph("EventGraph", nodes, edges, comments)));
    }

    private static PinRef moved(String mark, PinRef pin) {
        return new PinRef(mark + pin.node(), pin.pin());
    }
}
