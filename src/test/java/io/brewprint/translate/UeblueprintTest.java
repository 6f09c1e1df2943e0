package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.clipboard.Corpus;
import io.brewprint.dsl.Document;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text that we write, loaded by a renderer that is not ours: ueblueprint, in headless Chromium. */
@Tag("slow")
class UeblueprintTest {
    private static final Path SCRIPTS = Path.of("src/test/ueblueprint");

    /** Package and browser stay here between runs. */
    private static final Path INSTALLED = Path.of("target/ueblueprint");

    private record Drawn(int nodes, int links) {}

    @TempDir
    Path folder;

    @Test
    void draws_as_many_nodes_and_links_as_we_wrote() throws Exception {
        Map<String, Drawn> expected = new TreeMap<>();
        var texts = new ArrayList<Path>();
        try (var files = Files.list(Path.of("examples/exports"))) {
            files.filter(file -> file.toString().endsWith(".txt")).sorted().forEach(texts::add);
        }
        int examples = texts.size();
        texts.addAll(corpus());
        for (Path text : texts) {
            write(text, expected);
        }

        JsonNode found = new ObjectMapper().readTree(load());

        var wrong = new ArrayList<String>();
        expected.forEach((name, drawn) -> {
            JsonNode seen = found.path(name);
            if (seen.path("nodes").asInt(-1) != drawn.nodes()
                    || seen.path("links").asInt(-1) != drawn.links()) {
                String error = seen.path("error").asText("");
                wrong.add(name + ": " + drawn + ", seen "
                        + (error.isEmpty()
                                ? seen.path("nodes") + " nodes, " + seen.path("links") + " links"
                                : error.substring(0, Math.min(400, error.length()))));
            }
        });
        System.out.println("ueblueprint: " + (expected.size() - wrong.size()) + " of " + expected.size()
                + " generated texts drawn with all nodes and links");
        wrong.forEach(System.out::println);
        assertThat(wrong).isEmpty();
        assertThat(expected).hasSizeGreaterThanOrEqualTo(examples);
    }

    private static List<Path> corpus() throws Exception {
        String place = System.getenv("BREWPRINT_CORPUS");
        Path corpus = Path.of(place == null ? "../shared/corpus" : place, "clipboard");
        return Files.isDirectory(corpus) ? Corpus.texts() : List.of();
    }

    private void write(Path text, Map<String, Drawn> expected) throws Exception {
        Document document = new Translator()
                .translate(Files.readString(text), text.getFileName().toString())
                .document();
        if (document.graphs().stream().anyMatch(graph -> graph.kind() != null)) {
            return;
        }
        Generated generated = ClipboardGenerator.generate(document);
        assertThat(generated.problems()).as(text.toString()).isEmpty();
        String name = text.toString().replaceAll("[^A-Za-z0-9.()-]+", "_");
        Files.writeString(folder.resolve(name), generated.text());
        expected.put(
                name,
                new Drawn(
                        document.graphs().stream()
                                .mapToInt(graph ->
                                        graph.nodes().size() + graph.comments().size())
                                .sum(),
                        document.graphs().stream()
                                .mapToInt(graph -> graph.edges().size())
                                .sum()));
    }

    private String load() throws Exception {
        String chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(UeblueprintTest::onPath)
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse("");
        assumeTrue(!chromium.isEmpty(), "chromium is not installed: the renderer's proof is skipped");
        assumeTrue(
                !onPath("npm").isEmpty() && !onPath("node").isEmpty(),
                "npm is not installed: the renderer's proof is skipped");
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", "load.mjs")) {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(INSTALLED.resolve("node_modules/ueblueprint/dist"))) {
            Path log = folder.resolve("npm.log");
            int code = run(
                    log,
                    INSTALLED,
                    onPath("npm"),
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=1",
                    "--fetch-timeout=30000");
            assumeTrue(code == 0, "npm could not install ueblueprint, the renderer's proof is skipped");
        }
        Path result = folder.resolve("result.json");
        int code = run(result, INSTALLED, onPath("node"), "load.mjs", folder.toString(), chromium);
        assertThat(code).as(Files.readString(result)).isZero();
        return Files.readString(result);
    }

    private static int run(Path out, Path where, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectOutput(out.toFile())
                .redirectError(new File(out + ".err"))
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            Files.writeString(out, List.of(command) + " hangs");
            return -1;
        }
        return process.exitValue();
    }

    private static String onPath(String program) {
        for (String place : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            Path file = Path.of(place.isEmpty() ? "." : place, program);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return "";
    }
}
