package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.Stage;
import io.brewprint.ledger.IntakeRow;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One input's fault is never the folder's: whatever lies there, the file beside it is taken. */
@Timeout(120)
class WatchedFolderTest extends RoutesTest {
    private static final boolean POSIX = File.separatorChar == '/';

    @Test
    void pipesDevicesAndLinksArePassedOver() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            assumeTrue(POSIX, "no pipes here");
            assertThat(shell("mkfifo '" + home.exports().resolve("a.txt") + "'"))
                    .isZero();
            Files.createSymbolicLink(home.exports().resolve("b.txt"), Path.of("/dev/zero"));
            Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "Begin elsewhere");
            Files.createSymbolicLink(home.exports().resolve("c.txt"), elsewhere);
            drop("z.txt", "Begin z");

            awaitProcessed("z.txt");

            assertThat(routes.waiting()).isEmpty();
            assertThat(elsewhere).exists();
            for (String name : List.of("a.txt", "b.txt", "c.txt")) {
                assertThat(routes.take(home.exports().resolve(name))).as(name).isEmpty();
            }
        }
    }

    @Test
    void aFileOfTheFutureIsTakenAndOneThatGrowsIsNot() throws Exception {
        Path future = drop("future.txt", "Begin future");
        Files.setLastModifiedTime(future, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        CountDownLatch end = new CountDownLatch(1);
        Path growing = home.exports().resolve("growing.txt");
        Thread writer = Thread.ofPlatform().start(() -> {
            try (OutputStream out = Files.newOutputStream(growing)) {
                out.write("Begin growing".getBytes(StandardCharsets.UTF_8));
                while (!end.await(100, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                    out.flush();
                    // As a copying program does, which keeps the date of what it copies.
                    Files.setLastModifiedTime(growing, FileTime.from(Instant.EPOCH));
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            awaitProcessed("future.txt");
            drop("later.txt", "Begin later");
            awaitProcessed("later.txt");
            assertThat(growing).exists();

            end.countDown();
            writer.join();
            long size = Files.size(growing);
            awaitProcessed("growing.txt");
            assertThat(routes.waiting()).isEmpty();
            assertThat(home.exports().resolve("processed/growing.txt")).hasSize(size);
        }
    }

    @Test
    void aNameThatCannotBeUsedIsSetAsideUnderOneThatCan() throws Exception {
        String longName = "n".repeat(240) + ".txt";
        drop(longName, "Begin long");
        // Bytes that are no UTF-8: only a shell can write such a name.
        assumeTrue(POSIX, "no such names here");
        assertThat(shell("printf 'Begin odd' > \"$(printf '" + home.exports() + "/od\\377d.txt')\""))
                .isZero();

        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            drop("z.txt", "Begin z");
            awaitProcessed("z.txt");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ledger.intake().counts("export").getOrDefault("failed", 0L) == 2);
            assertThat(routes.waiting()).isEmpty();
        }
        List<Path> reasons;
        try (var all = Files.list(home.exports().resolve("failed"))) {
            reasons = all.filter(file -> file.toString().endsWith(".reason.json"))
                    .sorted()
                    .toList();
        }
        assertThat(reasons).hasSize(2);
        for (Path file : reasons) {
            assertThat(file.getFileName().toString()).matches("[A-Za-z0-9._-]{1,120}");
            JsonNode reason = Json.MAPPER.readTree(file.toFile());
            assertThat(reason.path("code").asText()).isEqualTo("name");
            assertThat(reason.path("remedy").asText()).contains("drop it again");
            assertThat(home.exports()
                            .resolve("failed")
                            .resolve(reason.path("file").asText()))
                    .isRegularFile();
        }
    }

    @Test
    void anErrorOfOursIsWaitedForAndThenSetAside() throws Exception {
        Path broken = home.parsedBlueprints();
        Files.delete(broken);
        Files.writeString(broken, "a file where a folder should be");
        drop("a.txt", "Begin a");

        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            drop("b.txt", "no export");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(row("b.txt").category()).isEqualTo("foreign"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(row("a.txt").reason()).contains("failed again and again"));
            assertThat(routes.waiting()).isEmpty();
        }
    }

    @Test
    void aLedgerThatFailsForAWhileIsNoFaultOfTheFiles() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            sql("ALTER TABLE intake RENAME TO away");
            Path file = drop("a.txt", "Begin a");
            // Longer than two looks: it was tried, and stays.
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.exists(file));
            sql("ALTER TABLE away RENAME TO intake");

            awaitProcessed("a.txt");
            assertThat(ledger.intake().counts("export"))
                    .containsEntry("processed", 1L)
                    .doesNotContainKey("failed");
            assertThat(routes.waiting()).isEmpty();
        }
    }

    @Test
    void aRouteThatHasLostItsLastStepDoesNotTakeAFileWithoutAPause() throws Exception {
        String own = Files.readString(Path.of("routes/exports.yaml"));
        int move = own.indexOf("              - bean:\n                  id: export.move");
        Files.createDirectories(home.routes());
        Files.writeString(
                home.routes().resolve("exports.yaml"),
                own.substring(0, move) + own.substring(own.indexOf("            doCatch:")));
        Path file = drop("a.txt", "Begin a");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            Awaitility.await().until(() -> routes.ready(file));
            assertThat(routes.take(file)).isEmpty();

            assertThat(file).exists();
            assertThat(routes.ready(file)).isFalse();
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
                Statement all = connection.createStatement()) {
            all.execute(statement);
        }
    }

    private IntakeRow row(String name) {
        return ledger.intake().latest("export", 100).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + name));
    }

    private void awaitProcessed(String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(row(name).outcome()).isEqualTo(IntakeRow.PROCESSED));
    }

    @Override
    TestRoutes start(Pipeline.Opening opening, Stage... own) throws Exception {
        PipelineConfig config = ConfigFile.parse("c", "{\"watch\":{\"settle_ms\":500}}");
        return TestRoutes.open(home, config, ledger, new PipelineTest.Upper(), opening, own);
    }

    private Path drop(String name, String text) throws Exception {
        return Files.writeString(home.exports().resolve(name), text);
    }

    private static int shell(String command) throws Exception {
        return new ProcessBuilder("sh", "-c", command).start().waitFor();
    }
}
