package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.ledger.Ledger;
import io.brewprint.ledger.LedgerState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** One look at a home: its files become objects, and a list of them; neither is held in memory. */
final class Snapshot {
    private static final int MOST_LEFT_OUT = 20;

    private final Home home;
    private final Store store;
    private final LedgerCopy ledger;

    /** Where the ledger's rows come from. */
    interface LedgerCopy {
        /**
         * Writes a copy, which is not there yet.
         *
         * @return the hash of its state; empty where there is none
         */
        String to(Path target) throws IOException;

        /** A ledger at work: SQLite copies it as of one moment. */
        static LedgerCopy of(Ledger ledger) {
            return target -> {
                ledger.copyTo(target);
                return LedgerState.hash(target);
            };
        }

        /** A file that is no ledger any more, as it is. */
        static LedgerCopy asItIs(Home home) {
            return target -> {
                if (Files.isRegularFile(home.database(), LinkOption.NOFOLLOW_LINKS)) {
                    Content.copy(home.database(), target, Content.ownersAlone(target));
                }
                return "";
            };
        }
    }

    Snapshot(Home home, Store store, LedgerCopy ledger) {
        this.home = home;
        this.store = store;
        this.ledger = ledger;
    }

    /** Takes everything in; the manifest is not sealed and stands nowhere yet. */
    Manifest take(SortedSet<String> roots, String category, String trigger, BackupProgress progress)
            throws IOException {
        Path copy = store.folder().resolve(".ledger.tmp");
        Path list = store.folder().resolve(".list.tmp");
        String rows = ledger.to(copy);
        MessageDigest state = Content.digest();
        List<String> leftOut = new ArrayList<>();
        long[] counts = {0, 0};
        try (BufferedWriter lines = Files.newBufferedWriter(list)) {
            Sources.walk(home, roots, new Sources.Visitor() {
                @Override
                public void file(String path, Path file) throws IOException {
                    Item item = new Item(path, store.objects().put(file));
                    state.update(item.line().getBytes(StandardCharsets.UTF_8));
                    add(lines, item, counts);
                    progress.at("reading", counts[0], 0);
                }

                @Override
                public void leftOut(String path) {
                    if (leftOut.size() < MOST_LEFT_OUT) {
                        leftOut.add(path.replaceAll("\\p{Cntrl}", "?"));
                    }
                }
            });
            if (Files.exists(copy)) {
                add(lines, new Item(Allowed.LEDGER, ledgerCopy(copy, rows)), counts);
            }
        }
        SortedMap<String, String> libraries = Libraries.of(home);
        state.update(("ledger " + rows + "\nlibraries " + libraries + "\n").getBytes(StandardCharsets.UTF_8));
        Content listed = store.objects().put(list);
        store.objects().sync();
        Files.deleteIfExists(copy);
        Files.deleteIfExists(list);
        String time = Ledger.now();
        String stem = category + "-" + time.substring(0, 19).replace("-", "").replace(":", "");
        return new Manifest(
                2,
                String.valueOf(AtomicFiles.free(store.folder(), stem).getFileName()),
                category,
                trigger,
                time,
                time,
                HexFormat.of().formatHex(state.digest()),
                rows,
                listed.sha256(),
                counts[0],
                counts[1],
                libraries,
                leftOut,
                "");
    }

    private static void add(BufferedWriter lines, Item item, long[] counts) throws IOException {
        lines.write(item.line());
        counts[0]++;
        counts[1] += item.content().size();
    }

    /**
     * Two copies of the same rows may differ in pages that say nothing, and in what backups wrote: the first serves.
     */
    private Content ledgerCopy(Path copy, String rows) throws IOException {
        if (!rows.isEmpty()) {
            for (BackupEntry entry : store.entries()) {
                Manifest manifest = entry.manifest();
                if (entry.sealed() && manifest != null && manifest.ledger().equals(rows)) {
                    Optional<Content> known = known(manifest);
                    if (known.isPresent()) {
                        return known.get();
                    }
                }
            }
        }
        return store.objects().put(copy);
    }

    private Optional<Content> known(Manifest manifest) throws IOException {
        List<Content> found = new ArrayList<>();
        try {
            store.contents(manifest).each(item -> {
                if (item.path().equals(Allowed.LEDGER) && store.objects().has(item.content())) {
                    found.add(item.content());
                }
            });
        } catch (Fault e) {
            return Optional.empty(); // its list is damaged, which is no reason not to make a better one
        }
        return found.stream().findFirst();
    }
}
