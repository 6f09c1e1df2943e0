package io.brewprint.backup;

import static io.brewprint.backup.BackupHomes.adapter;
import static io.brewprint.backup.BackupHomes.champion;
import static io.brewprint.backup.BackupHomes.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        home = BackupHomes.filled(folder);
        backups = new Backups(home, BackupHomes.config(2, 1));
    }

    @Test
    void aBackupHoldsEveryFileWithItsHash() throws Exception {
        Manifest made = create(Backups.MILESTONE).manifest();

        assertThat(BackupHomes.files(backups, made))
                .containsOnlyKeys(
                        "brewprint.db",
                        "datasets/train.jsonl",
                        "lessons/lesson_01.json",
                        "pipeline_config.json",
                        "routes/own.yaml")
                .containsEntry("datasets/train.jsonl", AtomicFiles.sha256("row\n"));
        assertThat(made.files()).isEqualTo(5);
        assertThat(backups.list()).containsExactly(new BackupEntry(made.label(), made, true, null));
        assertThat(backups.verify(made.label(), BackupProgress.NONE).manifest()).isEqualTo(made);
    }

    @Test
    void thirtyBackupsOfOneStateCostOne() throws Exception {
        Created first = create(Backups.SCHEDULED);
        List<Path> objects = objects(home);

        for (int i = 0; i < 29; i++) {
            Created again = create(Backups.SCHEDULED);
            assertThat(again.fresh()).isFalse();
            try (Ledger ledger = Ledger.open(home.database())) {
                Backups.tell(ledger, again.words()); // what the daemon writes about a backup is no new state
            }
        }

        assertThat(objects(home)).isEqualTo(objects);
        assertThat(backups.list()).singleElement().satisfies(only -> {
            assertThat(only.label()).isEqualTo(first.manifest().label());
            assertThat(only.sealed()).isTrue();
        });
    }

    @Test
    void aStateThatComesAgainIsNamedAgainAndNotKeptTwice() throws Exception {
        create(Backups.MILESTONE);
        Files.writeString(home.train(), "other\n");
        create(Backups.MILESTONE);
        List<Path> objects = objects(home);

        for (int i = 0; i < 14; i++) {
            Files.writeString(home.train(), i % 2 == 0 ? "row\n" : "other\n");
            assertThat(create(Backups.MILESTONE).fresh()).isTrue();
        }

        assertThat(backups.list()).hasSize(16);
        assertThat(objects(home)).isEqualTo(objects);
    }

    @Test
    void theCountsAreOfStatesAndMilestonesStay() throws Exception {
        for (int i = 0; i < 4; i++) {
            Files.writeString(home.train(), "row " + i + "\n");
            for (int copy = 0; copy < 3; copy++) {
                create(Backups.SCHEDULED);
                create(Backups.PRE_TRAIN);
                create(Backups.MILESTONE);
            }
        }

        assertThat(trainsOf(Backups.SCHEDULED)).containsExactly("row 3\n", "row 2\n");
        assertThat(trainsOf(Backups.PRE_TRAIN)).containsExactly("row 3\n");
        assertThat(trainsOf(Backups.MILESTONE)).containsExactly("row 3\n", "row 2\n", "row 1\n", "row 0\n");
    }

    @Test
    void objectsGoWithTheLastBackupThatNeedsThem() throws Exception {
        Files.writeString(home.train(), "first\n");
        create(Backups.SCHEDULED);
        Path first = backups.store().objects().path(AtomicFiles.sha256("first\n"));
        assertThat(first).exists();

        for (int i = 0; i < 2; i++) {
            Files.writeString(home.train(), "row " + i + "\n");
            create(Backups.SCHEDULED);
        }

        assertThat(first).doesNotExist();
        for (BackupEntry entry : backups.list()) {
            assertThat(backups.verify(entry.label(), BackupProgress.NONE)).isEqualTo(entry);
        }
    }

    @Test
    void aDamagedManifestIsListedAndKeepsNothingFromWorking() throws Exception {
        Files.writeString(home.train(), "precious\n");
        String label = create(Backups.SCHEDULED).manifest().label();
        Path manifest = home.backups().resolve(label).resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, 40));
        Path precious = backups.store().objects().path(AtomicFiles.sha256("precious\n"));

        for (int i = 0; i < 5; i++) {
            Files.writeString(home.train(), "row " + i + "\n");
            create(Backups.SCHEDULED);
        }
        assertThat(backups.cleanUp().deleted()).isEmpty();

        assertThat(backups.list()).hasSize(3);
        assertThat(backups.list().getLast().label()).isEqualTo(label);
        assertThat(backups.list().getLast().problem()).hasMessageContaining("the manifest is damaged");
        assertThat(precious).as("it may be the damaged one's").exists();

        Files.writeString(manifest, text);
        assertThat(backups.verify(label, BackupProgress.NONE).sealed()).isTrue();
    }

    @Test
    void whatIsYoungerThanADamagedManifestIsNotItsAndGoes() throws Exception {
        String label = create(Backups.MILESTONE).manifest().label();
        Path damaged = home.backups().resolve(label);
        Files.writeString(damaged.resolve("manifest.json"), "{");
        FileTime longAgo = FileTime.from(Instant.now().minusSeconds(1_000_000));
        Files.setLastModifiedTime(damaged.resolve("manifest.json"), longAgo);
        Files.setLastModifiedTime(damaged, longAgo);
        Files.writeString(home.train(), "younger\n");
        create(Backups.SCHEDULED);

        for (int i = 0; i < 2; i++) {
            Files.writeString(home.train(), "row " + i + "\n");
            create(Backups.SCHEDULED);
        }

        assertThat(backups.store().objects().path(AtomicFiles.sha256("younger\n")))
                .doesNotExist();
    }

    @Test
    void aManifestFromElsewherePushesNoneOut() throws Exception {
        String mine = create(Backups.SCHEDULED).manifest().label();
        for (int i = 0; i < 3; i++) {
            String forged = "scheduled-29991231T00000" + i;
            Manifest copy = Objects.requireNonNull(backups.list().getLast().manifest());
            Files.createDirectories(home.backups().resolve(forged));
            ManifestFile.write(
                    home.backups().resolve(forged),
                    new Manifest(
                            2,
                            forged,
                            Backups.SCHEDULED,
                            "forged",
                            "2999-12-31T00:00:00.000Z",
                            "",
                            "state " + i,
                            "",
                            copy.list(),
                            1,
                            1,
                            copy.libraries(),
                            List.of(),
                            copy.seal()));
        }

        backups.cleanUp();

        assertThat(backups.list()).hasSize(3).anyMatch(entry -> entry.label().equals(mine) && entry.sealed());
        assertThat(backups.list()).filteredOn(entry -> !entry.sealed()).hasSize(2);
    }

    @Test
    void adaptersAreTakenByChoiceAndTheChampionsByItself() throws Exception {
        adapter(home, 1, "one");
        adapter(home, 2, "two");
        champion(home, 2);
        Files.createDirectories(home.checkpoint(2, 10));
        Files.writeString(home.checkpoint(2, 10).resolve("optimizer.safetensors"), "large");

        assertThat(adaptersWith("champion"))
                .containsExactly(
                        "models/blueprint-lora-v2/final/adapter_model.safetensors",
                        "models/blueprint-lora-v2/training_config.json",
                        "models/champion.json");
        assertThat(adaptersWith("none")).containsExactly("models/champion.json");
        assertThat(adaptersWith("all"))
                .containsExactly(
                        "models/blueprint-lora-v1/final/adapter_model.safetensors",
                        "models/blueprint-lora-v1/training_config.json",
                        "models/blueprint-lora-v2/final/adapter_model.safetensors",
                        "models/blueprint-lora-v2/training_config.json",
                        "models/champion.json");
    }

    private List<String> adaptersWith(String choice) throws Exception {
        Backups chosen = new Backups(home, new PipelineConfig.Backup(9, 9, true, choice, ""));
        Manifest made = BackupHomes.create(home, chosen, Backups.MILESTONE).manifest();
        return BackupHomes.files(chosen, made).keySet().stream()
                .filter(path -> path.startsWith("models/"))
                .toList();
    }

    @Test
    void linksAreNotFollowedAndAreTold() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(home.lessons().resolve("link.json"), secret);
        Files.createSymbolicLink(home.results().resolve("elsewhere"), home.logs());

        Created made = create(Backups.MILESTONE);

        assertThat(made.manifest().leftOut()).containsExactly("lessons/link.json", "results/elsewhere");
        assertThat(made.warnings()).singleElement().asString().contains("lessons/link.json");
        assertThat(BackupHomes.files(backups, made.manifest()).values()).doesNotContain(AtomicFiles.sha256("secret"));
    }

    @Test
    void whatACrashLeftHalfMadeIsNoBackupAndGoes() throws Exception {
        Path half = Files.createDirectories(home.backups().resolve(".scheduled-1.tmp/datasets"));
        Path object = Files.writeString(home.backups().resolve(".object.tmp"), "half");

        assertThat(backups.list()).isEmpty();
        create(Backups.SCHEDULED);
        assertThat(half).doesNotExist();
        assertThat(object).doesNotExist();
    }

    @Test
    void anObjectThatIsDamagedIsFoundAndTheNextBackupWritesItAnew() throws Exception {
        String label = create(Backups.SCHEDULED).manifest().label();
        Path object = backups.store().objects().path(AtomicFiles.sha256("row\n"));
        Files.writeString(object, "ROW\n");

        assertThatThrownBy(() -> backups.verify(label, BackupProgress.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("datasets/train.jsonl is missing or changed");
        assertThat(create(Backups.SCHEDULED).fresh()).isFalse();

        assertThat(object).hasContent("row");
        assertThat(backups.verify(label, BackupProgress.NONE).sealed()).isTrue();
    }

    @Test
    void theKeyIsItsOwnersAndInNoBackup() throws Exception {
        Manifest made = create(Backups.MILESTONE).manifest();

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(home.backupKey())).hasSize(2);
            assertThat(Files.getPosixFilePermissions(objects(home).getFirst())).hasSize(2);
        }
        assertThat(BackupHomes.files(backups, made)).doesNotContainKey(".brewprint.key");
        Files.writeString(home.backupKey(), "a".repeat(64));
        assertThat(backups.list())
                .singleElement()
                .satisfies(only -> assertThat(only.sealed()).isFalse());
        Files.writeString(home.backupKey(), "half a k");
        assertThatThrownBy(() -> create(Backups.MILESTONE)).hasMessageContaining("the key of the backups is damaged");
    }

    private List<String> trainsOf(String category) throws Exception {
        List<String> out = new ArrayList<>();
        for (BackupEntry entry : backups.list()) {
            Manifest manifest = Objects.requireNonNull(entry.manifest());
            if (manifest.category().equals(category)) {
                String hash = Objects.requireNonNull(
                        BackupHomes.files(backups, manifest).get("datasets/train.jsonl"));
                out.add(Files.readString(backups.store().objects().path(hash)));
            }
        }
        return out;
    }

    private Created create(String category) throws Exception {
        return BackupHomes.create(home, backups, category);
    }
}
