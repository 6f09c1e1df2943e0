package io.brewprint.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    /** What SQLite keeps beside its file. */
    private static final List<String> LOGS = List.of("-wal", "-shm");

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
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

    /** Those that can be read, the newest first. */
    public List<Manifest> list() throws IOException {
        List<Manifest> out = new ArrayList<>();
        for (Path folder : folders()) {
            try {
                out.add(manifest(folder));
            } catch (Fault e) {
                LOG.debug("left out of the list of backups", e);
            }
        }
        out.sort(Comparator.comparing(Manifest::timestamp).reversed());
        return List.copyOf(out);
    }

    /** Folders of backups whose manifest is missing or cannot be read, by label, and what is wrong with each. */
    public SortedMap<String, Fault> damaged() throws IOException {
        SortedMap<String, Fault> out = new TreeMap<>();
        for (Path folder : folders()) {
            try {
                manifest(folder);
            } catch (Fault e) {
                out.put(String.valueOf(folder.getFileName()), e);
            }
        }
        return out;
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(home.backups())) {
            return List.of();
        }
        try (var all = Files.list(home.backups())) {
            return all.filter(folder -> Files.isDirectory(folder)
                            && !String.valueOf(folder.getFileName()).startsWith("."))
                    .toList();
        }
    }

    private static Manifest manifest(Path folder) {
        Path file = folder.resolve(MANIFEST);
        String remedy = "delete the folder, or put its " + MANIFEST + " back";
        try {
            return Json.STRICT.readValue(file.toFile(), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new Fault(
                    "backup",
                    "the manifest is damaged: " + Json.fault(e),
                    Where.at(e.getLocation()).orIn(file.toString()),
                    remedy);
        } catch (IOException e) {
            throw new Fault("backup", "the manifest cannot be read: " + Fault.firstLine(e), Where.in(file), remedy);
        }
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
        Manifest manifest = manifest(folder);
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
        setAside();
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
        for (String ending : LOGS) {
            Files.deleteIfExists(home.resolve(DATABASE + ending));
        }
        return before;
    }

    /**
     * A ledger that cannot be opened is no reason to refuse the backup that is to take its place: it is kept beside.
     */
    private void setAside() throws IOException {
        Optional<Fault> fault =
                LedgerCheck.whole(home.database()).filter(found -> found.category() == ErrorCategory.BAD_INPUT);
        if (fault.isPresent()) {
            Path aside = AtomicFiles.free(home.root(), DATABASE + ".damaged");
            LOG.warn("{}: it is kept as {}", fault.get().what(), aside.getFileName());
            Files.move(home.database(), aside);
            for (String ending : LOGS) {
                Path log = home.resolve(DATABASE + ending);
                if (Files.exists(log)) {
                    Files.move(log, aside.resolveSibling(aside.getFileName() + ending));
                }
            }
        }
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
