package io.brewprint.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.CanonicalHash;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dsl.Attribute;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static final Composer COMPOSER = Composer.of(11, 14, family -> true);

    private static final Pattern PARAMETER = Pattern.compile("[(,](\\w+)=");
    private static final Pattern MESSAGE = Pattern.compile("\\.(\\w+)_C:(\\w+)");
    private static final Pattern MEMBER = Pattern.compile("MemberName=\"([^\"]+)\"");

    @Test
    void every_blueprint_is_one_that_unreal_compiles() {
        for (long i = 0; i < 1500; i++) {
            Composed row = COMPOSER.row(i);

            assertThat(Dsl.check(row.answer()).stream().filter(p -> p.isError() || p.isCompile()))
                    .as(row.answer())
                    .isEmpty();
        }
    }

    @Test
    void a_row_is_made_of_seed_and_number_alone() {
        Composed row = COMPOSER.row(77);

        assertThat(Composer.of(11, 14, family -> true).row(77).request()).isEqualTo(row.request());
        assertThat(Composer.of(11, 14, family -> true).row(77).answer()).isEqualTo(row.answer());
        assertThat(Composer.of(12, 14, family -> true).row(77).answer()).isNotEqualTo(row.answer());
        assertThat(COMPOSER.row(78).answer()).isNotEqualTo(row.answer());
    }

    @Test
    void the_request_says_every_name_text_and_number_that_the_answer_has() {
        for (long i = 0; i < 1500; i++) {
            Composed row = COMPOSER.row(i);

            assertThat(said(row.document()))
                    .as(row.answer())
                    .allSatisfy(value -> assertThat(row.request()).contains(value));
        }
    }

    @Test
    void a_name_that_nobody_said_is_unreals_own() {
        long unnamed = LongStream.range(0, 400)
                .mapToObj(COMPOSER::row)
                .filter(row -> !row.request().contains(row.document().name()))
                .peek(row -> assertThat(row.document().name()).isEqualTo("NewBlueprint"))
                .count();

        assertThat(unnamed).isBetween(60L, 140L);
    }

    /** Names of variables, events, classes and assets, and texts. */
    static Set<String> said(Document document) {
        Set<String> said = new TreeSet<>();
        document.variables().forEach(variable -> said.add(variable.name()));
        document.graphs().stream().skip(1).forEach(graph -> said.add(graph.name()));
        for (Node node : nodes(document)) {
            for (Attribute attribute : node.attributes()) {
                boolean named =
                        attribute.name().matches(".*(Name|String|Text|Class|Sound|Mesh|Material|Tag|InputAction)");
                if (named
                        && !attribute.name().equals("Visibility")
                        && !attribute.name().equals("@Class")) {
                    said.add(attribute.value());
                }
                Matcher member = MEMBER.matcher(attribute.value());
                if (member.find()) {
                    said.add(member.group(1));
                }
                Matcher parameter = PARAMETER.matcher(attribute.name().equals("@Params") ? attribute.value() : "");
                Matcher message = MESSAGE.matcher(attribute.value());
                if (message.find()) {
                    said.addAll(List.of(message.group(1), message.group(2)));
                }
                while (parameter.find()) {
                    said.add(parameter.group(1));
                }
            }
        }
        return said;
    }

    private static List<Node> nodes(Document document) {
        return document.graphs().stream()
                .flatMap(graph -> graph.nodes().stream())
                .toList();
    }

    @Test
    void variables_that_are_there_are_used() {
        for (long i = 0; i < 500; i++) {
            Document document = COMPOSER.row(i).document();
            Set<String> used = new HashSet<>();
            nodes(document).forEach(node -> node.attribute("VarName").ifPresent(used::add));

            assertThat(document.variables()).extracting(Variable::name).allMatch(used::contains);
        }
    }

    @Test
    void families_that_are_left_out_do_not_occur() {
        Composer some = Composer.of(
                5, 14, family -> !Set.of("timer", "physics", "ui", "input").contains(family));
        Set<String> types = new TreeSet<>();
        for (long i = 0; i < 800; i++) {
            some.row(i).document().graphs().getFirst().nodes().forEach(node -> types.add(node.type()));
        }

        assertThat(types).contains("PrintString", "Branch", "VariableSet");
        assertThat(types)
                .doesNotContain("SetTimerByFunctionName", "AddImpulse", "CreateWidget", "Event_InputAction", "SetText");
    }

    @Test
    void rows_hardly_repeat_a_graph_and_names_hardly_come_twice() {
        List<Document> documents = LongStream.range(0, 1000)
                .mapToObj(i -> COMPOSER.row(i).document())
                .toList();

        assertThat(documents.stream()
                        .map(d -> CanonicalHash.of(Dsl.exactGraph(d)))
                        .distinct()
                        .count())
                .isGreaterThan(980);
        assertThat(documents.stream().map(Document::name).distinct().count()).isGreaterThan(700);
    }

    @Test
    @Tag("slow")
    void a_hundred_thousand_rows_are_valid_and_use_three_hundred_types() {
        Composer composer = Composer.of(2026, 20, family -> true);
        Set<String> types = new TreeSet<>();
        Set<String> graphs = new HashSet<>();
        int most = 0;
        for (long i = 0; i < 100_000; i++) {
            Composed row = composer.row(i);
            assertThat(Dsl.check(row.answer()).stream().filter(p -> p.isError() || p.isCompile()))
                    .as("row " + i)
                    .isEmpty();
            List<Node> nodes = row.document().graphs().getFirst().nodes();
            nodes.stream()
                    .filter(node -> node.attribute("@Event").isEmpty())
                    .forEach(node -> types.add(node.type().startsWith("CastTo") ? "CastTo" : node.type()));
            most = Math.max(most, nodes.size());
            graphs.add(CanonicalHash.of(Dsl.exactGraph(row.document())).substring(0, 24));
        }

        assertThat(types).hasSizeGreaterThanOrEqualTo(300);
        assertThat(most).isGreaterThan(55);
        System.out.println("composer: " + types.size() + " node types, " + graphs.size() + " graphs of 100,000");
        assertThat(graphs.size()).isGreaterThan(97_000);
    }
}
