package io.brewprint.cli.language;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Brewprint;
import io.brewprint.cli.TestParts;
import io.brewprint.config.Json;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dsl.Dsl;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageCommandsTest {
    private static final Path EXPORTS = Path.of("examples/exports");
    private static final Path DOOR = EXPORTS.resolve("sliding_door.txt");
    private static final String HELLO = """
            BLUEPRINT: BP_Hello
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: PrintString [InString=Hi]
            EXEC n1.Then -> n2.Execute
            """;

    @TempDir
    Path folder;

    private StringWriter out;
    private StringWriter err;

    @Test
    void translateTellsWhatWentInAndWhatCameOut() throws Exception {
        assertThat(call("translate", "--json", DOOR.toString())).isZero();

        JsonNode file = json().path("files").get(0);
        assertThat(file.path("file").asText()).isEqualTo("examples/exports/sliding_door.txt");
        for (String what : List.of("nodes", "links", "defaults")) {
            assertThat(file.path(what)).as(what).hasSize(2);
            assertThat(file.path(what).path("in").asInt())
                    .as(what)
                    .isPositive()
                    .isEqualTo(file.path(what).path("out").asInt());
        }
        assertThat(file.path("kept_generic").isArray()).isTrue();
        assertThat(file.path("lost")).isEmpty();
        assertThat(Dsl.check(file.path("dsl").asText())).isEmpty();
        int sum = 0;
        for (JsonNode each : file.path("classes")) {
            sum += each.path("nodes").path("out").asInt();
        }
        assertThat(sum).isEqualTo(file.path("nodes").path("out").asInt());
        assertThat(EXPORTS.resolve("sliding_door.dsl")).doesNotExist();
    }

    @Test
    void translateWritesAFolderAndNeverOverwritesUnasked() throws Exception {
        Path target = folder.resolve("dsl");

        assertThat(call("translate", EXPORTS.toString(), "--out", target.toString()))
                .isZero();
        Path door = target.resolve("sliding_door.dsl");
        String dsl = Files.readString(door);
        assertThat(Dsl.isValid(Dsl.check(dsl))).isTrue();
        assertThat(out.toString()).contains("sliding_door.txt -> ").contains(" links, ");

        assertThat(call("translate", DOOR.toString(), "--out", target.toString()))
                .as("nothing changes")
                .isZero();
        Files.writeString(door, "mine");
        assertThat(call("translate", DOOR.toString(), "--out", target.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("is there and differs")
                .contains("--force");
        assertThat(door).hasContent("mine");
        assertThat(call("translate", DOOR.toString(), "--out", target.toString(), "--force"))
                .isZero();
        assertThat(door).hasContent(dsl);
    }

    @Test
    void translatePutsOneFileBesideItOrOnTheScreen() throws Exception {
        Path copy = Files.copy(DOOR, folder.resolve("door.txt"));

        assertThat(call("translate", copy.toString(), "-")).isZero();
        String shown = out.toString();
        assertThat(call("translate", copy.toString())).isZero();

        assertThat(folder.resolve("door.dsl")).content().isEqualTo(shown);
        assertThat(Dsl.isValid(Dsl.check(shown))).isTrue();
        assertThat(call("translate", copy.toString(), DOOR.toString(), "-")).isEqualTo(2);
    }

    @Test
    void translateGoesTheWayBackAndForthOnRequest() throws Exception {
        assertThat(call("translate", EXPORTS.toString(), "--verify", "--json")).isZero();

        for (JsonNode file : json().path("files")) {
            assertThat(file.path("verify").asText())
                    .as(file.path("file").asText())
                    .isEqualTo("same");
            for (String what : List.of("pin_types", "split_pins", "properties", "classes")) {
                JsonNode kept = file.path("kept").path(what);
                assertThat(kept.path("in").isInt()).as(what).isTrue();
                assertThat(kept.path("out")).as(what).isEqualTo(kept.path("in"));
            }
        }
    }

    @Test
    void translatePrintsTrainingRowsOnRequest() throws Exception {
        assertThat(call("translate", EXPORTS.toString(), "--training", "--out", folder.toString()))
                .isZero();

        List<String> rows = out.toString().lines().toList();
        assertThat(rows)
                .hasSize(17)
                .allSatisfy(row -> assertThat(JsonLines.parse(row).output()).startsWith("BLUEPRINT: "));
        assertThat(JsonLines.parse(rows.getFirst()).source()).isEqualTo("export:chase_knots.dsl");
    }

    @Test
    void badFilesAreOneLineEachAndTheOthersAreTranslated() throws Exception {
        Path empty = Files.writeString(folder.resolve("a.txt"), "");
        Path foreign = Files.writeString(folder.resolve("b.txt"), "shopping list");
        Path good = Files.copy(DOOR, folder.resolve("c.txt"));

        assertThat(call("translate", empty.toString(), foreign.toString(), good.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("brewprint: "));
        assertThat(err.toString())
                .contains("a.txt: the file is empty")
                .contains("b.txt:1:1: this is no clipboard text");
        assertThat(folder.resolve("c.dsl")).exists();

        assertThat(call("translate", foreign.toString(), "--json")).isEqualTo(2);
        assertThat(json().path("error").path("code").asText()).isEqualTo("foreign");
        assertThat(call("translate", folder.resolve("nothing.txt").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void filesOverTheLimitAreRefusedUnread() throws Exception {
        Path large = folder.resolve("large.txt");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        for (String command : List.of("translate", "analyze", "render", "validate", "format", "clipboard")) {
            Path named = command.equals("validate") || command.equals("format") || command.equals("clipboard")
                    ? Files.move(large, folder.resolve("large.dsl"))
                    : large;
            assertThat(call(command, named.toString())).as(command).isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("1073741824 bytes")
                    .contains("limits.max_file_bytes");
            if (!named.equals(large)) {
                Files.move(named, large);
            }
        }
    }

    @Test
    void nestingAndObjectsBeyondTheConfigurationAreRefusedWithTheirPlace() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                folder.resolve("home/pipeline_config.json"), "{\"limits\":{\"max_nesting\":3,\"max_objects\":5}}");
        Path deep = Files.writeString(folder.resolve("deep.txt"), "Begin Object Name=\"a\"\n".repeat(9));
        Path many = Files.writeString(
                folder.resolve("many.txt"), "Begin Object Class=/Script/A.B Name=\"a\"\nEnd Object\n".repeat(9));

        assertThat(call("translate", deep.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("deep.txt:4:1: objects nested deeper than 3");
        assertThat(call("translate", many.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("many.txt:11:1: more than 5 objects");
    }

    @Test
    void analyzeCountsNodesLinksEventsCallsAndVariables() throws Exception {
        Path survival = EXPORTS.resolve("survival_round.txt");
        assertThat(call("analyze", survival.toString(), "--json")).isZero();

        JsonNode file = json().path("files").get(0);
        assertThat(file.path("nodes").asInt()).isGreaterThanOrEqualTo(40);
        assertThat(file.path("exec_links").asInt()).isPositive();
        assertThat(file.path("types").path("Branch").asInt()).isPositive();
        assertThat(file.path("classes").path("K2Node_IfThenElse").asInt())
                .isEqualTo(file.path("types").path("Branch").asInt());
        assertThat(file.path("events")).isNotEmpty();
        assertThat(file.path("functions")).isNotEmpty();
        assertThat(file.path("variables").get(0).path("name").asText()).isNotEmpty();
        assertThat(call("analyze", survival.toString())).isZero();
        assertThat(out.toString()).contains("  events ").contains("  variables ");
    }

    @Test
    void clipboardTextTranslatesBackToTheSameDocument() throws Exception {
        Path dsl = Files.writeString(folder.resolve("hello.dsl"), HELLO);

        assertThat(call("clipboard", dsl.toString())).isZero();
        Path text = Files.writeString(folder.resolve("hello.txt"), out.toString());
        assertThat(call("translate", text.toString(), "-")).isZero();

        assertThat(out.toString())
                .isEqualTo("BLUEPRINT: BP_Hello\nPARENT: Actor\n" + HELLO.substring(HELLO.indexOf("GRAPH")));
    }

    @Test
    void clipboardNamesTheLineThatCannotBePasted() throws Exception {
        Path dsl = Files.writeString(folder.resolve("odd.dsl"), HELLO + "NODE n3: Frobnicate\n");

        assertThat(call("clipboard", dsl.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("odd.dsl:6:1: node n3: no Unreal class is known for 'Frobnicate'")
                .contains("@Class");
        assertThat(call("clipboard", dsl.toString(), "--partial")).isZero();
        assertThat(out.toString()).contains("K2Node_Event").doesNotContain("Frobnicate");

        Files.writeString(dsl, HELLO + "EXEC n9.Then -> n2.Execute\n");
        assertThat(call("clipboard", dsl.toString(), "--json")).isEqualTo(2);
        assertThat(json().path("error").path("where").asText()).endsWith("odd.dsl:6:6");
    }

    @Test
    void renderDrawsDocumentsAndTexts() throws Exception {
        Path dsl = Files.writeString(folder.resolve("hello.dsl"), HELLO);

        assertThat(call("render", dsl.toString())).isZero();
        assertThat(out.toString()).startsWith("<svg ").contains("Print String").endsWith("</svg>\n");
        Path svg = folder.resolve("door.svg");
        assertThat(call("render", DOOR.toString(), "--out", svg.toString(), "--json"))
                .isZero();
        assertThat(svg).content(StandardCharsets.UTF_8).startsWith("<svg ");
        assertThat(json().path("written").asText()).isEqualTo(svg.toString());
        Files.writeString(dsl, "GRAPH: x\nNODE\n");
        assertThat(call("render", dsl.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("hello.dsl");
    }

    @Test
    void validateSaysWhatIsWrongAndWhere() throws Exception {
        Path good = Files.writeString(folder.resolve("good.dsl"), HELLO);
        Path bad = Files.writeString(folder.resolve("bad.dsl"), HELLO + "EXEC n1.Then -> n7.Execute\n");

        assertThat(call("validate", good.toString())).isZero();
        assertThat(call("validate", good.toString(), bad.toString(), "--json")).isEqualTo(1);

        JsonNode files = json().path("files");
        assertThat(files.get(0).path("valid").asBoolean()).isTrue();
        JsonNode problem = files.get(1).path("problems").get(0);
        assertThat(files.get(1).path("valid").asBoolean()).isFalse();
        assertThat(problem.path("line").asInt()).isEqualTo(6);
        assertThat(problem.path("column").asInt()).isPositive();
        assertThat(problem.path("severity").asText()).isEqualTo("error");
        assertThat(problem.path("code").asText()).startsWith("BP0");
        assertThat(problem.path("message").asText()).isNotEmpty();
    }

    @Test
    void validateReadsDatasets() throws Exception {
        Path rows = folder.resolve("rows.jsonl");
        String row = "{\"instruction\":\"say hi\",\"input\":\"\",\"output\":\"" + HELLO.replace("\n", "\\n") + "\"}\n";
        Files.writeString(rows, row.repeat(2));
        assertThat(call("validate", rows.toString())).isZero();

        Files.writeString(rows, row + "{\"instruction\":3}\n{\n" + row.replace("n2.Execute", "n5.Execute"));
        assertThat(call("validate", rows.toString(), "--json")).isEqualTo(1);

        var lines = new ArrayList<Integer>();
        json().path("files")
                .get(0)
                .path("problems")
                .forEach(problem -> lines.add(problem.path("line").asInt()));
        assertThat(lines).containsExactlyElementsOf(asList(2, 3, 4));
    }

    @Test
    void formatPrintsChecksAndWritesTheCanonicalFormWithRemarks() throws Exception {
        Path dsl = Files.writeString(folder.resolve("loose.dsl"), """
                # what it says
                BLUEPRINT:   BP_Hello
                GRAPH: EventGraph
                NODE n1:Event_BeginPlay   # begins
                // and prints
                NODE n2: PrintString [ InString = "Hi" ]
                EXEC n1.Then->n2.Execute
                # the end
                """);

        assertThat(call("format", dsl.toString(), "--check")).isEqualTo(1);
        assertThat(call("format", dsl.toString())).isZero();
        String canonical = out.toString();
        assertThat(canonical).isEqualTo("""
                # what it says
                BLUEPRINT: BP_Hello
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay  # begins
                // and prints
                NODE n2: PrintString [InString=Hi]
                EXEC n1.Then -> n2.Execute
                # the end
                """);
        assertThat(call("format", dsl.toString(), "--write")).isZero();
        assertThat(dsl).content().isEqualTo(canonical);
        assertThat(call("format", dsl.toString(), "--check", "--json")).isZero();
        assertThat(json().path("files").get(0).path("changed").asBoolean()).isFalse();
        Files.writeString(dsl, "NODE ???\n");
        assertThat(call("format", dsl.toString(), "--write")).isEqualTo(2);
        assertThat(dsl).hasContent("NODE ???");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String name : List.of("translate", "analyze", "clipboard", "render", "validate", "format")) {
            assertThat(call(name, "--help")).as(name).isZero();
            assertThat(out.toString())
                    .as(name)
                    .contains("Example: brewprint " + name)
                    .contains("--json");
            assertThat(call(name)).as(name + " of nothing").isEqualTo(2);
        }
    }

    private JsonNode json() throws Exception {
        return Json.MAPPER.readTree(out.toString());
    }

    private int call(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        var all = new ArrayList<>(asList(args));
        all.add(1, "--home");
        all.add(2, folder.resolve("home").toString());
        String[] line = all.toArray(String[]::new);
        return Brewprint.commandLine(new TestParts(), line)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }
}
