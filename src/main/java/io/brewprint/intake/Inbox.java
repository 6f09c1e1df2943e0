package io.brewprint.intake;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A watched folder. Each file is taken in one order: its product as a temporary file, fsync, rename; then the ledger's
 * row; then the move of the input, which is what commits it. Killed between any two, the next look finishes what was
 * begun: the product is found by its bytes, the row by the input's. One thread takes files at a time.
 */
public final class Inbox {
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final Path folder;
    private final InboxReader reader;
    private final Ledger ledger;
    private final int maxBytes;
    private final ReentrantLock turn = new ReentrantLock();

    /** @param maxBytes a larger file is refused unread */
    public Inbox(Home home, Path folder, InboxReader reader, Ledger ledger, int maxBytes) {
        this.home = home;
        this.folder = folder;
        this.reader = reader;
        this.ledger = ledger;
        this.maxBytes = maxBytes;
        finishMoves();
    }

    /** The watched folder. */
    public Path folder() {
        return folder;
    }

    /** Whether a file is to be taken at all: not hidden, nor a name that somebody is still writing under. */
    public static boolean wanted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".")
                && !lower.startsWith("~")
                && !lower.endsWith("~")
                && !lower.endsWith(".tmp")
                && !lower.endsWith(".part")
                && !lower.endsWith(".crdownload");
    }

    /** Whether nobody has touched the file for a second; one dated in the future counts as untouched. */
    public static boolean settled(Path file) {
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
            return age.isNegative() || age.compareTo(SETTLED) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The files that are there to be taken, by name. */
    public List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> out = new ArrayList<>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (Files.isRegularFile(file) && wanted(file.getFileName().toString())) {
                    out.add(file);
                }
            }
        }
        out.sort(null);
        return List.copyOf(out);
    }

    /**
     * Takes one file to processed/ or failed/.
     *
     * @return its row; empty where it is gone, is still being written or cannot be read yet: it stays for the next look
     */
    public Optional<IntakeRow> take(Path file) throws IOException {
        turn.lock();
        try {
            return taken(file);
        } finally {
            turn.unlock();
        }
    }

    private Optional<IntakeRow> taken(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        BasicFileAttributes before;
        byte[] bytes;
        try {
            before = Files.readAttributes(file, BasicFileAttributes.class);
            if (before.size() > maxBytes) {
                return Optional.of(reject(
                        file,
                        name,
                        AtomicFiles.sha256(file),
                        before.size(),
                        new Fault(
                                "too_large",
                                "the file has " + before.size() + " bytes, more than " + maxBytes,
                                "split it, or raise limits.max_file_bytes")));
            }
            bytes = read(file);
            BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
            if (after.size() != bytes.length || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
                return Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return unreadable(file, name, e);
        }
        String sha = AtomicFiles.sha256(bytes);
        List<IntakeRow> same = ledger.intake().withBytes(reader.kind(), sha);
        Optional<IntakeRow> begun = same.stream()
                .filter(row -> !row.moved() && row.name().equals(name))
                .findFirst();
        if (begun.isPresent()) {
            return Optional.of(move(file, begun.get()));
        }
        return Optional.of(fresh(file, name, bytes, sha, same));
    }

    private IntakeRow fresh(Path file, String name, byte[] bytes, String sha, List<IntakeRow> same) throws IOException {
        Optional<IntakeRow> done = same.stream().filter(this::stillGood).findFirst();
        if (done.isPresent()) {
            IntakeRow old = done.get();
            return commit(
                    file,
                    row(
                            name,
                            sha,
                            bytes.length,
                            IntakeRow.PROCESSED,
                            null,
                            "the same bytes as " + old.name(),
                            old.output(),
                            old.outputSha256(),
                            old.report(),
                            Home.processed(folder)));
        }
        try {
            InboxReader.Product product = reader.read(name, bytes);
            Path output = write(product);
            return commit(
                    file,
                    row(
                            name,
                            sha,
                            bytes.length,
                            IntakeRow.PROCESSED,
                            null,
                            null,
                            home.relative(output),
                            AtomicFiles.sha256(product.content()),
                            product.report(),
                            Home.processed(folder)));
        } catch (Fault e) {
            return reject(file, name, sha, bytes.length, e);
        } catch (RuntimeException | StackOverflowError e) {
            // A reader's own fault: the file is set aside with what is known, and the others go on.
            return reject(
                    file,
                    name,
                    sha,
                    bytes.length,
                    new Fault("internal", "the reader failed: " + e, "please report this with the file"));
        }
    }

    private boolean stillGood(IntakeRow row) {
        return row.outcome().equals(IntakeRow.PROCESSED)
                && row.reader().equals(reader.version())
                && row.output() != null
                && Files.exists(home.resolve(row.output()));
    }

    private Optional<IntakeRow> unreadable(Path file, String name, IOException e) throws IOException {
        Instant changed = Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.now();
        if (Duration.between(changed, Instant.now()).compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        return Optional.of(reject(
                file,
                name,
                "",
                Files.size(file),
                new Fault(
                        "unreadable",
                        "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                        "check its permissions")));
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes);
        }
    }

    // A product that is there with these very bytes is the one that a crash kept from its row.
    private Path write(InboxReader.Product product) throws IOException {
        String name = product.fileName();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        byte[] bytes = product.content().getBytes(StandardCharsets.UTF_8);
        String sha = AtomicFiles.sha256(bytes);
        for (int n = 1; ; n++) {
            Path target = product.folder().resolve(n == 1 ? name : stem + "-" + n + ending);
            if (!Files.exists(target)) {
                AtomicFiles.write(target, bytes);
                return target;
            }
            if (Files.size(target) == bytes.length && AtomicFiles.sha256(target).equals(sha)) {
                return target;
            }
        }
    }

    private IntakeRow reject(Path file, String name, String sha, long bytes, Fault why) throws IOException {
        Path failed = Home.failed(folder);
        Files.createDirectories(failed);
        IntakeRow row = row(name, sha, bytes, IntakeRow.FAILED, why.code(), why.getMessage(), null, null, null, failed);
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("file", name);
        reason.putAll(why.document());
        if (why.where().line() > 0) {
            reason.put("line", why.where().line());
        }
        if (why.where().column() > 0) {
            reason.put("column", why.where().column());
        }
        reason.put("sha256", sha);
        reason.put("time", row.taken());
        Path target = home.resolve(row.movedTo());
        AtomicFiles.write(target.resolveSibling(target.getFileName() + ".reason.json"), Json.pretty(reason));
        return commit(file, row);
    }

    private IntakeRow row(
            String name,
            String sha,
            long bytes,
            String outcome,
            @Nullable String category,
            @Nullable String reason,
            @Nullable String output,
            @Nullable String outputSha,
            @Nullable String report,
            Path to)
            throws IOException {
        Files.createDirectories(to);
        String target = home.relative(AtomicFiles.free(to, name));
        return new IntakeRow(
                0,
                reader.kind(),
                name,
                sha,
                bytes,
                reader.version(),
                outcome,
                category,
                reason,
                output,
                outputSha,
                report,
                target,
                false,
                Ledger.now());
    }

    private IntakeRow commit(Path file, IntakeRow row) throws IOException {
        long id = ledger.intake().add(row);
        return move(file, withId(row, id, row.movedTo(), false));
    }

    private IntakeRow move(Path file, IntakeRow row) throws IOException {
        Path target = home.resolve(row.movedTo());
        Path to;
        if (Files.exists(target)) {
            Path parent = target.getParent();
            to = AtomicFiles.moveAside(file, parent == null ? folder : parent);
        } else {
            to = Files.move(file, target);
        }
        ledger.intake().moved(row.id(), home.relative(to));
        return withId(row, row.id(), home.relative(to), true);
    }

    // Killed after the move and before the note of it: the target is there, as nobody else may take its name.
    private void finishMoves() {
        for (IntakeRow row : ledger.intake().unmoved(reader.kind())) {
            if (Files.exists(home.resolve(row.movedTo()))) {
                ledger.intake().moved(row.id(), row.movedTo());
            }
        }
    }

    private static IntakeRow withId(IntakeRow row, long id, String movedTo, boolean moved) {
        return new IntakeRow(
                id,
                row.kind(),
                row.name(),
                row.sha256(),
                row.bytes(),
                row.reader(),
                row.outcome(),
                row.category(),
                row.reason(),
                row.output(),
                row.outputSha256(),
                row.report(),
                movedTo,
                moved,
                row.taken());
    }
}
