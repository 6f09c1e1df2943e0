package io.brewprint.cli.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.cli.TestParts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandsTest {
    private static final Path DOOR = Path.of("examples/exports/sliding_door.txt");
    private static final String HELLO = """
            BLUEPRINT: BP_Hello
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: PrintString [InString=Hi]
            EXEC n1.Then -> n2.Execute
            """;
    private static final String SCAN = """
            {"types": [{"name": "ScanRoom", "member": "/Script/My.Scanner:Scan",
              "inputs": ["Execute:exec", "Range:Float=100.0"], "outputs": ["Then:exec", "Found:Int"]}]}
            """;
    private static final String SCANNING = """
            BLUEPRINT: BP_Scan
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: ScanRoom [Range=5.0]
            NODE n3: PrintString
            EXEC n1.Then -> n2.Execute
            EXEC n2.Then -> n3.Execute
            DATA n2.Found -> n3.InString [Int]
            """;

    @TempDir
    Path folder;

    @Test
    void the_same_graph_in_other_words_is_the_same() throws Exception {
        String a = write("a.dsl", HELLO);
        String b = write("b.dsl", """
                BLUEPRINT: BP_Other
                GRAPH: EventGraph
                NODE x: Print [InString=Hi]
                NODE begin: Event_BeginPlay
                EXEC begin.Then -> x.Execute
                """);

        Called called = call("compare", a, b);

        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .isEqualTo("~ BLUEPRINT: BP_Hello is BP_Other\n"
                        + "the same graph, under a head that differs: node F1 1.000, edge F1 1.000\n");
        Called parent = call("compare", a, write("p.dsl", HELLO.replace("GRAPH:", "PARENT: Pawn\nGRAPH:")));
        assertThat(parent.code()).isZero();
        assertThat(parent.out())
                .contains("~ PARENT: ", " is Pawn\n")
                .endsWith("the same graph, under a head that differs: node F1 1.000, edge F1 1.000\n");
        assertThat(call("compare", a, a).out()).isEqualTo("the same graph: node F1 1.000, edge F1 1.000\n");
        assertThat(call("compare", "--help").out()).containsIgnoringWhitespaces("What does not: ids, order, positions");
        String text = write("a.txt", call("clipboard", a).out());
        assertThat(call("compare", a, text).code()).as("a clipboard text").isZero();
        String ir = write("a.json", call("ir", a).out());
        assertThat(call("compare", ir, text).code()).as("intermediate JSON").isZero();
    }

    @Test
    void what_differs_is_told_and_is_exit_code_1() throws Exception {
        String a = write("a.dsl", HELLO);
        String b = write("b.dsl", HELLO.replace("Hi", "Ho") + "NODE n3: DestroyActor\nEXEC n2.Then -> n3.Execute\n");

        Called called = call("compare", a, b);
        JsonNode json = call("compare", a, b, "--json").json();

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out().lines())
                .containsExactly(
                        "~ PrintString n2: InString Hi is Ho",
                        "+ NODE n3: DestroyActor",
                        "+ EXEC n2.Then -> n3.Execute",
                        "different graphs: node F1 0.800, edge F1 0.667");
        assertThat(json.path("same").asBoolean(true)).isFalse();
        assertThat(json.path("node_f1").asDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(json.path("differences")).hasSize(3);
        assertThat(call("compare", a, "v7").code()).isEqualTo(2);
        assertThat(call("compare", a, "v7").err()).contains("there is no file v7");
    }

    @Test
    void compare_reads_a_text_with_errors_as_far_as_it_can() throws Exception {
        String a = write("a.dsl", HELLO);
        String dangling = write("c.dsl", HELLO + "EXEC n1.Then -> n9.Execute\n");
        String broken = write("d.dsl", HELLO + "NODE n3: Wobble\nNODE n4\nEXEC n2.Then ->\n");

        Called called = call("compare", a, dangling);

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("c.dsl:6:").contains("1 error in it: compared as far as it can be read");
        assertThat(called.out()).contains("+ EXEC n1.Then -> n9.Execute").contains("node F1 1.000");
        assertThat(call("compare", a, dangling, "--json").json().path("errors").toString())
                .isEqualTo("[0,1]");
        assertThat(call("compare", broken, a).out()).contains("- NODE n3: Wobble");
        assertThat(call("compare", broken, broken).code()).isZero();
        Called nothing = call("compare", a, write("e.dsl", "GRAPH: no node\nwhat?\n"));
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err().lines()).hasSize(1);
    }

    @Test
    void ir_goes_out_and_in() throws Exception {
        String a = write("a.dsl", HELLO);

        Called ir = call("ir", a);
        Called back = call("ir", write("a.json", ir.out()));

        assertThat(ir.code()).isZero();
        assertThat(ir.json().path("nodes").get(1).path("ue_function").asText()).endsWith(":PrintString");
        assertThat(back.code()).isZero();
        assertThat(back.out()).isEqualTo(HELLO);
        assertThat(call("ir", a, "--json").json().path("ir")).isEqualTo(ir.json());
        Path out = folder.resolve("out.json");
        assertThat(call("ir", DOOR.toString(), "--out", out.toString()).code()).isZero();
        assertThat(call("compare", DOOR.toString(), out.toString()).code()).isZero();
    }

    @Test
    void json_that_is_no_ir_is_one_line_with_its_place() throws Exception {
        Called broken = call("ir", write("x.json", "{\n  \"nodes\": [,]}"));
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err().lines())
                .singleElement()
                .asString()
                .contains("x.json:2:")
                .contains("not JSON");

        assertThat(call("ir", write("y.json", "[]")).err()).contains("y.json").contains("no \"nodes\"");
        assertThat(call("ir", write("z.json", "{\"nodes\":[{\"id\":\"a\",\"dsl_type\":\"Branch\",\"graph\":3}]}"))
                        .err())
                .contains("an entry of graph 3");
        Called faulty = call("ir", write("w.json", """
                {"metadata":{"name":"BP_W"},"nodes":[{"id":"a","dsl_type":"Event_BeginPlay"}],
                 "connections":[{"type":"exec","src_node":"a","src_pin":"Then","dst_node":"b","dst_pin":"Execute"}]}"""));
        assertThat(faulty.code()).as("it is written, and its error is told").isEqualTo(1);
        assertThat(faulty.out()).startsWith("BLUEPRINT: BP_W\n");
        assertThat(faulty.err()).contains("BP006");
    }

    @Test
    void types_of_the_home_hold_in_every_command() throws Exception {
        String dsl = write("scan.dsl", SCANNING);
        Files.createDirectories(home().resolve("catalog"));
        assertThat(call("validate", dsl).out()).contains("BP025");
        assertThat(call("clipboard", dsl).code()).isEqualTo(2);

        Files.writeString(home().resolve("catalog/scan.json"), SCAN);

        assertThat(call("validate", dsl).out()).isEqualTo(dsl + ": valid\n");
        assertThat(call("validate", write("wrong.dsl", SCANNING.replace("n2.Found", "n2.Fund")))
                        .out())
                .contains("BP026")
                .contains("Found");
        Called text = call("clipboard", dsl);
        assertThat(text.out()).contains("/Script/My.Scanner").contains("PinName=\"Range\"");
        String export = write("scan.txt", text.out());
        assertThat(call("translate", export, "-").out()).contains("NODE n2: ScanRoom [Range=5.0]\n");
        assertThat(call("translate", export, "--verify", "--json", "--out", "-")
                        .json()
                        .path("files")
                        .get(0)
                        .path("verify")
                        .asText())
                .isEqualTo("same");
        assertThat(call("render", dsl).out()).contains("Scan");
        assertThat(call("ir", dsl).out()).contains("/Script/My.Scanner:Scan");
        assertThat(call("compare", dsl, export).code()).isZero();
        assertThat(call("analyze", export, "--json")
                        .json()
                        .path("files")
                        .get(0)
                        .path("functions")
                        .has("Scan"))
                .isTrue();
        String rows = write(
                "rows.jsonl",
                "{\"instruction\":\"scan\",\"output\":\""
                        + SCANNING.replace("n2.Found", "n2.Fund").replace("\n", "\\n") + "\"}\n");
        assertThat(call("validate", rows).code()).isEqualTo(1);
    }

    @Test
    void a_bad_catalog_file_is_one_line_that_says_where() throws Exception {
        Files.createDirectories(home().resolve("catalog"));
        Files.writeString(home().resolve("catalog/bad.json"), "{\"types\": [\n  {\"name\": \"A\", \"inptus\": []}]}");

        for (String command : List.of("validate", "format", "render", "clipboard", "ir")) {
            Called called = call(command, write("a.dsl", HELLO));
            assertThat(called.code()).as(command).isEqualTo(2);
            assertThat(called.err().lines())
                    .as(command)
                    .singleElement()
                    .asString()
                    .startsWith("brewprint: "
                            + home().resolve("catalog/bad.json").toString().replace('\\', '/') + ":2:3: ")
                    .contains("inptus");
        }
        assertThat(call("translate", DOOR.toString(), "-", "--json")
                        .json()
                        .path("error")
                        .path("where")
                        .asText())
                .endsWith("catalog/bad.json:2:3");
    }

    @Test
    void catalog_learn_proposes_what_an_export_shows() throws Exception {
        Files.createDirectories(home().resolve("catalog"));
        Path mine = Files.writeString(home().resolve("catalog/scan.json"), SCAN);
        String export =
                write("scan.txt", call("clipboard", write("scan.dsl", SCANNING)).out());
        Files.delete(mine);

        Called called = call("catalog learn", export);
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.json().path("types").get(0).path("member").asText()).isEqualTo("/Script/My.Scanner:Scan");
        assertThat(called.err()).contains("known: 2 nodes of 2 types").contains("new: 1 nodes of 1 types: Scan");

        assertThat(call("catalog learn", export, "--save", "mine").code()).isZero();
        Path saved = home().resolve("catalog/mine.json");
        assertThat(saved).content().isEqualTo(called.out());
        assertThat(call("translate", export, "-").out()).contains("NODE n2: Scan [Range=5.0]\n");
        assertThat(call("catalog learn", export, "--json")
                        .json()
                        .path("known")
                        .path("Scan")
                        .asInt())
                .isOne();

        Called again = call("catalog learn", export, "--save", "mine");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is there").contains("--force");
        assertThat(call("catalog learn", export, "--save", "mine", "--force").code())
                .isZero();
        assertThat(saved).as("seen again, proposed again").content().isEqualTo(called.out());
        assertThat(call("catalog learn", export, "--save", "../mine").code()).isEqualTo(2);
        assertThat(call("catalog learn", write("b.txt", "nothing")).err()).contains("b.txt:1:1");
    }

    @Test
    void validate_fix_mends_what_has_one_cure_and_nothing_else() throws Exception {
        String dsl = write(
                "a.dsl",
                "# mine\r\nBLUEPRINT:  BP_A\r\nGRAPH: EventGraph\r\n  NODE n1: event_beginplay   # begins\r\n"
                        + "NODE n2: printstring [InString = Hi]\r\nEXEC n1.Then->n2.Execute\r\nEXEC n1.Then->n2.Execute  // twice\r\n"
                        + "DATA 2.0 -> n2.Duration\r\nEXEC n1.Then -> n9.Execute\r\n");

        Called called = call("validate", "--fix", dsl);

        assertThat(called.code()).as("what is no slip stays").isEqualTo(1);
        assertThat(Path.of(dsl))
                .content()
                .isEqualTo("# mine\r\nBLUEPRINT:  BP_A\r\nGRAPH: EventGraph\r\n"
                        + "  NODE n1: Event_BeginPlay  # begins\r\nNODE n2: PrintString [InString=Hi, Duration=2.0]\r\n"
                        + "EXEC n1.Then->n2.Execute\r\n// twice\r\nEXEC n1.Then -> n9.Execute\r\n");
        assertThat(called.out().lines().filter(line -> line.contains(": fixed ")))
                .hasSize(4)
                .anyMatch(line -> line.contains("a.dsl:4: fixed NODE n1: event_beginplay   # begins  ->  "))
                .anyMatch(line -> line.contains("a.dsl:8: fixed DATA 2.0 -> n2.Duration  (taken out)"));
        assertThat(call("validate", "--fix", dsl, "--json")
                        .json()
                        .path("files")
                        .get(0)
                        .path("fixed")
                        .asInt())
                .isZero();
        String form = write("b.dsl", "NODE ???\n");
        assertThat(call("validate", "--fix", form).code()).isEqualTo(1);
        assertThat(Path.of(form)).content().isEqualTo("NODE ???\n");
    }

    @Test
    void validate_fix_mends_rows_and_keeps_what_else_they_hold() throws Exception {
        String good = "{\"instruction\":\"a\",  \"output\":\"" + HELLO.replace("\n", "\\n") + "\"}\n";
        String rows = write(
                "rows.jsonl",
                good + good.replace("PrintString", "printstring").replace("}", ",\"mine\":7}") + "no row\n");

        Called called = call("validate", "--fix", rows);

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out())
                .contains("rows.jsonl:2: fixed output 4: NODE n2: printstring [InString=Hi]  ->  NODE n2: PrintS");
        List<String> lines = Files.readAllLines(Path.of(rows));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0) + "\n").isEqualTo(good);
        assertThat(lines.get(1)).contains("PrintString").contains("\"mine\":7");
        assertThat(lines.get(2)).isEqualTo("no row");
    }

    @Test
    void render_leaves_nodes_where_they_were_on_request() throws Exception {
        String export = write(
                "at.txt",
                call("clipboard", write("a.dsl", HELLO))
                        .out()
                        .replaceAll("NodePosX=\\d+", "NodePosX=500")
                        .replaceFirst("NodePosX=500", "NodePosX=100"));

        assertThat(call("render", export, "--given").out())
                .contains("translate(48.0 48.0)")
                .contains("translate(448.0 ");
        assertThat(call("render", export).out()).doesNotContain("translate(448.0 ");
        assertThat(call("render", export, "--theme", "light").out())
                .contains("#f3f3f1")
                .doesNotContain("#262626");
        assertThat(call("render", export, "--theme", "auto").out()).contains("prefers-color-scheme");
        assertThat(call("render", export, "--theme", "pink").code()).isEqualTo(2);
    }

    @Test
    void a_file_of_a_hundred_megabytes_is_checked_in_a_small_heap() throws Exception {
        Path large = folder.resolve("large.dsl");
        byte[] part = HELLO.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        long documents = 0;
        try (var out = Files.newOutputStream(large)) {
            for (long size = 0; size < 100L << 20; size += part.length) {
                out.write(part);
                documents += 1_000;
            }
            out.write(HELLO.replace("n2.Execute", "n9.Execute").getBytes(StandardCharsets.UTF_8));
        }
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestParts.Main.class.getName(),
                        "validate",
                        "--home",
                        home().toString(),
                        "--stream",
                        large.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(log))
                .contains("large.dsl:" + (documents * 5 + 5) + ":")
                .contains("BP006");
        assertThat(process.exitValue()).isEqualTo(1);
        Files.delete(large);
    }

    @Test
    void every_command_has_help_with_an_example() {
        for (String name : List.of("compare", "ir", "catalog learn")) {
            assertThat(call(name, "--help").out())
                    .contains("Example: brewprint " + name)
                    .contains("--json");
            assertThat(call(name).code()).as(name + " of nothing").isEqualTo(2);
        }
        assertThat(Called.in(home(), "catalog").code()).isEqualTo(2);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Called call(String command, String... args) {
        return Called.in(home(), command, args);
    }
}
