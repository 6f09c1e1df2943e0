package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second folder of backups, on another disk. It gets what the home's has and keeps by the same counts; it is never
 * emptied because the home's was. That it cannot be written is a warning.
 */
final class Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    /** Says whose mirror a folder is: two homes in one would count each other's backups out. */
    private static final String MARKER = ".brewprint-mirror";

    private final Home home;
    private final PipelineConfig.Backup config;

    Mirror(Home home, PipelineConfig.Backup config) {
        this.home = home;
        this.config = config;
    }

    /** Brings the mirror into step; returns what kept it from that. */
    List<String> follow(Store from, Seal seal) {
        if (config.mirror().isBlank()) {
            return List.of();
        }
        try {
            Path folder = home.root().resolve(config.mirror()).normalize();
            mark(folder);
            Store to = new Store(folder, seal);
            to.clear();
            for (BackupEntry entry : from.entries()) {
                Manifest manifest = entry.manifest();
                if (manifest != null && !isThere(entry, to)) {
                    copy(manifest, from, to);
                }
            }
            to.retire(config, "");
            to.collect();
            return List.of();
        } catch (IOException | UncheckedIOException | InvalidPathException | Fault e) {
            String warning = "the mirror " + config.mirror() + " is not in step: "
                    + Fault.of(e).getMessage();
            LOG.warn(warning);
            return List.of(warning);
        }
    }

    private static boolean isThere(BackupEntry entry, Store to) throws IOException {
        return to.entry(entry.label())
                .filter(there -> Objects.equals(there.manifest(), entry.manifest()))
                .isPresent();
    }

    private static void copy(Manifest manifest, Store from, Store to) throws IOException {
        if (manifest.format() == 1) {
            return; // of an earlier version: it is whole in itself, and goes with time
        }
        Contents contents = from.contents(manifest);
        contents.each(item -> to.objects().putLike(contents.file(item), item.content()));
        Path list = from.objects().path(manifest.list());
        to.objects().putLike(list, new Content(manifest.list(), Files.size(list)));
        to.objects().sync();
        Optional<BackupEntry> there = to.entry(manifest.label());
        Manifest known = there.map(BackupEntry::manifest).orElse(null);
        if (there.isEmpty()) {
            to.add(manifest);
        } else if (known == null || known.timestamp().equals(manifest.timestamp())) {
            to.replace(manifest); // which mends one that was damaged
        } else {
            throw new Fault(
                    "backup",
                    "it holds another backup called " + manifest.label(),
                    "move one of the two elsewhere; neither is overwritten");
        }
    }

    private void mark(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Fault("backup", "the folder is not there", "connect its disk, or make the folder");
        }
        if (folder.startsWith(home.backups()) || home.backups().startsWith(folder)) {
            throw new Fault("backup", "it lies with the backups themselves", "name a folder on another disk");
        }
        Path marker = folder.resolve(MARKER);
        if (Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
            String owner = Files.readString(marker).strip();
            if (!owner.equals(home.root().toString())) {
                throw new Fault(
                        "backup",
                        "it is the mirror of " + Fault.oneLine(owner),
                        "give each home its own, or delete " + marker + " where that home has moved");
            }
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (!each.getFileName().toString().equals("lost+found")) {
                    throw new Fault("backup", "the folder holds other things", "name an empty one");
                }
            }
        }
        AtomicFiles.write(marker, home.root() + "\n");
    }
}
