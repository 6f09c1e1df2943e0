package io.brewprint.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    @TempDir
    Path folder;

    private Home home;
    private Path mirror;
    private Backups backups;

    @BeforeEach
    void fill() throws Exception {
        home = BackupHomes.filled(folder.resolve("home"));
        mirror = Files.createDirectory(folder.resolve("mirror"));
        backups = new Backups(home, new PipelineConfig.Backup(2, 1, true, "champion", mirror.toString()));
    }

    @Test
    void itIsKeptInStepAndCanTakeTheHomesPlace() throws Exception {
        for (int i = 0; i < 4; i++) {
            Files.writeString(home.train(), "row " + i + "\n");
            assertThat(create(Backups.SCHEDULED).warnings()).isEmpty();
        }

        assertThat(labels(mirror)).isEqualTo(labels(home.backups())).hasSize(2);
        assertThat(objects(mirror)).isEqualTo(objects(home.backups()));

        AtomicFiles.deleteTree(home.backups());
        Files.move(mirror, home.backups());
        Files.writeString(home.train(), "lost\n");
        String newest = backups.list().getFirst().label();
        Backups alone = new Backups(home, BackupHomes.config(2, 1));
        new Restore(alone).run(newest, false, BackupProgress.NONE);
        assertThat(home.train()).hasContent("row 3");
    }

    @Test
    void aMirrorThatIsGoneIsAWarningAndIsBroughtIntoStepLater() throws Exception {
        Files.delete(mirror);

        Created made = create(Backups.MILESTONE);

        assertThat(made.fresh()).isTrue();
        assertThat(made.warnings())
                .singleElement()
                .asString()
                .contains("is not in step")
                .contains("the folder is not there");
        assertThat(mirror)
                .as("a disk that is not connected is not filled up elsewhere")
                .doesNotExist();
        Files.createDirectory(mirror);
        assertThat(create(Backups.MILESTONE).warnings()).isEmpty();
        assertThat(labels(mirror)).containsExactly(made.manifest().label());
    }

    @Test
    void aHomeThatHasLostItsBackupsDoesNotEmptyTheMirror() throws Exception {
        String first = create(Backups.MILESTONE).manifest().label();
        AtomicFiles.deleteTree(home.backups());
        Files.writeString(home.train(), "later\n");

        create(Backups.PRE_TRAIN);

        assertThat(labels(mirror)).hasSize(2).contains(first);
    }

    @Test
    void aBackupOfTheSameNameIsNotOverwritten() throws Exception {
        Manifest first = create(Backups.MILESTONE).manifest();
        Path theirs = mirror.resolve(first.label()).resolve("manifest.json");
        String text = Files.readString(theirs).replace(first.timestamp(), "2026-01-01T00:00:00.000Z");
        Files.writeString(theirs, text);

        assertThat(create(Backups.MILESTONE).warnings())
                .singleElement()
                .asString()
                .contains("another backup called " + first.label());
        assertThat(theirs).hasContent(text);
        Files.writeString(theirs, "{");
        assertThat(create(Backups.MILESTONE).warnings())
                .as("a manifest that is damaged is mended")
                .isEmpty();
        assertThat(ManifestFile.read(mirror.resolve(first.label())).state()).isEqualTo(first.state());
    }

    @Test
    void aFolderOfOthersIsLeftAlone() throws Exception {
        Path theirs = Files.writeString(mirror.resolve("thesis.txt"), "theirs");
        assertThat(create(Backups.MILESTONE).warnings())
                .singleElement()
                .asString()
                .contains("holds other things");
        assertThat(mirror).isDirectoryContaining(theirs::equals);
        assertThat(labels(mirror)).isEmpty();

        Files.delete(theirs);
        Files.writeString(mirror.resolve(".brewprint-mirror"), "/another/home\n");
        assertThat(create(Backups.MILESTONE).warnings())
                .singleElement()
                .asString()
                .contains("it is the mirror of /another/home");
    }

    private Created create(String category) throws Exception {
        return BackupHomes.create(home, backups, category);
    }

    private static List<String> labels(Path folder) throws Exception {
        try (var all = Files.list(folder)) {
            return all.filter(each -> Files.exists(each.resolve("manifest.json")))
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> objects(Path folder) throws Exception {
        Path objects = folder.resolve("objects");
        try (var all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> objects.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }
}
