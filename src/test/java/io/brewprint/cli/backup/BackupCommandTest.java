package io.brewprint.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cli.Called;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void fill() throws Exception {
        home = new Home(folder.resolve("home")).create();
        Files.writeString(home.train(), "row\n");
    }

    @Test
    void backupsAreMadeListedAndRestored() throws Exception {
        JsonNode made = call("create", "--json").json();
        String label = made.path("label").asText();
        assertThat(made.path("fresh").asBoolean()).isTrue();
        assertThat(call("create").out()).contains("nothing has changed since " + label);
        Files.writeString(home.train(), "other\n");

        assertThat(call("restore", label, "--yes").code()).isZero();
        assertThat(home.train()).hasContent("row");

        Files.writeString(home.backups().resolve(label).resolve("manifest.json"), "{\"label\":");
        assertThat(call("list").out())
                .contains(label + "  damaged: ")
                .contains("the manifest is damaged")
                .contains("before restoring " + label);
        assertThat(call("list", "--json").json().path("backups"))
                .hasSize(2)
                .anyMatch(entry -> entry.path("label").asText().equals(label) && entry.has("problem"));
        Called refused = call("restore", label, "--yes");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("the manifest is damaged");
        assertThat(call("list", "--json").json().path("backups")).hasSize(2);
        assertThat(call("create").code()).isZero();
        assertThat(call("cleanup").code()).isZero();
        refused = call("restore", "nothing", "--yes");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("backup list names those there are");
        assertThat(Called.in(home.root(), "backup").code()).isEqualTo(2);
    }

    @Test
    void aRestoreAsksAndWithoutAnAnswerDoesNothing() throws Exception {
        String label = call("create", "--json").json().path("label").asText();
        Files.writeString(home.train(), "other\n");

        Called asked = call("restore", label);

        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("nothing was restored; give --yes");
        assertThat(home.train()).hasContent("other");
        assertThat(call("list", "--json").json().path("backups")).hasSize(1);
        assertThat(Stream.of("y", "Y", " yes ").allMatch(BackupRestoreCommand::isYes))
                .isTrue();
        assertThat(Stream.of("", "n", "no", "yep").noneMatch(BackupRestoreCommand::isYes))
                .isTrue();
        assertThat(BackupRestoreCommand.isYes(null)).isFalse();
    }

    @Test
    void aForgedManifestIsShownAsSuchAndRefused() throws Exception {
        String label = call("create", "--json").json().path("label").asText();
        Path manifest = home.backups().resolve(label).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"manual\"", "\"trust me\""));

        assertThat(call("list").out()).contains("trust me  (not sealed here)");
        Called refused = call("restore", label, "--yes");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("is not sealed here");
        assertThat(call("restore", label, "--yes", "--unsealed").code()).isZero();
    }

    @Test
    void verifyTellsWhichBackupIsDamaged() throws Exception {
        String label = call("create", "--json").json().path("label").asText();
        assertThat(call("verify", label).out()).isEqualTo(label + "  ok\n");
        assertThat(call("verify", "--all", "--json").json().path("ok").asBoolean())
                .isTrue();
        try (var objects = Files.walk(home.backups().resolve("objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.write(object, new byte[(int) Files.size(object)]);
            }
        }

        Called all = call("verify", "--all", "--json");

        assertThat(all.code()).isEqualTo(1);
        assertThat(all.json()
                        .path("backups")
                        .get(0)
                        .path("problem")
                        .path("message")
                        .asText())
                .contains("is missing or changed");
        assertThat(call("verify").code()).isEqualTo(2);
        assertThat(call("verify", "nothing").out()).contains("is not there");
    }

    @Test
    void watchingOnceMakesAScheduledBackupWhereSomethingHasChanged() throws Exception {
        JsonNode first = call("watch", "--once", "--json").json().path("last").get(0);
        JsonNode second = call("watch", "--once", "--json").json().path("last").get(0);

        assertThat(first.path("category").asText()).isEqualTo("scheduled");
        assertThat(first.path("fresh").asBoolean()).isTrue();
        assertThat(second.path("fresh").asBoolean()).isFalse();
        assertThat(call("list").out()).contains("rehearsal of ").contains("everything came back");
        Files.writeString(home.stopSignal(), "stop\n");
        assertThat(call("watch", "--once").code()).isEqualTo(3);
    }

    @Test
    void aWatchGoesOnUntilAStop() throws Exception {
        Thread stopper = Thread.ofPlatform().start(() -> {
            try {
                while (Files.list(home.backups())
                        .noneMatch(each -> each.getFileName().toString().startsWith("scheduled-"))) {
                    Thread.sleep(50);
                }
                Files.writeString(home.train(), "changed\n");
                while (Files.list(home.backups())
                                .filter(each -> each.getFileName().toString().startsWith("scheduled-"))
                                .count()
                        < 2) {
                    Thread.sleep(50);
                }
                Files.writeString(home.stopSignal(), "stop\n");
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        Called watched = call("watch", "--interval", "1s");
        stopper.join();

        assertThat(watched.code()).isZero();
        assertThat(watched.out().lines().filter(line -> line.matches("scheduled-\\S+: \\d+ files")))
                .hasSize(2);
    }

    @Test
    void anIntervalIsANumberAndAUnit() {
        assertThat(BackupWatchCommand.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(BackupWatchCommand.parse("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(BackupWatchCommand.parse("6h")).isEqualTo(Duration.ofHours(6));
        assertThat(BackupWatchCommand.parse("1d")).isEqualTo(Duration.ofDays(1));
        for (String wrong : new String[] {"", "0s", "6", "h", "-1h", "1 h", "1w", "9999999s"}) {
            assertThatThrownBy(() -> BackupWatchCommand.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("--interval must be");
        }
    }

    @Test
    void aRestoreThatWasNotFinishedIsToldAndEndedByTheNextCommandThatWorksHere() throws Exception {
        call("create");
        Files.writeString(home.backups().resolve(".restore.json"), "{");

        assertThat(call("list").out()).contains("a restore has not come to its end");
        JsonNode status = Called.in(home.root(), "status", "--json").json();
        assertThat(status.path("restore_unfinished").asBoolean()).isTrue();
        Called doctor = Called.in(home.root(), "doctor");
        assertThat(doctor.out()).contains("TROUBLE restore: ");
        assertThat(call("create").code()).isZero();

        assertThat(home.backups().resolve(".restore.json")).doesNotExist();
        assertThat(Json.MAPPER
                        .readTree(Called.in(home.root(), "status", "--json").out())
                        .has("restore_unfinished"))
                .isFalse();
    }

    private Called call(String command, String... args) {
        return Called.in(home.root(), "backup " + command, Arrays.copyOf(args, args.length));
    }
}
