package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Snapshots of what cannot be made again: datasets, lessons, node types of the user, results, translated exports,
 * configuration and the ledger. A backup appears whole under its name or not at all; restoring checks every hash before
 * it touches anything.
 */
public final class Backups {
    /** Kept by count: {@code backup.keep_scheduled}. */
    public static final String SCHEDULED = "scheduled";

    /** Kept by count: {@code backup.keep_pre_train}. */
    public static final String PRE_TRAIN = "pre_train";

    /** Kept for ever. */
    public static final String MILESTONE = "milestone";

    private static final String MANIFEST = "manifest.json";
    private static final String DATABASE = "brewprint.db";
    private static final List<String> FOLDERS = List.of("datasets", "lessons", "catalog", "results", "cleaned-data");
    private static final List<String> FILES = List.of("pipeline_config.json", ".pipeline_state.json");

    private final Home home;
    private final PipelineConfig.Backup config;

    /** The backups of a home. */
    public Backups(Home home, PipelineConfig.Backup config) {
        this.home = home;
        this.config = config;
    }

    /** Makes a backup and cleans up older ones of its category. */
    public Manifest create(Ledger ledger, String category, String trigger) throws IOException {
        Files.createDirectories(home.backups());
        String time = Ledger.now();
        String stem = category + "-" + time.substring(0, 19).replace("-", "").replace(":", "");
        String label = String.valueOf(AtomicFiles.free(home.backups(), stem).getFileName());
        Path building = home.backups().resolve("." + label + ".tmp");
        AtomicFiles.deleteTree(building);
        Files.createDirectories(building);
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : sources()) {
            String name = home.relative(file);
            Path copy = building.resolve(name);
            Files.createDirectories(Objects.requireNonNull(copy.getParent(), "a copy lies in the backup's folder"));
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            files.put(name, AtomicFiles.sha256(copy));
        }
        ledger.copyTo(building.resolve(DATABASE));
        files.put(DATABASE, AtomicFiles.sha256(building.resolve(DATABASE)));
        Manifest manifest = new Manifest(label, category, trigger, time, files);
        AtomicFiles.write(
                building.resolve(MANIFEST),
                Json.PLAIN.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
        Files.move(building, home.backups().resolve(label), StandardCopyOption.ATOMIC_MOVE);
        cleanUp();
        return manifest;
    }

    /** The newest first; folders that are no backups are left out. */
    public List<Manifest> list() throws IOException {
        List<Manifest> out = new ArrayList<>();
        if (!Files.isDirectory(home.backups())) {
            return out;
        }
        try (var all = Files.newDirectoryStream(home.backups())) {
            for (Path folder : all) {
                Path file = folder.resolve(MANIFEST);
                if (!folder.getFileName().toString().startsWith(".") && Files.exists(file)) {
                    out.add(Json.PLAIN.readValue(file.toFile(), Manifest.class));
                }
            }
        }
        out.sort(Comparator.comparing(Manifest::timestamp).reversed());
        return List.copyOf(out);
    }

    /** Deletes what is beyond the counts, and what a crash left half made. Returns the labels that went. */
    public List<String> cleanUp() throws IOException {
        List<String> gone = new ArrayList<>();
        gone.addAll(keep(SCHEDULED, config.keepScheduled()));
        gone.addAll(keep(PRE_TRAIN, config.keepPreTrain()));
        try (var all = Files.newDirectoryStream(home.backups(), ".*.tmp")) {
            for (Path half : all) {
                AtomicFiles.deleteTree(half);
            }
        }
        return List.copyOf(gone);
    }

    /**
     * Checks every file of a backup against its manifest.
     *
     * @throws Fault naming the first that is missing or changed
     */
    public Manifest verify(String label) throws IOException {
        Path folder = home.backups().resolve(label).normalize();
        if (!folder.startsWith(home.backups()) || !Files.exists(folder.resolve(MANIFEST))) {
            throw new Fault("backup", "backup " + label + " is not there", "backup list names those there are");
        }
        Manifest manifest = Json.PLAIN.readValue(folder.resolve(MANIFEST).toFile(), Manifest.class);
        for (var entry : manifest.files().entrySet()) {
            Path file = folder.resolve(entry.getKey()).normalize();
            if (!file.startsWith(folder)
                    || !Files.exists(file)
                    || !AtomicFiles.sha256(file).equals(entry.getValue())) {
                throw new Fault(
                        "backup",
                        "backup " + label + " is damaged: " + entry.getKey()
                                + " is missing or changed; nothing was restored",
                        "choose another backup");
            }
        }
        return manifest;
    }

    /**
     * Puts a backup in place of what is there, after a milestone backup of that. Nobody may have the ledger open.
     *
     * @return the backup made of what was there before
     */
    public Manifest restore(String label) throws IOException {
        Manifest manifest = verify(label);
        Manifest before;
        try (Ledger ledger = Ledger.open(home.database())) {
            before = create(ledger, MILESTONE, "before restoring " + label);
        }
        Path folder = home.backups().resolve(label);
        for (Path file : sources()) {
            // What came after the backup goes: it would mix two states. It is in the backup just made.
            if (!manifest.files().containsKey(home.relative(file))) {
                Files.delete(file);
            }
        }
        for (String name : manifest.files().keySet()) {
            AtomicFiles.write(home.resolve(name), Files.readAllBytes(folder.resolve(name)));
        }
        Files.deleteIfExists(home.resolve(DATABASE + "-wal"));
        Files.deleteIfExists(home.resolve(DATABASE + "-shm"));
        return before;
    }

    private List<String> keep(String category, int count) throws IOException {
        List<Manifest> of =
                list().stream().filter(each -> each.category().equals(category)).toList();
        List<String> gone = new ArrayList<>();
        for (Manifest old : of.subList(Math.min(count, of.size()), of.size())) {
            AtomicFiles.deleteTree(home.backups().resolve(old.label()));
            gone.add(old.label());
        }
        return gone;
    }

    private List<Path> sources() throws IOException {
        List<Path> out = new ArrayList<>();
        for (String name : FILES) {
            if (Files.isRegularFile(home.resolve(name))) {
                out.add(home.resolve(name));
            }
        }
        for (String name : FOLDERS) {
            Path folder = home.resolve(name);
            if (Files.isDirectory(folder)) {
                try (var all = Files.walk(folder)) {
                    all.filter(Files::isRegularFile).forEach(out::add);
                }
            }
        }
        return out;
    }
}
