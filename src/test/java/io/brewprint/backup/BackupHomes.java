package io.brewprint.backup;

import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Homes to back up, and what is in them. */
final class BackupHomes {
    private BackupHomes() {}

    static PipelineConfig.Backup config(int scheduled, int preTrain) {
        return new PipelineConfig.Backup(scheduled, preTrain, true, "champion", "");
    }

    /** A home with a few files of every kind. */
    static Home filled(Path folder) throws IOException {
        Home home = new Home(folder).create();
        Files.writeString(home.train(), "row\n");
        Files.writeString(home.lessons().resolve("lesson_01.json"), "{}");
        Files.writeString(home.config(), "{\"training\":{\"epochs\":2}}");
        Files.createDirectories(home.routes());
        Files.writeString(home.routes().resolve("own.yaml"), "# mine\n");
        return home;
    }

    /** An adapter whose training ended. */
    static void adapter(Home home, int version, String weights) throws IOException {
        Files.createDirectories(home.adapterFinal(version));
        Files.writeString(home.adapterFinal(version).resolve("adapter_model.safetensors"), weights);
        Files.writeString(home.adapter(version).resolve("training_config.json"), "{\"version\":" + version + "}");
    }

    static void champion(Home home, int version) throws IOException {
        Files.writeString(home.models().resolve("champion.json"), "{\"version\":" + version + "}");
    }

    static Created create(Home home, Backups backups, String category) throws IOException {
        try (Ledger ledger = Ledger.open(home.database())) {
            if (ledger.events().after(0, 1).isEmpty()) {
                ledger.events().add(null, null, "test", "at the backup");
            }
            return backups.create(ledger, category, "test");
        }
    }

    /** Relative paths of a backup's files with their contents' hashes. */
    static SortedMap<String, String> files(Backups backups, Manifest manifest) throws IOException {
        SortedMap<String, String> out = new TreeMap<>();
        backups.store()
                .contents(manifest)
                .each(item -> out.put(item.path(), item.content().sha256()));
        return out;
    }

    /** Everything below a folder, with its text; what begins with a dot at the top is left out. */
    static SortedMap<String, String> texts(Path folder, String... tops) throws IOException {
        SortedMap<String, String> out = new TreeMap<>();
        for (String top : tops) {
            Path at = folder.resolve(top);
            if (Files.exists(at)) {
                try (var all = Files.walk(at)) {
                    for (Path file : all.filter(Files::isRegularFile).toList()) {
                        out.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                    }
                }
            }
        }
        return out;
    }

    /** How many objects there are. */
    static List<Path> objects(Home home) throws IOException {
        Path folder = home.backups().resolve("objects");
        if (!Files.exists(folder)) {
            return new ArrayList<>();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
