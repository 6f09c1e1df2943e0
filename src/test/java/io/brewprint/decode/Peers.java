package io.brewprint.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs an independent implementation in a JVM of its own: its native code and its modules stay out of the other tests.
 */
public final class Peers {
    private Peers() {}

    /** The line of JSON that {@code main} prints last. */
    public static JsonNode run(Class<?> main, Path folder, String... arguments) throws Exception {
        return run(main, folder, 60, arguments);
    }

    /** The same, waiting so many seconds. */
    static JsonNode run(Class<?> main, Path folder, int seconds, String... arguments) throws Exception {
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch");
        assumeThat(platform)
                .as("the peers are compared with on Linux and x86 alone")
                .isEqualTo("linux amd64");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--enable-preview",
                "-cp",
                classPath(),
                main.getName()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve(main.getSimpleName() + ".out");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("GOMP_SPINCOUNT", "10000"); // as workers have it
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(out);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        String last = said.lines()
                .filter(l -> l.startsWith("{"))
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError(said));
        return new ObjectMapper().readTree(last);
    }

    // Surefire may hide the real one behind a jar with nothing but a manifest.
    private static String classPath() {
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, given.split(File.pathSeparator));
    }
}
