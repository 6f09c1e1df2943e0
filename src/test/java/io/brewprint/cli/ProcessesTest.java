package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.Status;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessesTest extends ProgramTest {
    @Test
    void stopEndsTrainingByJmxAndResumeGoesOnFromItsCheckpoint() throws Exception {
        Files.writeString(home.root().resolve("steps.txt"), "600");
        Process run = start("run", "--full", "--json");
        awaitStep(5);

        JsonNode stop = json(start("stop", "--json"));
        assertThat(stop.path("by").asText()).isEqualTo("jmx");
        assertThat(stop.path("pid").asLong()).isEqualTo(run.pid());
        JsonNode stopped = json(run);
        assertThat(run.exitValue()).isEqualTo(3);
        assertThat(stopped.path("status").asText()).isEqualTo("stopped");
        assertThat(stopped.path("stages").get(4).path("reason").asText()).startsWith("at step");
        assertThat(home.stopSignal()).as("it has done its work").doesNotExist();
        int reached = Integer.parseInt(Files.readString(home.root().resolve("count.txt")));
        assertThat(reached).isBetween(5, 599);

        Files.writeString(home.root().resolve("steps.txt"), String.valueOf(reached + 3));
        Process resumed = start("run", "--resume", "--json");
        JsonNode done = json(resumed);
        assertThat(resumed.exitValue()).isZero();
        assertThat(done.path("run").asText()).isEqualTo(stopped.path("run").asText());
        assertThat(Files.readString(home.root().resolve("count.txt"))).isEqualTo(String.valueOf(reached + 3));
    }

    @Test
    void theEndOfTheProcessIsAStopToo() throws Exception {
        Files.writeString(home.root().resolve("steps.txt"), "600");
        Process run = start("run");
        awaitStep(3);

        run.destroy();

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(3);
        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.runs().latest(1).getFirst().status()).isEqualTo(Status.STOPPED);
        }
    }

    @Test
    void aKilledRunIsInterruptedAndGoesOn() throws Exception {
        Files.writeString(home.root().resolve("steps.txt"), "600");
        Process run = start("run");
        awaitStep(3);
        assertThat(json(start("status", "--json")).path("status").asText()).isEqualTo("running");

        run.destroyForcibly().waitFor();

        assertThat(json(start("status", "--json")).path("status").asText()).isEqualTo("interrupted");
        Files.writeString(home.root().resolve("steps.txt"), "5");
        Process resumed = start("run", "--resume", "--json");
        assertThat(json(resumed).path("status").asText()).isEqualTo("done");
    }

    @Test
    void twoDoNotWorkInOneHome() throws Exception {
        Process serve = start("serve", "--json");
        awaitOwner(serve);

        Process second = start("run", "--json");
        JsonNode error = json(second).path("error");

        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(error.path("code").asText()).isEqualTo("busy");
        assertThat(error.path("message").asText()).contains("process " + serve.pid() + " already works in");
    }

    @Test
    void theDaemonTakesDroppedFilesAndIsKilledAndStartedAgainWithoutLoss() throws Exception {
        int files = 120;
        Process serve = start("serve");
        awaitOwner(serve);
        for (int i = 0; i < files; i++) {
            Files.writeString(home.exports().resolve("e" + i + ".txt"), i % 4 == 0 ? "junk " + i : "Begin " + i);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> processed() > 0);
        serve.destroyForcibly().waitFor();

        Process again = start("serve");
        awaitOwner(again);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            try (var left = Files.newDirectoryStream(home.exports(), "*.txt")) {
                return !left.iterator().hasNext();
            }
        });
        again.destroy();
        assertThat(again.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue()).isZero();

        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.intake().counts("export"))
                    .containsEntry("processed", 90L)
                    .containsEntry("failed", 30L);
            assertThat(ledger.intake().unmoved("export")).isEmpty();
        }
    }

    private long processed() throws Exception {
        try (var all = Files.list(Home.processed(home.exports()))) {
            return all.count();
        }
    }

    private void awaitStep(int step) {
        Path count = home.root().resolve("count.txt");
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(() -> Integer.parseInt(Files.readString(count)) >= step);
    }

    private void awaitOwner(Process process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(() -> Files.readString(home.lockOwner()).startsWith(process.pid() + "@"));
    }

    private static JsonNode json(Process process) throws Exception {
        StringWriter text = new StringWriter();
        process.inputReader().transferTo(text);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Json.MAPPER.readTree(text.toString());
    }
}
