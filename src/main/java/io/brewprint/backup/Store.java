package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of backups: a folder a label with its manifest, and the objects that they share. The home's, or a mirror.
 */
final class Store {
    private static final String OBJECTS = "objects";
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");
    /** Between an object and the manifest that names it as it is written; more than any backup takes. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Path folder;
    private final @Nullable Seal seal;
    private final ObjectStore objects;

    /** @param seal by which its manifests are judged; null where the home has none yet */
    Store(Path folder, @Nullable Seal seal) {
        this.folder = folder;
        this.seal = seal;
        objects = new ObjectStore(folder);
    }

    Path folder() {
        return folder;
    }

    ObjectStore objects() {
        return objects;
    }

    /** All of them, the newest first; those whose manifest cannot be read last. */
    List<BackupEntry> entries() throws IOException {
        List<BackupEntry> out = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return out;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        && !name.startsWith(".")
                        && !name.equals(OBJECTS)) {
                    out.add(entry(each));
                }
            }
        }
        out.sort(Comparator.comparing(BackupEntry::timestamp)
                .thenComparing(BackupEntry::label)
                .reversed());
        return out;
    }

    /** The backup of this label, if its folder is there. */
    Optional<BackupEntry> entry(String label) throws IOException {
        Path at = folder.resolve(label);
        return LABEL.matcher(label).matches()
                        && !label.equals(OBJECTS)
                        && Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(entry(at))
                : Optional.empty();
    }

    private BackupEntry entry(Path at) throws IOException {
        String label = String.valueOf(at.getFileName());
        try {
            Manifest manifest = ManifestFile.read(at);
            return new BackupEntry(label, manifest, seal != null && seal.fits(manifest), null);
        } catch (Fault e) {
            return new BackupEntry(label, null, false, e);
        }
    }

    Contents contents(Manifest manifest) {
        return new Contents(folder.resolve(manifest.label()), manifest, objects);
    }

    /** A backup appears with its manifest, under its name, at once. */
    void add(Manifest manifest) throws IOException {
        Path building = folder.resolve("." + manifest.label() + ".tmp");
        AtomicFiles.deleteTree(building);
        Files.createDirectories(building);
        ManifestFile.write(building, manifest);
        Files.move(building, folder.resolve(manifest.label()), StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.syncFolder(folder);
    }

    /** Replaces a manifest. */
    void replace(Manifest manifest) throws IOException {
        ManifestFile.write(folder.resolve(manifest.label()), manifest);
    }

    /** What a crash left half made goes. */
    void clear() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path half : all) {
                AtomicFiles.deleteTree(half);
            }
        }
    }

    /**
     * Deletes what is beyond the counts: of a category stay the newest states, each once. What is sealed and what is
     * not are counted apart, so that a manifest from elsewhere pushes none out.
     *
     * @param keep the label that stays whatever the clock says
     * @return the labels that went
     */
    List<String> retire(PipelineConfig.Backup config, String keep) throws IOException {
        List<String> gone = new ArrayList<>();
        List<BackupEntry> all = entries();
        for (boolean sealed : List.of(true, false)) {
            gone.addAll(retire(all, sealed, Backups.SCHEDULED, config.keepScheduled(), keep));
            gone.addAll(retire(all, sealed, Backups.PRE_TRAIN, config.keepPreTrain(), keep));
        }
        return gone;
    }

    private List<String> retire(List<BackupEntry> all, boolean sealed, String category, int count, String keep)
            throws IOException {
        List<String> gone = new ArrayList<>();
        Set<String> states = new HashSet<>();
        for (BackupEntry entry : all) {
            Manifest manifest = entry.manifest();
            if (manifest == null
                    || entry.sealed() != sealed
                    || !manifest.category().equals(category)) {
                continue;
            }
            boolean stays = states.size() < count && states.add(manifest.state());
            if (!stays && !entry.label().equals(keep)) {
                delete(entry.label());
                gone.add(entry.label());
            }
        }
        return gone;
    }

    private void delete(String label) throws IOException {
        Path going = folder.resolve("." + label + ".tmp");
        AtomicFiles.deleteTree(going);
        Files.move(folder.resolve(label), going, StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.deleteTree(going);
    }

    /**
     * Deletes objects that no manifest names. One that cannot be read may name any that is not younger than itself:
     * those stay.
     */
    void collect() throws IOException {
        Set<String> used = new HashSet<>();
        FileTime since = FileTime.from(Instant.MIN);
        for (BackupEntry entry : entries()) {
            Manifest manifest = entry.manifest();
            if (manifest != null && manifest.format() == 1) {
                continue;
            }
            FileTime unknown = null;
            if (manifest == null) {
                unknown = namesObjects(entry.label()) ? age(entry.label()) : null;
            } else {
                used.add(manifest.list());
                try {
                    contents(manifest).each(item -> used.add(item.content().sha256()));
                } catch (Fault e) {
                    unknown = age(entry.label());
                }
            }
            since = unknown != null && unknown.compareTo(since) > 0 ? unknown : since;
        }
        objects.collect(used, since);
    }

    /** In the first format files lie beside the manifest. */
    private boolean namesObjects(String label) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve(label))) {
            for (Path each : all) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        || String.valueOf(each.getFileName()).equals(Allowed.LEDGER)) {
                    return false;
                }
            }
        }
        return true;
    }

    private FileTime age(String label) throws IOException {
        Path at = folder.resolve(label);
        FileTime age = Files.getLastModifiedTime(at, LinkOption.NOFOLLOW_LINKS);
        Path manifest = at.resolve(ManifestFile.NAME);
        if (Files.exists(manifest, LinkOption.NOFOLLOW_LINKS)) {
            FileTime own = Files.getLastModifiedTime(manifest, LinkOption.NOFOLLOW_LINKS);
            age = own.compareTo(age) > 0 ? own : age;
        }
        return FileTime.from(age.toInstant().plus(LONGEST));
    }
}
