package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Puts what lies in the staging folder in place of what is there. Every step may be done again. */
final class Swap {
    /** What SQLite keeps beside its file. */
    private static final List<String> LOGS = List.of("-wal", "-shm");

    private final Home home;
    private final Staging staging;
    private final Set<String> paths = new HashSet<>();
    private final SortedSet<String> roots = new TreeSet<>();

    /** @param format of the backup: what of the home it covers, and so what goes that it does not hold */
    Swap(Home home, Staging staging, int format) throws IOException {
        this.home = home;
        this.staging = staging;
        if (format == 1) {
            roots.addAll(Allowed.FIRST_FORMAT);
        } else {
            roots.addAll(Allowed.FILES);
            roots.addAll(Allowed.FOLDERS);
        }
        FileList.read(staging.list(), item -> {
            if (!Allowed.is(item.path())) {
                throw new Fault("backup", "the list of a restore names " + item.path(), "restore another backup");
            }
            paths.add(item.path());
            String adapter = Allowed.adapter(item.path());
            if (!adapter.isEmpty()) { // other adapters stay: no backup holds them all unless somebody wants it
                roots.addAll(Allowed.adapterRoots(adapter));
            }
        });
    }

    /**
     * Looks for what could not be replaced, before anything is.
     *
     * @throws Fault naming a link or something else in the way
     */
    void check() throws IOException {
        Set<Path> seen = new HashSet<>();
        for (String path : paths) {
            Path at = home.root();
            String[] parts = path.split("/", -1);
            for (int i = 0; i < parts.length - 1; i++) {
                at = at.resolve(parts[i]);
                if (seen.add(at)) {
                    checkFolder(at, i);
                }
            }
            Path target = at.resolve(parts[parts.length - 1]);
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) && !path.equals(Allowed.LEDGER)) {
                try (var all = Files.walk(target)) {
                    all.filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                                    && !Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                            .findFirst()
                            .ifPresent(each -> {
                                throw inTheWay(each);
                            });
                }
            }
        }
    }

    private void checkFolder(Path at, int depth) throws IOException {
        try {
            BasicFileAttributes about = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean goes = depth > 0 && about.isRegularFile() && Allowed.is(home.relative(at));
            if (!about.isDirectory() && !goes) {
                throw inTheWay(at);
            }
        } catch (NoSuchFileException e) {
            // It will be made.
        }
    }

    private Fault inTheWay(Path at) {
        return new Fault(
                "backup",
                "a restore writes through no link and over nothing but files; nothing was restored",
                Where.in(at),
                "move it away");
    }

    /** The parts of the home in which files go that the backup does not hold. */
    SortedSet<String> roots() {
        return roots;
    }

    /** Whether every file lies in the staging folder or in its place already. */
    boolean isWhole() throws IOException {
        boolean[] whole = {true};
        FileList.read(
                staging.list(),
                item -> whole[0] &= is(staging.file(item.path()), item)
                        || (!Files.exists(staging.file(item.path()), LinkOption.NOFOLLOW_LINKS)
                                && is(home.resolve(item.path()), item)));
        return whole[0];
    }

    private static boolean is(Path file, Item item) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Content.of(file).equals(item.content());
    }

    /** @param aside name for a ledger that is broken; empty for one that is not */
    void run(String aside, BackupProgress progress) throws IOException {
        check();
        long[] done = {0};
        Set<Path> folders = new HashSet<>();
        List<Path> late = new ArrayList<>();
        Sources.walk(home, roots, (path, file) -> {
            if (!paths.contains(path)) {
                late.add(file); // it would mix two states; it is in the backup of what was before
            }
        });
        long steps = paths.size() + (long) late.size();
        for (Path file : late) {
            progress.at("restoring", done[0]++, steps);
            Files.delete(file);
            folders.add(file.resolveSibling("").normalize());
        }
        ledger(aside);
        FileList.read(staging.list(), item -> {
            progress.at("restoring", done[0]++, steps);
            put(item.path(), folders);
        });
        folders.forEach(AtomicFiles::syncFolder);
        AtomicFiles.syncFolder(home.root());
        progress.at("restoring", steps, steps);
    }

    /** What lies beside a ledger belongs to it alone. */
    private void ledger(String aside) throws IOException {
        if (!aside.isEmpty()) {
            List<String> endings = new ArrayList<>(List.of(""));
            endings.addAll(LOGS);
            for (String ending : endings) {
                Path from = home.resolve(Allowed.LEDGER + ending);
                Path to = home.resolve(aside + ending);
                if (Files.exists(from, LinkOption.NOFOLLOW_LINKS) && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(from, to);
                }
            }
        }
        if (Files.exists(staging.file(Allowed.LEDGER), LinkOption.NOFOLLOW_LINKS)) {
            for (String ending : LOGS) {
                Files.deleteIfExists(home.resolve(Allowed.LEDGER + ending));
            }
        }
    }

    private void put(String path, Set<Path> folders) throws IOException {
        Path from = staging.file(path);
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return; // done by whoever began
        }
        Path to = home.resolve(path);
        Path parent = to.resolveSibling("").normalize();
        if (folders.add(parent)) {
            Files.createDirectories(parent);
        }
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFiles.deleteTree(to);
        } else if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(from).supportsFileAttributeView("posix")) {
            // Who may read a file is no part of a backup: what holds a token stays its owner's.
            Files.setPosixFilePermissions(from, Files.getPosixFilePermissions(to, LinkOption.NOFOLLOW_LINKS));
        }
        AtomicFiles.move(from, to);
    }
}
