package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExportRouteTest {
    private static final PipelineConfig CONFIG =
            ConfigFile.parse("c", "{\"limits\":{\"max_file_bytes\":1000,\"max_dsl_bytes\":500}}");

    @TempDir
    Path folder;

    private Home home;
    private Ledger ledger;
    private TestRoutes exports;

    /** A small real translator: what begins with "Begin Object" becomes a DSL line; anything else is refused. */
    static final class Lines implements ExportTranslator {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public Translated translate(String fileName, String text) {
            if (text.contains("bug")) {
                throw new IllegalStateException("a fault of the translator");
            }
            if (!text.startsWith("Begin Object")) {
                throw new Fault("foreign", "no Unreal text", Where.at(1, 1), "copy nodes in Unreal");
            }
            return new Translated(
                    "BLUEPRINT: " + text.strip().replace('\n', ' ') + "\n",
                    Json.MAPPER.createObjectNode().put("length", text.length()));
        }
    }

    /** A process that empties the folder slowly enough to be killed in the middle. */
    public static final class Drain {
        public static void main(String[] args) throws Exception {
            Home home = new Home(Path.of(args[0]));
            try (Ledger ledger = Ledger.open(home.database());
                    TestRoutes routes = routes(home, ledger)) {
                for (Path file : routes.waiting()) {
                    routes.take(file);
                }
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder).create();
        ledger = Ledger.open(home.database());
        exports = routes(home, ledger);
    }

    private static TestRoutes routes(Home home, Ledger ledger) throws Exception {
        return TestRoutes.open(home, CONFIG, ledger, new Lines(), Pipeline.Opening.ONE_SHOT);
    }

    @AfterEach
    void close() {
        exports.close();
        ledger.close();
    }

    @Test
    void anExportBecomesDslAndMovesToProcessed() throws Exception {
        IntakeRow row = take(drop("hello.txt", "Begin Object one"));

        assertThat(row.outcome()).isEqualTo("processed");
        assertThat(home.parsedBlueprints().resolve("hello.dsl")).hasContent("BLUEPRINT: Begin Object one");
        assertThat(home.exports().resolve("processed/hello.txt")).hasContent("Begin Object one");
        assertThat(home.exports().resolve("hello.txt")).doesNotExist();
        assertThat(row.report()).isEqualTo("{\"length\":16}");
        assertThat(ledger.intake().latest("export", 1).getFirst()).isEqualTo(row);
        assertThat(row.moved()).isTrue();
    }

    @Test
    void badFilesMoveToFailedWithAReason() throws Exception {
        assertThat(take(drop("empty.txt", "")).category()).isEqualTo("empty");
        assertThat(take(drop("blank.txt", " \n ")).category()).isEqualTo("empty");
        assertThat(take(drop("foreign.txt", "hello")).category()).isEqualTo("foreign");
        assertThat(take(drop("picture.png", "PNG")).category()).isEqualTo("foreign");
        assertThat(take(drop("binary.txt", "Begin\n\0\1")).category()).isEqualTo("binary");
        assertThat(take(drop("large.txt", "x".repeat(1001))).category()).isEqualTo("too_large");
        assertThat(take(drop("growing.txt", "Begin Object " + "x".repeat(600))).category())
                .isEqualTo("too_large");
        assertThat(take(drop("fault.txt", "bug")).category()).isEqualTo("internal");
        Path latin = Files.write(
                home.exports().resolve("latin.txt"), "Begin\nObj\u00e9ct".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(take(latin).category()).isEqualTo("encoding");

        assertThat(ledger.intake().counts("export")).containsOnly(java.util.Map.entry("failed", 9L));
        assertThat(exports.waiting()).isEmpty();
        JsonNode reason = Json.MAPPER.readTree(
                home.exports().resolve("failed/foreign.txt.reason.json").toFile());
        assertThat(reason.path("code").asText()).isEqualTo("foreign");
        assertThat(reason.path("message").asText()).isEqualTo("no Unreal text");
        assertThat(reason.path("line").asInt()).isEqualTo(1);
        assertThat(reason.path("remedy").asText()).isNotEmpty();
        assertThat(reason.path("sha256").asText()).hasSize(64);
        JsonNode encoding = Json.MAPPER.readTree(
                home.exports().resolve("failed/latin.txt.reason.json").toFile());
        assertThat(encoding.path("line").asInt()).isEqualTo(2);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        take(drop("a.txt", "Begin Object one"));
        take(drop("a.txt", "Begin Object two"));
        take(drop("a.txt", "nonsense"));
        take(drop("a.txt", "more nonsense"));

        assertThat(home.parsedBlueprints().resolve("a.dsl")).content().contains("one");
        assertThat(home.parsedBlueprints().resolve("a-2.dsl")).content().contains("two");
        assertThat(home.exports().resolve("processed/a-2.txt")).content().contains("two");
        assertThat(home.exports().resolve("failed/a.txt")).hasContent("nonsense");
        assertThat(home.exports().resolve("failed/a-2.txt.reason.json")).exists();
    }

    @Test
    void theSameBytesAgainAreMovedAndCountedButNotTranslatedAgain() throws Exception {
        take(drop("a.txt", "Begin Object one"));
        IntakeRow again = take(drop("b.txt", "Begin Object one"));

        assertThat(again.reason()).isEqualTo("the same bytes as a.txt");
        assertThat(again.output()).isEqualTo("cleaned-data/parsed-blueprints/a.dsl");
        assertThat(home.parsedBlueprints().resolve("b.dsl")).doesNotExist();
        assertThat(home.exports().resolve("processed/b.txt")).exists();
        assertThat(ledger.intake().counts("export")).containsEntry("processed", 2L);
    }

    @Test
    void utf16FromWindowsIsRead() throws Exception {
        byte[] bytes = "\uFEFFBegin Object wide".getBytes(StandardCharsets.UTF_16LE);

        assertThat(take(Files.write(home.exports().resolve("wide.txt"), bytes)).outcome())
                .isEqualTo("processed");
    }

    @Test
    void temporaryNamesAreLeftAlone() throws Exception {
        drop(".hidden.txt", "x");
        drop("a.txt.part", "x");
        drop("b.tmp", "x");
        drop("c.txt~", "x");
        drop("~$d.txt", "x");
        drop("e.txt", "x");

        assertThat(exports.waiting())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("e.txt");
    }

    @Test
    void aCrashBeforeTheRowFindsItsProductAgain() throws Exception {
        Files.writeString(home.parsedBlueprints().resolve("a.dsl"), "BLUEPRINT: Begin Object one\n");

        IntakeRow row = take(drop("a.txt", "Begin Object one"));

        assertThat(row.output()).isEqualTo("cleaned-data/parsed-blueprints/a.dsl");
        assertThat(home.parsedBlueprints().resolve("a-2.dsl")).doesNotExist();
    }

    @Test
    void aCrashBeforeTheMoveOnlyMoves() throws Exception {
        Path file = drop("a.txt", "Begin Object one");
        IntakeRow done = take(file);
        Path processed = home.resolve(done.movedTo());
        ledger.intake()
                .add(new IntakeRow(
                        0,
                        "export",
                        "b.txt",
                        done.sha256(),
                        done.bytes(),
                        "1",
                        "processed",
                        null,
                        null,
                        done.output(),
                        done.outputSha256(),
                        null,
                        "raw-data/clipboard-exports/processed/b.txt",
                        false,
                        done.taken()));
        Files.copy(processed, home.exports().resolve("b.txt"));

        try (TestRoutes after = routes(home, ledger)) {
            after.take(home.exports().resolve("b.txt"));
        }

        assertThat(home.exports().resolve("processed/b.txt")).exists();
        assertThat(ledger.intake().counts("export")).containsEntry("processed", 2L);
        assertThat(ledger.intake().unmoved("export")).isEmpty();
    }

    @Test
    void aCrashAfterTheMoveIsNoticedAtTheNextStart() throws Exception {
        drop("processed/c.txt", "Begin Object c");
        ledger.intake()
                .add(new IntakeRow(
                        0,
                        "export",
                        "c.txt",
                        "00",
                        1,
                        "1",
                        "processed",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "raw-data/clipboard-exports/processed/c.txt",
                        false,
                        Ledger.now()));

        routes(home, ledger).close();

        assertThat(ledger.intake().unmoved("export")).isEmpty();
    }

    @Test
    void lessonsAreCheckedAndFiled() throws Exception {
        Path good = Files.writeString(home.lessonInbox().resolve("lesson_01.json"), """
                {"lesson_id":"l1","lesson_name":"One","extra":1,
                 "prompts":[{"id":"p1","category":"c","instruction":"do","expected_dsl":"BLUEPRINT: A"}]}""");
        Path noPrompts =
                Files.writeString(home.lessonInbox().resolve("x.json"), "{\"lesson_id\":\"l\",\"lesson_name\":\"n\"}");
        Path noJson = Files.writeString(home.lessonInbox().resolve("y.json"), "{\n  \"lesson_id\": oops }");

        assertThat(exports.takeLesson(good).orElseThrow().outcome()).isEqualTo("processed");
        assertThat(exports.takeLesson(noPrompts).orElseThrow().category()).isEqualTo("shape");
        assertThat(exports.takeLesson(noJson).orElseThrow().category()).isEqualTo("not_json");
        assertThat(home.lessons().resolve("lesson_01.json"))
                .hasSameTextualContentAs(home.lessonInbox().resolve("processed/lesson_01.json"));
        assertThat(Json.MAPPER
                        .readTree(home.lessonInbox()
                                .resolve("failed/y.json.reason.json")
                                .toFile())
                        .path("line")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void killedAtAnyMomentAndStartedAgainItTakesEveryFileOnce() throws Exception {
        int files = 300;
        for (int i = 0; i < files; i++) {
            drop(String.format("f%03d.txt", i), i % 5 == 4 ? "refused " + i : "Begin Object " + i);
        }
        Random random = new Random();
        int kills = 0;
        for (int round = 0; round < 6; round++) {
            Process child = drainInChild();
            int before = exports.waiting().size();
            while (child.isAlive() && exports.waiting().size() == before) {
                Thread.sleep(5);
            }
            if (!child.waitFor(20 + random.nextInt(150), TimeUnit.MILLISECONDS)) {
                child.destroyForcibly().waitFor();
                kills++;
            }
        }
        Process last = drainInChild();
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();

        assertThat(kills).isGreaterThan(1);
        assertThat(exports.waiting()).isEmpty();
        assertThat(ledger.intake().counts("export"))
                .containsEntry("processed", 240L)
                .containsEntry("failed", 60L);
        assertThat(ledger.intake().unmoved("export")).isEmpty();
        Set<String> names = new HashSet<>();
        ledger.intake().latest("export", 1_000).forEach(row -> names.add(row.name()));
        assertThat(names).hasSize(files);
        assertThat(count(home.exports().resolve("processed"), ".txt")).isEqualTo(240);
        assertThat(count(home.exports().resolve("failed"), ".txt")).isEqualTo(60);
        assertThat(count(home.exports().resolve("failed"), ".reason.json")).isEqualTo(60);
        assertThat(count(home.parsedBlueprints(), ".dsl")).isEqualTo(240);
    }

    private Process drainInChild() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Drain.class.getName(),
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(new File(folder.toFile(), "child.err"))
                .start();
    }

    private static long count(Path dir, String ending) throws Exception {
        try (var all = Files.list(dir)) {
            return all.filter(path -> path.getFileName().toString().endsWith(ending)
                            && !path.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private IntakeRow take(Path file) throws Exception {
        return exports.take(file).orElseThrow();
    }

    private Path drop(String name, String text) throws Exception {
        return Files.writeString(home.exports().resolve(name), text);
    }
}
