package io.brewprint.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    private Home home;
    private Backups backups;

    @BeforeEach
    void fill() throws Exception {
        home = BackupHomes.filled(folder);
        backups = new Backups(home, BackupHomes.config(5, 3));
    }

    @Test
    void theScheduledBackupRestoresTheNewestBesideOnceADay() throws Exception {
        Created made = scheduled();

        Rehearsal first = backups.lastRehearsal().orElseThrow();
        assertThat(first.ok()).isTrue();
        assertThat(first.label()).isEqualTo(made.manifest().label());
        assertThat(home.backups().resolve(".rehearsal.tmp")).doesNotExist();
        Files.writeString(home.train(), "later\n");
        scheduled();
        assertThat(backups.lastRehearsal()).contains(first);

        new Rehearsal("x", "2026-01-01T00:00:00.000Z", true, null).write(home);
        scheduled();
        assertThat(backups.lastRehearsal().orElseThrow().label()).isNotEqualTo("x");
    }

    @Test
    void aBackupThatCannotBeRestoredIsToldAndTriedAgain() throws Exception {
        scheduled();
        new Rehearsal("x", "2026-01-01T00:00:00.000Z", true, null).write(home);
        Path ledger = backups.store()
                .objects()
                .path(String.valueOf(BackupHomes.files(
                                backups, Backups.manifest(backups.list().getFirst()))
                        .get("brewprint.db")));
        Files.write(ledger, new byte[(int) Files.size(ledger)]); // as a disk may do, the size unchanged

        Created made = scheduled();

        assertThat(made.warnings())
                .singleElement()
                .asString()
                .contains("FAILED")
                .contains("brewprint.db is missing or changed");
        assertThat(backups.lastRehearsal().orElseThrow().ok()).isFalse();
        assertThat(scheduled().warnings()).isEmpty();
        assertThat(backups.lastRehearsal().orElseThrow().ok())
                .as("the object was set aside and made anew")
                .isTrue();
    }

    @Test
    void whatARehearsalLeftBehindGoes() throws Exception {
        Files.createDirectories(home.backups().resolve(".rehearsal.tmp/files/datasets"));

        scheduled();

        assertThat(home.backups().resolve(".rehearsal.tmp")).doesNotExist();
    }

    private Created scheduled() throws Exception {
        try (Ledger ledger = Ledger.open(home.database())) {
            return backups.createScheduled(ledger, "test", BackupProgress.NONE);
        }
    }
}
