package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots of what cannot be made again. Files lie by their content, each once for all backups; a backup appears whole
 * under its name or not at all; a state that the newest of its category holds already is not kept again.
 */
public final class Backups {
    /** Kept by count: {@code backup.keep_scheduled}. */
    public static final String SCHEDULED = "scheduled";

    /** Kept by count: {@code backup.keep_pre_train}. */
    public static final String PRE_TRAIN = "pre_train";

    /** Kept for ever. */
    public static final String MILESTONE = "milestone";

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Duration BETWEEN_REHEARSALS = Duration.ofHours(24);

    private final Home home;
    private final PipelineConfig.Backup config;

    /** The backups of a home. */
    public Backups(Home home, PipelineConfig.Backup config) {
        this.home = home;
        this.config = config;
    }

    Home home() {
        return home;
    }

    /** The folder of the backups, as this home's key judges it. */
    Store store() throws IOException {
        return new Store(home.backups(), Seal.of(home).orElse(null));
    }

    /** {@link #create(Ledger, String, String, BackupProgress)} that nobody watches. */
    public Created create(Ledger ledger, String category, String trigger) throws IOException {
        return create(ledger, category, trigger, BackupProgress.NONE);
    }

    /**
     * Makes a backup, unless the newest of its category holds the same state, and cleans up older ones.
     *
     * @param trigger what caused it, for people
     * @throws Fault where a restore has not come to its end, another backup is at work, or the disk is too full
     */
    public Created create(Ledger ledger, String category, String trigger, BackupProgress progress) throws IOException {
        try (BackupLock lock = BackupLock.take(home.backups())) {
            refuseMixture();
            return make(Snapshot.LedgerCopy.of(ledger), Set.of(), category, trigger, progress);
        }
    }

    /** The scheduled backup; once a day the newest one is restored into a temporary folder, to see that it can be. */
    public Created createScheduled(Ledger ledger, String trigger, BackupProgress progress) throws IOException {
        Created made = create(ledger, SCHEDULED, trigger, progress);
        if (isRehearsalDue()) {
            Rehearsal rehearsal = rehearse(progress);
            if (!rehearsal.ok()) {
                List<String> warnings = new ArrayList<>(made.warnings());
                warnings.add(rehearsal.words());
                return new Created(made.manifest(), made.fresh(), made.deleted(), warnings);
            }
        }
        return made;
    }

    /**
     * The same for whoever has the lock.
     *
     * @param more what it takes beside what the configuration says, relative to the home
     */
    Created make(Snapshot.LedgerCopy ledger, Set<String> more, String category, String trigger, BackupProgress progress)
            throws IOException {
        Seal seal = Seal.make(home);
        Store store = new Store(home.backups(), seal);
        store.clear();
        SortedSet<String> roots = Sources.roots(home, config.adapters());
        roots.addAll(more);
        Manifest taken = new Snapshot(home, store, ledger).take(roots, category, trigger, progress);
        Optional<Manifest> same = newest(store, category)
                .filter(newest ->
                        newest.state().equals(taken.state()) && newest.list().equals(taken.list()));
        List<String> gone = List.of();
        Manifest manifest;
        if (same.isPresent()) {
            manifest = seal.seal(same.get().seenAt(taken.timestamp()));
            store.replace(manifest);
        } else {
            manifest = seal.seal(taken);
            store.add(manifest);
            gone = store.retire(config, manifest.label());
            store.collect();
        }
        List<String> warnings = new ArrayList<>(new Mirror(home, config).follow(store, seal));
        if (!manifest.leftOut().isEmpty()) {
            warnings.add(
                    "not in the backup, as links are not followed and other systems would read some names otherwise: "
                            + String.join(", ", manifest.leftOut()));
        }
        return new Created(manifest, same.isEmpty(), gone, warnings);
    }

    private static Optional<Manifest> newest(Store store, String category) throws IOException {
        return store.entries().stream()
                .filter(BackupEntry::sealed)
                .flatMap(entry -> Optional.ofNullable(entry.manifest()).stream())
                .filter(manifest -> manifest.category().equals(category))
                .findFirst();
    }

    /** All of them, the newest first; those that cannot be read last, with what is wrong with each. */
    public List<BackupEntry> list() throws IOException {
        return List.copyOf(store().entries());
    }

    /** Deletes what is beyond the counts, what a crash left half made, and what no backup needs any more. */
    public Cleaned cleanUp() throws IOException {
        try (BackupLock lock = BackupLock.take(home.backups())) {
            Seal seal = Seal.make(home);
            Store store = new Store(home.backups(), seal);
            store.clear();
            List<String> gone = store.retire(config, "");
            store.collect();
            return new Cleaned(gone, new Mirror(home, config).follow(store, seal));
        }
    }

    /** Labels that went, and what did not work. */
    public record Cleaned(List<String> deleted, List<String> warnings) {
        /** Copies the lists. */
        public Cleaned {
            deleted = List.copyOf(deleted);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Checks every file of a backup against its list. An object that is damaged is set aside, so that the next backup
     * writes it anew where the home still has the file.
     *
     * @throws Fault naming the first that is missing or changed
     */
    public BackupEntry verify(String label, BackupProgress progress) throws IOException {
        try (BackupLock lock = BackupLock.take(home.backups())) {
            Store store = store();
            BackupEntry entry = usable(store, label);
            store.contents(manifest(entry)).verify(progress);
            return entry;
        }
    }

    /** The backup of this label; a fault where there is none that can be read. */
    BackupEntry usable(Store store, String label) throws IOException {
        BackupEntry entry = store.entry(label)
                .orElseThrow(() ->
                        new Fault("backup", "backup " + label + " is not there", "backup list names those there are"));
        if (entry.problem() != null) {
            throw entry.problem();
        }
        return entry;
    }

    static Manifest manifest(BackupEntry entry) {
        Manifest manifest = entry.manifest();
        if (manifest == null) {
            throw new IllegalStateException("backup " + entry.label() + " has no manifest");
        }
        return manifest;
    }

    /** What came of the last restore into a temporary folder. */
    public Optional<Rehearsal> lastRehearsal() {
        return Rehearsal.last(home);
    }

    private boolean isRehearsalDue() {
        try {
            return lastRehearsal()
                    .filter(Rehearsal::ok)
                    .map(last -> Instant.parse(last.time()).plus(BETWEEN_REHEARSALS))
                    .filter(next -> Instant.now().isBefore(next))
                    .isEmpty();
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    /** Restores the newest backup of this home into a temporary folder and looks whether everything came back. */
    public Rehearsal rehearse(BackupProgress progress) throws IOException {
        try (BackupLock lock = BackupLock.take(home.backups())) {
            Store store = store();
            BackupEntry newest = store.entries().stream()
                    .filter(BackupEntry::sealed)
                    .findFirst()
                    .orElseThrow(
                            () -> new Fault("backup", "there is no backup to rehearse", "backup create makes one"));
            Path folder = home.backups().resolve(".rehearsal.tmp");
            Rehearsal rehearsal;
            try {
                AtomicFiles.deleteTree(folder);
                Staging staging = Staging.fill(folder, store.contents(manifest(newest)), progress);
                staging.compare(progress);
                rehearsal = new Rehearsal(newest.label(), Ledger.now(), true, null);
            } catch (Fault e) {
                LOG.warn("the backup {} cannot be restored: {}", newest.label(), e.getMessage());
                rehearsal = new Rehearsal(newest.label(), Ledger.now(), false, e.getMessage());
            } finally {
                AtomicFiles.deleteTree(folder);
            }
            rehearsal.write(home);
            return rehearsal;
        }
    }

    private void refuseMixture() {
        if (Restore.isUnfinished(home)) {
            throw Restore.told(home);
        }
    }

    /** The event by which the ledger tells of a backup; it changes no state. */
    public static void tell(Ledger ledger, String words) {
        ledger.events().add(null, null, LedgerState.BACKUP_EVENT, words);
    }
}
