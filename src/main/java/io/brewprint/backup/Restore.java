package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup in place of what is there. Everything is taken out and checked first, and what is there is backed up;
 * then a journal is written, and from there on the restore comes to its end even if this process does not: {@link
 * #recover}. Nobody else may work in the home.
 */
public final class Restore {
    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);
    private static final Pattern ASIDE = Pattern.compile("(?:brewprint\\.db\\.damaged|brewprint\\.db-\\d+\\.damaged)?");

    private final Backups backups;
    private final Home home;

    /** Restores from these. */
    public Restore(Backups backups) {
        this.backups = backups;
        home = backups.home();
    }

    /**
     * What came of it.
     *
     * @param before the backup of what was there
     * @param missing jars that were in {@code lib/} then and are not now
     */
    public record Done(Manifest restored, Manifest before, List<String> missing) {}

    /**
     * The backup that is to be restored, as it says of itself.
     *
     * @throws Fault where it cannot be: it is not there, damaged, or without this home's seal and nobody asked for such
     */
    public BackupEntry look(String label, boolean unsealed) throws IOException {
        BackupEntry entry = backups.usable(backups.store(), label);
        if (!entry.sealed() && !unsealed) {
            throw new Fault(
                    "unsealed",
                    "backup " + label + " is not sealed here: this home did not make it, or somebody has changed it;"
                            + " nothing was restored",
                    Where.in(home.backups().resolve(label)),
                    "choose another; or, if you trust where it comes from, backup restore " + label + " --unsealed");
        }
        return entry;
    }

    /**
     * Restores a backup.
     *
     * @param unsealed whether one is taken that this home did not seal; where it may write does not depend on it
     * @throws Fault where nothing was changed: the backup is damaged or not sealed, does not fit, or a link is in the
     * way
     */
    public Done run(String label, boolean unsealed, BackupProgress progress) throws IOException {
        try (BackupLock lock = BackupLock.take(home.backups())) {
            endEarlier();
            Manifest manifest = Backups.manifest(look(label, unsealed));
            Store store = backups.store();
            Path folder = RestoreJournal.staging(home);
            AtomicFiles.deleteTree(folder);
            Staging staging = Staging.fill(folder, store.contents(manifest), progress);
            Swap swap = new Swap(home, staging, manifest.format());
            swap.check();
            Optional<Fault> broken =
                    LedgerCheck.whole(home.database()).filter(found -> found.category() == ErrorCategory.BAD_INPUT);
            Manifest before = before(swap.roots(), label, broken.isPresent(), progress);
            String aside = broken.isPresent() ? aside(broken.get()) : "";
            RestoreJournal journal = new RestoreJournal(
                    manifest.format(),
                    label,
                    before.label(),
                    Content.of(staging.list()).sha256(),
                    manifest.files(),
                    aside,
                    false,
                    "");
            journal.write(home);
            swap.run(aside, progress);
            close(home);
            List<String> missing = manifest.libraries().keySet().stream()
                    .filter(jar -> !before.libraries().containsKey(jar))
                    .toList();
            return new Done(manifest, before, missing);
        }
    }

    private Manifest before(Set<String> roots, String label, boolean broken, BackupProgress progress)
            throws IOException {
        String trigger = "before restoring " + label;
        if (broken) {
            return backups.make(Snapshot.LedgerCopy.asItIs(home), roots, Backups.MILESTONE, trigger, progress)
                    .manifest();
        }
        try (Ledger ledger = Ledger.open(home.database())) {
            return backups.make(Snapshot.LedgerCopy.of(ledger), roots, Backups.MILESTONE, trigger, progress)
                    .manifest();
        }
    }

    /**
     * A ledger that cannot be opened is no reason to refuse the backup that is to take its place: it is kept beside.
     */
    private String aside(Fault broken) {
        String name = String.valueOf(
                AtomicFiles.free(home.root(), Allowed.LEDGER + ".damaged").getFileName());
        LOG.warn("{}: it is kept as {}", broken.what(), name);
        return name;
    }

    /** Another restore that was not finished gives way to this one where it cannot be. */
    private void endEarlier() throws IOException {
        try {
            end(home).ifPresent(LOG::warn);
        } catch (Fault e) {
            LOG.warn("{}; this restore takes its place", e.getMessage());
            refuse(home);
        }
    }

    /** Whether a restore has begun to change the home and has not come to its end. */
    public static boolean isUnfinished(Home home) {
        return Files.exists(RestoreJournal.path(home), LinkOption.NOFOLLOW_LINKS);
    }

    /** How everybody tells a restore that is under way or was left in the middle. */
    public static Fault told(Home home) {
        return new Fault(
                ErrorCategory.BUSY,
                "restore",
                "a restore has not come to its end",
                Where.in(RestoreJournal.path(home)),
                "wait for it; where its process is gone, the next brewprint run, serve or backup create ends it first");
    }

    /**
     * Finishes what a process that is gone has begun, or undoes it where it cannot be finished. For whoever has the
     * right to work in the home, before anything else is done there.
     *
     * @return what was done, for people; empty where there was nothing
     * @throws Fault where it can neither be finished nor undone
     */
    public static Optional<String> recover(Home home) throws IOException {
        if (!isUnfinished(home) && !Files.exists(RestoreJournal.staging(home), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (BackupLock lock = BackupLock.take(home.backups())) {
            return end(home);
        }
    }

    private static Optional<String> end(Home home) throws IOException {
        if (!isUnfinished(home)) {
            AtomicFiles.deleteTree(RestoreJournal.staging(home));
            return Optional.empty();
        }
        Optional<RestoreJournal> found = RestoreJournal.read(home)
                .filter(each -> ASIDE.matcher(each.aside()).matches());
        if (found.isEmpty()) {
            Path kept = refuse(home);
            return Optional.of(
                    "a restore was not finished, and its journal is damaged or not this home's: it is kept as " + kept
                            + "; the home may hold two states, so look at backup list and restore one");
        }
        RestoreJournal journal = found.get();
        Staging staging = new Staging(RestoreJournal.staging(home));
        if (isWhole(home, journal, staging)) {
            new Swap(home, staging, journal.format()).run(journal.aside(), BackupProgress.NONE);
            close(home);
            return Optional.of(
                    journal.undo()
                            ? "the restore of " + journal.label() + " that was not finished was undone"
                            : "the restore of " + journal.label() + " that was not finished is finished now; what was"
                                    + " there before is in " + journal.before());
        }
        undo(home, journal);
        return Optional.of("the restore of " + journal.label() + " that was not finished was undone: "
                + journal.before() + " is in place again");
    }

    private static boolean isWhole(Home home, RestoreJournal journal, Staging staging) throws IOException {
        return Files.isRegularFile(staging.list(), LinkOption.NOFOLLOW_LINKS)
                && Content.of(staging.list()).sha256().equals(journal.list())
                && new Swap(home, staging, journal.format()).isWhole();
    }

    private static void undo(Home home, RestoreJournal journal) throws IOException {
        Store store = new Store(home.backups(), Seal.of(home).orElse(null));
        Manifest before = store.entry(journal.before())
                .filter(BackupEntry::sealed)
                .map(Backups::manifest)
                .orElseThrow(() -> new Fault(
                        "backup",
                        "the restore of " + journal.label() + " can be neither finished nor undone: " + journal.before()
                                + " is gone",
                        "restore another backup"));
        AtomicFiles.deleteTree(RestoreJournal.staging(home));
        Staging staging = Staging.take(RestoreJournal.staging(home), store.contents(before), BackupProgress.NONE);
        RestoreJournal back = new RestoreJournal(
                before.format(),
                journal.label(),
                journal.before(),
                Content.of(staging.list()).sha256(),
                before.files(),
                "",
                true,
                "");
        back.write(home);
        new Swap(home, staging, before.format()).run("", BackupProgress.NONE);
        close(home);
    }

    /** The journal goes first: without it what lies in the staging folder says nothing. */
    private static void close(Home home) throws IOException {
        Files.deleteIfExists(RestoreJournal.path(home));
        AtomicFiles.syncFolder(home.backups());
        AtomicFiles.deleteTree(RestoreJournal.staging(home));
    }

    private static Path refuse(Home home) throws IOException {
        Path kept = AtomicFiles.moveAside(RestoreJournal.path(home), home.backups(), ".restore.refused.json");
        AtomicFiles.deleteTree(RestoreJournal.staging(home));
        return kept;
    }
}
