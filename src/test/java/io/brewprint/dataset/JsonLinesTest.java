package io.brewprint.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Fault;
import io.brewprint.dsl.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private static final String ROW =
            "{\"instruction\":\"say %s\",\"input\":\"\",\"output\":\"BLUEPRINT: BP_A\\nGRAPH: EventGraph\\n"
                    + "NODE n1: Event_BeginPlay\\nNODE n2: PrintString\\nEXEC n1.Then -> n2.Execute\\n\"}";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("rows.jsonl");
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNoContent() throws Exception {
        Files.writeString(file, "\uFEFF" + ROW.formatted("a") + "\r\n\r\n" + ROW.formatted("b") + "\r\n");

        assertThat(found()).containsExactly("1 say a", "3 say b");
        assertThat(RowCheck.check(file, NodeCatalog.standard())).isEmpty();
        assertThat(JsonLines.readAll(file, bad -> {})).hasSize(2);
    }

    @Test
    void whatStandsAfterTheValueIsAFault() throws Exception {
        Files.writeString(file, ROW.formatted("a") + ROW.formatted("b") + "\n" + ROW.formatted("c") + ",\n");

        assertThat(found()).hasSize(2).allMatch(line -> line.matches("[12] bad at \\d+: .*"));
        assertThat(found().getFirst()).contains("something stands after the value");
    }

    @Test
    void aKeyThatIsThereTwiceIsAFault() throws Exception {
        Files.writeString(file, ROW.formatted("a").replace("\"input\"", "\"instruction\"") + "\n");

        assertThat(found()).singleElement().asString().contains("Duplicate field 'instruction'");
    }

    @Test
    void anArrayInsteadOfLinesIsOneHint() throws Exception {
        Files.writeString(file, "[\n" + (ROW.formatted("a") + ",\n").repeat(80) + ROW.formatted("z") + "\n]\n");
        assertThat(found())
                .singleElement()
                .asString()
                .contains("one JSON array")
                .contains("jq -c '.[]'");

        Files.writeString(file, "{\n\"instruction\": \"a\",\n\"output\": \"b\"\n}\n");
        assertThat(found()).singleElement().asString().contains("over several lines");
        assertThatThrownBy(() -> JsonLines.readAll(file, bad -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("over several lines");
    }

    @Test
    void aLineThatIsNoUtf8IsToldByItsNumberAndTheOthersAreRead() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write((ROW.formatted("a") + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(ROW.formatted("\u00fcber").getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(("\n" + ROW.formatted("c")).getBytes(StandardCharsets.UTF_8));
        Files.write(file, bytes.toByteArray());

        assertThat(found())
                .containsExactly(
                        "1 say a", "2 bad at 0: the line is no valid UTF-8; save the file as UTF-8", "3 say c");
        assertThat(RowCheck.check(file, NodeCatalog.standard()))
                .extracting(Problem::line)
                .containsExactly(2);
        assertThatThrownBy(() -> RowFix.fix(file, NodeCatalog.standard(), (line, fix) -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no valid UTF-8")
                .hasMessageContaining("nothing was changed");
        assertThat(file).hasBinaryContent(bytes.toByteArray());
    }

    @Test
    void aRowOfMegabytesIsReadAndOneOfMoreThanEightIsToldWithoutBeingHeld() throws Exception {
        Files.writeString(
                file,
                ROW.formatted("x".repeat(3 << 20)) + "\n" + ROW.formatted("y".repeat(9 << 20)) + "\n"
                        + ROW.formatted("z") + "\n");

        assertThat(found())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).isEqualTo("2 bad at 0: line is longer than 8388608 bytes"))
                .satisfies(lines -> assertThat(lines.get(2)).isEqualTo("3 say z"));
    }

    @Test
    void checkAndTrainingSayTheSame() throws Exception {
        Files.writeString(file, ROW.formatted("a") + "\n{\"instruction\":\"b\"}\n[1]\n");
        List<String> told = new ArrayList<>();

        assertThatThrownBy(() -> JsonLines.readAll(file, told::add)).isInstanceOf(Fault.class);

        assertThat(told)
                .containsExactlyElementsOf(RowCheck.check(file, NodeCatalog.standard()).stream()
                        .map(problem -> "rows.jsonl:" + problem.line() + ": " + problem.message())
                        .toList())
                .hasSize(2);
    }

    @Test
    void aReaderThatRefusesARowIsNotTakenForABadLine() throws Exception {
        Files.writeString(file, (ROW.formatted("a") + "\n").repeat(500));

        assertThatThrownBy(() -> JsonLines.read(
                        file,
                        row -> {
                            throw new IllegalArgumentException("its graph is in the training file too");
                        },
                        bad -> {}))
                .hasMessage("its graph is in the training file too");
    }

    private List<String> found() throws Exception {
        return found(file);
    }

    static List<String> found(Path rows) throws Exception {
        List<String> out = new ArrayList<>();
        JsonLines.each(rows, new JsonLines.Sink() {
            @Override
            public void row(int line, Row row, ObjectNode json, String text) {
                out.add(line + " " + row.instruction());
            }

            @Override
            public void bad(int line, int column, String what, String text) {
                assertThat(what).isNotBlank().doesNotContain("\n");
                out.add(line + " bad at " + column + ": " + what);
            }
        });
        return out;
    }
}
