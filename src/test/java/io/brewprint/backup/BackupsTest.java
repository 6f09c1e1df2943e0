package io.brewprint.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Event;
import io.brewprint.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    @TempDir
    Path folder;

    private Home home;
    private Backups backups;

    @BeforeEach
    void fill() throws Exception {
        home = new Home(folder).create();
        backups = new Backups(home, new PipelineConfig.Backup(2, 1));
        Files.writeString(home.train(), "row\n");
        Files.writeString(home.lessons().resolve("lesson_01.json"), "{}");
        Files.writeString(home.config(), "{\"training\":{\"epochs\":2}}");
    }

    @Test
    void aBackupHoldsEveryFileWithItsHash() throws Exception {
        Manifest made = create(Backups.MILESTONE);

        assertThat(made.files().keySet())
                .containsExactly(
                        "brewprint.db", "datasets/train.jsonl", "lessons/lesson_01.json", "pipeline_config.json");
        assertThat(home.backups().resolve(made.label()).resolve("datasets/train.jsonl"))
                .hasContent("row");
        assertThat(backups.list()).containsExactly(made);
        assertThat(backups.verify(made.label())).isEqualTo(made);
    }

    @Test
    void restoringBringsBackExactlyWhatWasThere() throws Exception {
        Manifest made = create(Backups.MILESTONE);
        Files.writeString(home.train(), "other\n");
        Files.writeString(home.lessons().resolve("late.json"), "{}");
        try (Ledger ledger = Ledger.open(home.database())) {
            ledger.events().add(null, null, "test", "after the backup");
        }

        Manifest before = backups.restore(made.label());

        assertThat(home.train()).hasContent("row");
        assertThat(home.lessons().resolve("late.json")).doesNotExist();
        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.events().after(0, 10)).extracting(Event::message).containsExactly("at the backup");
        }
        assertThat(before.files()).containsKey("lessons/late.json");
        backups.restore(before.label());
        assertThat(home.train()).hasContent("other");
        assertThat(home.lessons().resolve("late.json")).exists();
    }

    @Test
    void aLedgerThatIsBrokenGivesWayToABackupAndIsKeptBeside() throws Exception {
        Manifest made = create(Backups.MILESTONE);
        Files.writeString(home.database(), "broken");
        Files.deleteIfExists(home.resolve("brewprint.db-wal"));

        backups.restore(made.label());

        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.events().after(0, 10)).extracting(Event::message).containsExactly("at the backup");
        }
        assertThat(home.resolve("brewprint.db.damaged")).hasContent("broken");
    }

    @Test
    void aDamagedBackupRestoresNothing() throws Exception {
        Manifest made = create(Backups.MILESTONE);
        Files.writeString(home.backups().resolve(made.label()).resolve("datasets/train.jsonl"), "changed");
        Files.writeString(home.train(), "present\n");

        assertThatThrownBy(() -> backups.restore(made.label()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("datasets/train.jsonl")
                .hasMessageContaining("nothing was restored");
        assertThat(home.train()).hasContent("present");
        assertThatThrownBy(() -> backups.verify("../elsewhere")).isInstanceOf(Fault.class);
    }

    @Test
    void theCountsOfTheConfigurationHold() throws Exception {
        for (int i = 0; i < 4; i++) {
            create(Backups.SCHEDULED);
            create(Backups.PRE_TRAIN);
            create(Backups.MILESTONE);
        }

        assertThat(backups.list()).extracting(Manifest::category).containsOnly("scheduled", "pre_train", "milestone");
        assertThat(backups.list())
                .filteredOn(m -> m.category().equals("scheduled"))
                .hasSize(2);
        assertThat(backups.list())
                .filteredOn(m -> m.category().equals("pre_train"))
                .hasSize(1);
        assertThat(backups.list())
                .filteredOn(m -> m.category().equals("milestone"))
                .hasSize(4);
    }

    @Test
    void whatACrashLeftHalfMadeIsNoBackupAndGoes() throws Exception {
        Path half = Files.createDirectories(home.backups().resolve(".scheduled-1.tmp/datasets"));

        assertThat(backups.list()).isEmpty();
        create(Backups.SCHEDULED);
        assertThat(half).doesNotExist();
    }

    private Manifest create(String category) throws Exception {
        try (Ledger ledger = Ledger.open(home.database())) {
            if (ledger.events().after(0, 1).isEmpty()) {
                ledger.events().add(null, null, "test", "at the backup");
            }
            return backups.create(ledger, category, "test");
        }
    }
}
