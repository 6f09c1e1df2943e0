package io.brewprint.backup;

import static io.brewprint.backup.BackupHomes.adapter;
import static io.brewprint.backup.BackupHomes.champion;
import static io.brewprint.backup.BackupHomes.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.Event;
import io.brewprint.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
    @TempDir
    Path folder;

    private Home home;
    private Backups backups;
    private Restore restore;

    @BeforeEach
    void fill() throws Exception {
        home = BackupHomes.filled(folder.resolve("home"));
        backups = new Backups(home, BackupHomes.config(2, 1));
        restore = new Restore(backups);
    }

    @Test
    void restoringBringsBackExactlyWhatWasThere() throws Exception {
        Manifest made = create();
        Files.writeString(home.train(), "other\n");
        Files.writeString(home.lessons().resolve("late.json"), "{}");
        Files.writeString(home.routes().resolve("late.yaml"), "#");
        Files.delete(home.routes().resolve("own.yaml"));
        try (Ledger ledger = Ledger.open(home.database())) {
            ledger.events().add(null, null, "test", "after the backup");
        }

        Restore.Done done = restore.run(made.label(), false, BackupProgress.NONE);

        assertThat(home.train()).hasContent("row");
        assertThat(home.lessons().resolve("late.json")).doesNotExist();
        assertThat(home.routes().resolve("late.yaml")).doesNotExist();
        assertThat(home.routes().resolve("own.yaml")).hasContent("# mine");
        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.events().after(0, 10)).extracting(Event::message).containsExactly("at the backup");
        }
        assertThat(BackupHomes.files(backups, done.before())).containsKey("lessons/late.json");
        assertThat(RestoreJournal.staging(home)).doesNotExist();
        restore.run(done.before().label(), false, BackupProgress.NONE);
        assertThat(home.train()).hasContent("other");
        assertThat(home.lessons().resolve("late.json")).exists();
    }

    @Test
    void aFileThatWasAFolderAndAFolderThatWasAFileComeBack() throws Exception {
        Files.writeString(home.results().resolve("a"), "file");
        Files.createDirectories(home.results().resolve("b"));
        Files.writeString(home.results().resolve("b/c"), "below");
        Manifest made = create();
        Files.delete(home.results().resolve("a"));
        Files.createDirectories(home.results().resolve("a/x"));
        Files.writeString(home.results().resolve("a/x/y"), "below");
        AtomicFiles.deleteTree(home.results().resolve("b"));
        Files.writeString(home.results().resolve("b"), "file");

        restore.run(made.label(), false, BackupProgress.NONE);

        assertThat(texts(home.root(), "results"))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("results/a", "file", "results/b/c", "below")));
    }

    @Test
    void adaptersThatTheBackupDoesNotHoldStay() throws Exception {
        adapter(home, 1, "one");
        champion(home, 1);
        Manifest made = create();
        adapter(home, 1, "overwritten");
        adapter(home, 2, "two");
        champion(home, 2);

        Restore.Done done = restore.run(made.label(), false, BackupProgress.NONE);

        assertThat(home.adapterFinal(1).resolve("adapter_model.safetensors")).hasContent("one");
        assertThat(home.adapterFinal(2).resolve("adapter_model.safetensors")).hasContent("two");
        assertThat(home.models().resolve("champion.json")).hasContent("{\"version\":1}");
        restore.run(done.before().label(), false, BackupProgress.NONE);
        assertThat(home.adapterFinal(1).resolve("adapter_model.safetensors"))
                .as("what a restore replaced is in the backup before it, champion or not")
                .hasContent("overwritten");
    }

    @Test
    void whoMayReadAFileStaysAsItIs() throws Exception {
        Manifest made = create();
        if (!Files.getFileStore(home.config()).supportsFileAttributeView("posix")) {
            return;
        }
        Files.setPosixFilePermissions(home.config(), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(home.train(), PosixFilePermissions.fromString("rw-r--r--"));

        restore.run(made.label(), false, BackupProgress.NONE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.config())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.train())))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void aLedgerThatIsBrokenGivesWayToABackupAndIsKeptBeside() throws Exception {
        Manifest made = create();
        Files.writeString(home.database(), "broken");
        Files.deleteIfExists(home.resolve("brewprint.db-wal"));

        Restore.Done done = restore.run(made.label(), false, BackupProgress.NONE);

        try (Ledger ledger = Ledger.open(home.database())) {
            assertThat(ledger.events().after(0, 10)).extracting(Event::message).containsExactly("at the backup");
        }
        assertThat(home.resolve("brewprint.db.damaged")).hasContent("broken");
        assertThatThrownBy(() -> restore.run(done.before().label(), false, BackupProgress.NONE))
                .hasMessageContaining("in it the ledger is no database");
    }

    @Test
    void aDamagedBackupRestoresNothing() throws Exception {
        Manifest made = create();
        Files.writeString(backups.store().objects().path(AtomicFiles.sha256("row\n")), "changed");
        Files.writeString(home.train(), "present\n");

        assertThatThrownBy(() -> restore.run(made.label(), false, BackupProgress.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("datasets/train.jsonl")
                .hasMessageContaining("nothing was restored");
        assertThat(home.train()).hasContent("present");
        assertThat(backups.list()).hasSize(1);
        assertThatThrownBy(() -> restore.run("../elsewhere", false, BackupProgress.NONE))
                .hasMessageContaining("is not there");
    }

    @Test
    void aForgedManifestWritesNothing() throws Exception {
        Manifest made = create();
        SortedMap<String, String> before = texts(home.root(), "datasets", "lessons", "routes", "models");
        Path manifest = home.backups().resolve(made.label()).resolve("manifest.json");
        Path evil = Files.writeString(folder.resolve("evil"), "evil");
        Content content = put(evil);
        Path list = Files.writeString(folder.resolve("list"), new Item("routes/planted.yaml", content).line());
        Content listed = put(list);
        Files.writeString(manifest, Files.readString(manifest).replace(made.list(), listed.sha256()));

        assertThatThrownBy(() -> restore.run(made.label(), false, BackupProgress.NONE))
                .hasMessageContaining("is not sealed here")
                .hasMessageContaining("--unsealed");
        assertThatThrownBy(() -> restore.run(made.label(), true, BackupProgress.NONE))
                .as("a list that would empty the home")
                .hasMessageContaining("holds no ledger");

        assertThat(texts(home.root(), "datasets", "lessons", "routes", "models"))
                .isEqualTo(before);
        assertThat(backups.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "datasets/../../outside",
                "/tmp/outside",
                "datasets//outside",
                "datasets/./x",
                "datasets",
                "datasets/",
                "Datasets/x",
                "DATASETS/train.jsonl",
                "datasets\\x",
                "models/brewprint-base/config.json",
                "models/blueprint-lora-v1/checkpoint-1/x",
                "models/blueprint-lora-v1/final/../../x",
                "models/blueprint-lora-v1234567/final/x",
                "lib/own.jar",
                ".brewprint.key",
                ".git/hooks/pre-commit",
                "brewprint",
                "brewprint.db-wal",
                "raw-data/x",
                "logs/x",
                "backups/x",
                "datasets/a\u0007b",
                "C:/x",
            })
    void aBackupWritesOnlyWhereOneMay(String path) throws Exception {
        assertThat(Allowed.is(path)).isFalse();
        Manifest made = create();
        Content evil = put(Files.writeString(folder.resolve("evil"), "evil"));
        String real = Files.readString(backups.store().objects().path(made.list()));
        Content listed = put(Files.writeString(folder.resolve("list"), real + new Item(path, evil).line()));
        forge(made, listed.sha256());
        Files.writeString(home.train(), "present\n");
        SortedMap<String, String> before = texts(folder, "home/datasets", "home/models", "outside", "home/routes");

        assertThatThrownBy(() -> restore.run(made.label(), true, BackupProgress.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("nothing was restored");

        assertThat(texts(folder, "home/datasets", "home/models", "outside", "home/routes"))
                .isEqualTo(before);
    }

    @Test
    void namesOfEveryKindThatABackupMayHoldAreAllowed() {
        assertThat(List.of(
                        "datasets/train.jsonl",
                        "results/exams/v1 (2).json",
                        "cleaned-data/rows/Ünïcode.jsonl",
                        "lessons/holdout/...x",
                        "routes/own.yaml",
                        "models/champion.json",
                        "models/blueprint-lora-v12/training_config.json",
                        "models/blueprint-lora-v12/final/a/b",
                        "pipeline_config.json",
                        ".pipeline_state.json",
                        "brewprint.db"))
                .allMatch(Allowed::is);
    }

    @Test
    void noLinkIsWrittenThrough() throws Exception {
        Manifest made = create();
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        AtomicFiles.deleteTree(home.datasets());
        Files.createSymbolicLink(home.datasets(), elsewhere);

        assertThatThrownBy(() -> restore.run(made.label(), false, BackupProgress.NONE))
                .hasMessageContaining("through no link");

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(Restore.isUnfinished(home)).isFalse();
    }

    @Test
    void aBackupOfTheFirstFormatIsListedAndRestoredWhenSomebodySaysSo() throws Exception {
        Path old = first("milestone-20250101T000000");
        assertThat(backups.list()).singleElement().satisfies(entry -> {
            assertThat(entry.problem()).isNull();
            assertThat(entry.sealed()).isFalse();
        });
        assertThat(backups.verify("milestone-20250101T000000", BackupProgress.NONE)
                        .sealed())
                .isFalse();
        Files.writeString(home.train(), "present\n");
        assertThatThrownBy(() -> restore.run("milestone-20250101T000000", false, BackupProgress.NONE))
                .hasMessageContaining("not sealed here");

        restore.run("milestone-20250101T000000", true, BackupProgress.NONE);

        assertThat(home.train()).hasContent("old");
        assertThat(home.lessons().resolve("lesson_01.json")).doesNotExist();
        assertThat(home.routes().resolve("own.yaml"))
                .as("the first format held no routes")
                .exists();
        Files.delete(old.resolve("datasets/train.jsonl"));
        Files.createSymbolicLink(old.resolve("datasets/train.jsonl"), home.train());
        assertThatThrownBy(() -> restore.run("milestone-20250101T000000", true, BackupProgress.NONE))
                .hasMessageContaining("nothing was restored");
    }

    @Test
    void aJournalThatIsNotThisHomesWritesNothing() throws Exception {
        create();
        Path staging = Files.createDirectories(RestoreJournal.staging(home).resolve("files/routes"));
        Files.writeString(staging.resolve("planted.yaml"), "evil");
        Path list = Files.writeString(
                RestoreJournal.staging(home).resolve("list"),
                new Item("routes/planted.yaml", Content.of(staging.resolve("planted.yaml"))).line());
        RestoreJournal forged =
                new RestoreJournal(2, "x", "y", Content.of(list).sha256(), 1, "", false, "0".repeat(64));
        Files.writeString(RestoreJournal.path(home), Json.STRICT.writeValueAsString(forged));

        assertThat(Restore.recover(home)).get().asString().contains("not this home's");

        assertThat(home.routes().resolve("planted.yaml")).doesNotExist();
        assertThat(home.train()).exists();
        assertThat(Restore.isUnfinished(home)).isFalse();
        assertThat(Restore.recover(home)).isEmpty();
    }

    @Test
    void aRestoreThatCannotBeFinishedIsUndone() throws Exception {
        Manifest made = create();
        Files.writeString(home.train(), "present\n");
        Files.writeString(home.lessons().resolve("late.json"), "{}");
        SortedMap<String, String> before = texts(home.root(), "datasets", "lessons", "routes");
        List<String> steps = new ArrayList<>();
        assertThatThrownBy(() -> restore.run(made.label(), false, (doing, done, total) -> {
                    steps.add(doing);
                    if (steps.stream().filter("restoring"::equals).count() == 4) {
                        throw new IllegalStateException("the power went");
                    }
                }))
                .hasMessage("the power went");
        assertThat(texts(home.root(), "datasets", "lessons", "routes")).isNotEqualTo(before);
        assertThatThrownBy(() -> create()).hasMessageContaining("a restore has not come to its end");
        AtomicFiles.deleteTree(RestoreJournal.staging(home).resolve("files"));

        assertThat(Restore.recover(home)).get().asString().contains("was undone");

        assertThat(texts(home.root(), "datasets", "lessons", "routes")).isEqualTo(before);
        assertThat(Restore.isUnfinished(home)).isFalse();
    }

    /** As versions before wrote it. */
    private Path first(String label) throws Exception {
        Path old = Files.createDirectories(home.backups().resolve(label));
        Files.createDirectories(old.resolve("datasets"));
        Files.writeString(old.resolve("datasets/train.jsonl"), "old\n");
        try (Ledger ledger = Ledger.open(folder.resolve("old.db"))) {
            ledger.copyTo(old.resolve("brewprint.db"));
        }
        SortedMap<String, String> files = new TreeMap<>();
        for (String name : List.of("brewprint.db", "datasets/train.jsonl")) {
            files.put(name, AtomicFiles.sha256(old.resolve(name)));
        }
        Files.writeString(
                old.resolve("manifest.json"),
                Json.PLAIN
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new FirstManifest(
                                label, Backups.MILESTONE, "manual", "2025-01-01T00:00:00.000Z", files)));
        return old;
    }

    private void forge(Manifest made, String list) throws Exception {
        Path manifest = home.backups().resolve(made.label()).resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(made.list(), list));
    }

    private Content put(Path file) throws Exception {
        ObjectStore objects = backups.store().objects();
        Content content = objects.put(file);
        objects.sync();
        return content;
    }

    private Manifest create() throws Exception {
        return BackupHomes.create(home, backups, Backups.MILESTONE).manifest();
    }
}
