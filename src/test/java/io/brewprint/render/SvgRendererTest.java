package io.brewprint.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SvgRendererTest {
    private static org.w3c.dom.Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void every_node_and_wire_of_the_largest_example_is_drawn() throws Exception {
        Document document = Dsl.parse(Files.readString(Path.of("src/test/resources/examples/survival_round.dsl")))
                .document();

        String svg = SvgRenderer.render(document);

        String out = System.getenv("BREWPRINT_DSL_OUT");
        if (out != null) {
            Files.writeString(Path.of(out, "survival_round.svg"), svg);
        }
        assertThat(xml(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.split("<g class=\"node\"", -1)).hasSize(43 + 1);
        assertThat(svg.split("class=\"(control )?wire\"", -1)).hasSize(46 + 1);
        assertThat(svg).contains("Somewhere on a circle around this actor", ">EnemyKilled<");
    }

    @Test
    void no_two_nodes_overlap() {
        Document document = Dsl.parse("BLUEPRINT: B\nGRAPH: G\nNODE n1: Event_BeginPlay\nNODE n2: PrintString\n"
                        + "NODE n3: Delay\nEXEC n1.Then -> n2.Execute\nEXEC n2.Then -> n3.Execute\n")
                .document();
        var figures = new LinkedHashMap<String, NodeFigure>();
        document.graphs()
                .getFirst()
                .nodes()
                .forEach(node -> figures.put(node.id(), new NodeFigure(node, NodeCatalog.standard(), Map.of())));

        ElkLayout.place(figures, document.graphs().getFirst().edges());

        NodeFigure first = figures.get("n1");
        NodeFigure second = figures.get("n2");
        assertThat(second.x).isGreaterThanOrEqualTo(first.x + first.width());
    }

    @Test
    void odd_characters_do_not_break_the_picture() throws Exception {
        String svg = SvgRenderer.render(Dsl.parse("BLUEPRINT: \"<&\\u0001\"\nGRAPH: G\n"
                        + "NODE n1: PrintString [InString=\"</text> \\u0000 & \\ud800\"]\n")
                .document());

        assertThat(xml(svg)).isNotNull();
    }
}
