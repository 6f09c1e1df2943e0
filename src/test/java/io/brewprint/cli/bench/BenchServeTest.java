package io.brewprint.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients at once, in a JVM of its own, so that its memory is nobody else's. With
 * {@code -Dbrewprint.clients=100 -Dbrewprint.seconds=300} it is the long run.
 */
@Tag("slow")
class BenchServeTest {
    /** Arenas of the allocator and compiled code still grow a little after the warm-up; a leak goes on. */
    private static final double MARGIN_MIB = 150;

    @TempDir
    Path folder;

    @Test
    void many_clients_get_right_answers_in_turn_and_leave_nothing_behind() throws Exception {
        int clients = Integer.getInteger("brewprint.clients", 24);
        int seconds = Integer.getInteger("brewprint.seconds", 12);

        JsonNode result = bench(clients, seconds);

        assertThat(result.path("wrong").asInt()).isZero();
        assertThat(result.path("refused").asInt()).isZero();
        assertThat(result.path("slots_left").asInt()).isZero();
        assertThat(result.path("hung_up").asInt()).isPositive();
        assertThat(result.path("least_served").asInt()).isPositive();
        assertThat(result.path("by_model")).hasSize(3);
        assertThat(result.path("memory_end").path("native_arrays").asInt())
                .isLessThan(2 * result.path("memory_warm").path("native_arrays").asInt());
        if (result.path("memory_end").has("outside_heap_mib")) {
            assertThat(result.path("memory_end").path("outside_heap_mib").asDouble())
                    .isLessThan(
                            result.path("memory_warm").path("outside_heap_mib").asDouble() + MARGIN_MIB);
        }
    }

    private JsonNode bench(int clients, int seconds) throws Exception {
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.txt");
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.brewprint.cli.Brewprint",
                "bench",
                "serve",
                "--home",
                folder.resolve("home").toString(),
                "--json"));
        call.addAll(List.of("--clients", String.valueOf(clients), "--seconds", String.valueOf(seconds)));
        Process process = new ProcessBuilder(call)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor()).as(() -> text(err)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Json.MAPPER.readTree(out.toFile());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
