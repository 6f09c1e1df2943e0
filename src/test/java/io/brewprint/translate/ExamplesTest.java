package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.ClipboardWriter;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Path EXPORTS = Path.of("examples/exports");

    private static List<Path> exports() throws Exception {
        try (var files = Files.list(EXPORTS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static String expected(Path export) throws Exception {
        String name = export.getFileName().toString().replace(".txt", ".dsl");
        return Files.readString(Path.of("src/test/resources/examples", name)).replace("\r\n", "\n");
    }

    @Test
    void every_example_translates_to_its_known_document_with_nothing_lost() throws Exception {
        for (Path export : exports()) {
            Clip clip = ClipboardParser.parse(Files.readString(export));

            Translation translation =
                    new Translator().translate(clip, export.getFileName().toString());

            assertThat(clip.diagnostics()).as(export.toString()).isEmpty();
            assertThat(ClipboardWriter.write(clip)).isEqualTo(Files.readString(export));
            assertThat(translation.report().isWhole())
                    .as(export + " " + translation.report())
                    .isTrue();
            assertThat(translation.report().keptGeneric()).isEmpty();
            assertThat(translation.report().diagnostics()).isEmpty();
            assertThat(translation.report().outside()).isZero();
            assertThat(translation.dsl()).as(export.toString()).isEqualTo(expected(export));
            assertThat(Dsl.check(translation.dsl()))
                    .as(export.toString())
                    .extracting(Problem::message)
                    .isEmpty();
        }
        assertThat(exports()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void every_example_survives_the_way_back() throws Exception {
        for (Path export : exports()) {
            String dsl = expected(export);

            Generated generated = ClipboardGenerator.generate(Dsl.parse(dsl).document());

            assertThat(generated.problems()).isEmpty();
            assertThat(new Translator().translate(generated.text(), "x.txt").dsl())
                    .isEqualTo(dsl);
            assertThat(ClipboardGenerator.generate(Dsl.parse(dsl).document())).isEqualTo(generated);
        }
    }

    @Test
    void the_largest_has_forty_nodes_and_all_have_many_types() throws Exception {
        int largest = 0;
        var types = new HashSet<String>();
        for (Path export : exports()) {
            List<Node> nodes =
                    Dsl.parse(expected(export)).document().graphs().getFirst().nodes();
            largest = Math.max(largest, nodes.size());
            nodes.forEach(node -> types.add(node.type()));
        }
        assertThat(largest).isGreaterThanOrEqualTo(40);
        assertThat(types)
                .hasSizeGreaterThan(60)
                .contains(
                        "ForEachLoop",
                        "FlipFlop",
                        "DoOnce",
                        "Gate",
                        "CastToCharacter",
                        "Event_Custom",
                        "SetTimerByFunctionName",
                        "Event_ActorBeginOverlap",
                        "Event_InputAction",
                        "SpawnActorFromClass",
                        "CreateWidget",
                        "Event_EnhancedInput");
    }
}
