package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.ledger.LedgerCheck;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A backup's files taken out into a folder of their own, checked one by one: {@code files/}, and {@code list} of them.
 */
final class Staging {
    private static final int MOST_AT_ONCE = 512;

    private final Path folder;

    Staging(Path folder) {
        this.folder = folder;
    }

    /** Where a file of the list lies. */
    Path file(String path) {
        return folder.resolve("files").resolve(path);
    }

    /** The list. */
    Path list() {
        return folder.resolve("list");
    }

    /**
     * Takes a backup out; all is on the disk then.
     *
     * @param folder is not there yet
     * @throws Fault where the backup is damaged, names what no backup may hold, holds no ledger that is in order, or
     * does
     *     not fit on the disk
     */
    static Staging fill(Path folder, Contents contents, BackupProgress progress) throws IOException {
        Staging staging = take(folder, contents, progress);
        Path ledger = staging.file(Allowed.LEDGER);
        if (!Files.isRegularFile(ledger, LinkOption.NOFOLLOW_LINKS) || Files.size(ledger) == 0) {
            throw unusable(contents, "it holds no ledger");
        }
        LedgerCheck.whole(ledger).ifPresent(fault -> {
            throw unusable(contents, "in it " + fault.what());
        });
        return staging;
    }

    /** The same, whatever its ledger is like. */
    static Staging take(Path folder, Contents contents, BackupProgress progress) throws IOException {
        look(contents, folder);
        makePrivate(folder);
        Staging staging = new Staging(folder);
        Set<Path> folders = new HashSet<>();
        List<Path> written = new ArrayList<>();
        long[] done = {0};
        try (BufferedWriter lines = Files.newBufferedWriter(staging.list())) {
            contents.each(item -> {
                Path from = contents.file(item);
                Path to = staging.file(item.path());
                Path parent = to.resolveSibling("").normalize();
                if (folders.add(parent)) {
                    Files.createDirectories(parent);
                }
                if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
                    throw contents.damaged(item);
                }
                Content copied = copy(contents, item, from, to);
                if (!copied.sha256().equals(item.content().sha256())) {
                    throw contents.changed(item);
                }
                lines.write(new Item(item.path(), copied).line());
                written.add(to);
                if (written.size() == MOST_AT_ONCE) {
                    Durable.force(written);
                    written.clear();
                }
                progress.at("preparing", ++done[0], contents.manifest().files());
            });
        }
        written.add(staging.list());
        Durable.force(written);
        folders.forEach(AtomicFiles::syncFolder);
        return staging;
    }

    private static Content copy(Contents contents, Item item, Path from, Path to) throws IOException {
        try {
            return Content.copy(from, to);
        } catch (FileAlreadyExistsException e) {
            throw unusable(contents, item.path() + " and another of its files have one name on this disk");
        }
    }

    /** Names first, before anything is written. */
    private static void look(Contents contents, Path folder) throws IOException {
        Set<String> seen = new HashSet<>();
        Set<String> folders = new HashSet<>();
        long[] bytes = {0};
        contents.each(item -> {
            if (!Allowed.is(item.path())) {
                throw contents.refused(item.path());
            }
            if (!seen.add(item.path())) {
                throw unusable(contents, item.path() + " is in it twice");
            }
            for (int at = item.path().indexOf('/'); at > 0; at = item.path().indexOf('/', at + 1)) {
                folders.add(item.path().substring(0, at));
            }
            bytes[0] += item.content().size();
        });
        for (String path : seen) {
            if (folders.contains(path)) {
                throw unusable(contents, path + " is a file and a folder in it");
            }
        }
        Space.check(folder.resolveSibling("").normalize(), bytes[0]);
    }

    private static Fault unusable(Contents contents, String how) {
        return new Fault(
                "backup",
                "backup " + contents.manifest().label() + " cannot be used: " + how + "; nothing was restored",
                "choose another backup");
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Reads everything once more, as it is now.
     *
     * @throws Fault naming the first file that is not what the list says
     */
    void compare(BackupProgress progress) throws IOException {
        long[] done = {0};
        FileList.read(list(), item -> {
            if (!Content.of(file(item.path())).equals(item.content())) {
                throw new Fault("backup", item.path() + " came back otherwise", "look at the disk");
            }
            progress.at("comparing", ++done[0], 0);
        });
    }
}
