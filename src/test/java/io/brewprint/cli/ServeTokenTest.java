package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The daemon in a process of its own, where other machines reach it. */
@Timeout(120)
class ServeTokenTest extends ProgramTest {
    private static final String TOKEN = "correct-horse-battery-staple";

    @Test
    void withoutATokenTheEndpointStaysClosedAndOneLineSaysWhy() throws Exception {
        Files.writeString(home.config(), "{\"web\":{\"address\":\"0.0.0.0\",\"port\":0}}");

        Process serve = start("serve", "--json");
        JsonNode document = first(serve);
        end(serve);

        assertThat(document.path("serving").asText())
                .as("the rest goes on")
                .isEqualTo(home.root().toString());
        assertThat(document.has("port")).isFalse();
        assertThat(document.has("endpoint")).isFalse();
        assertThat(Files.readAllLines(errors(serve)))
                .filteredOn(line -> line.contains("web."))
                .singleElement()
                .asString()
                .contains("web.address 0.0.0.0 is reached by other machines, and web.token is empty")
                .contains("write a long random word as web.token")
                .endsWith("The rest goes on without it.");
    }

    @Test
    void withATokenItAnswersWhoeverSaysItAndShowsItNowhere() throws Exception {
        Files.writeString(home.config(), "{\"web\":{\"address\":\"0.0.0.0\",\"port\":0,\"token\":\"" + TOKEN + "\"}}");

        Process serve = start("serve", "--json");
        JsonNode document = first(serve);
        int port = document.path("port").asInt();
        assertThat(document.path("endpoint").asText()).isEqualTo("http://0.0.0.0:" + port + "/v1");
        assertThat(asked(port, "Bearer " + TOKEN + "x")).isEqualTo(401);
        assertThat(asked(port, "none")).isEqualTo(401);
        assertThat(asked(port, "Bearer " + TOKEN)).isEqualTo(200);
        String shown =
                document + said(start("status")) + said(start("status", "--json")) + said(start("doctor", "--json"));
        end(serve);

        assertThat(shown).doesNotContain(TOKEN);
        for (Process process : started) {
            assertThat(errors(process)).content().doesNotContain(TOKEN);
        }
        try (var files = Files.walk(home.root())) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.equals(home.config())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(TOKEN));
        }
    }

    private static int asked(int port, String authorization) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"))
                                    .header("Authorization", authorization)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private Path errors(Process process) {
        return folder.resolve("err-" + started.indexOf(process));
    }

    /** The document that a daemon begins with. */
    private static JsonNode first(Process process) throws Exception {
        return Json.PLAIN.getFactory().createParser(process.getInputStream()).readValueAsTree();
    }

    private static String said(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text;
    }

    private static void end(Process process) throws Exception {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
