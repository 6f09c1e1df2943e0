package io.brewprint.intake;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A watched folder. Each file is taken in one order: its products as temporary files, fsync, rename; then the ledger's
 * row; then the move of the input, which is what commits it. Killed between any two, the next look finishes what was
 * begun: a product is found by its bytes, the row by the input's. One file is taken at a time.
 */
public final class Inbox {
    /** So often an error of ours (a disk, a ledger) may keep a file from being taken before it is set aside. */
    private static final int ATTEMPTS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Whoever has the turn may wait for a slow node of a route; longer than this nobody waits for it. */
    private static final Duration TURN = Duration.ofMinutes(5);

    final Home home;
    final Ledger ledger;
    private final Path folder;
    private final String kind;
    private final String reader;
    private final int maxBytes;
    private final Readiness readiness;
    // No lock: a route may end a file in another thread than the one that began it.
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * A folder.
     *
     * @param kind what the ledger calls its files: export, lesson
     * @param reader changes when the same bytes would become something else
     * @param config how large a file may be, and when it is settled
     */
    public Inbox(Home home, Path folder, String kind, String reader, Ledger ledger, PipelineConfig config) {
        this.home = home;
        this.folder = folder;
        this.kind = kind;
        this.reader = reader;
        this.ledger = ledger;
        maxBytes = config.limits().maxFileBytes();
        readiness = new Readiness(Duration.ofMillis(config.watch().settleMs()));
        finishMoves();
    }

    /** The watched folder. */
    public Path folder() {
        return folder;
    }

    /** What the ledger calls its files. */
    String kind() {
        return kind;
    }

    /** The version of what reads them. */
    String reader() {
        return reader;
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

    /** Whether a name holds bytes that are no text here. */
    public static boolean isOdd(String name) {
        return FileName.isOdd(name);
    }

    /** When files may be taken. */
    public Readiness readiness() {
        return readiness;
    }

    /** The files that are there to be taken, by name. */
    public List<Path> waiting() throws IOException {
        return waiting(folder);
    }

    private static List<Path> waiting(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> out = new ArrayList<>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && wanted(file.getFileName().toString())) {
                    out.add(file);
                }
            }
        }
        out.sort(null);
        return List.copyOf(out);
    }

    /**
     * Sets aside the files of a folder whose names are no text here: a consumer that finds files by their names cannot
     * open them.
     *
     * @param from this folder, or another one whose files are taken as this one's
     */
    public void setOddNamesAside(Path from) throws IOException {
        for (Path file : waiting(from)) {
            if (FileName.isOdd(String.valueOf(file.getFileName())) && readiness.ready(file)) {
                begin(file).close();
            }
        }
    }

    /**
     * Takes one file to processed/ or failed/ with one reading of it.
     *
     * @return its row; empty where it is gone, is still being written or cannot be read yet: it stays for the next look
     */
    public Optional<IntakeRow> take(Path file, InboxReader reading) throws IOException {
        try (Taking taking = begin(file)) {
            if (!taking.open()) {
                return taking.row();
            }
            try {
                InboxReader.Product product = reading.read(taking.name(), taking.bytes());
                taking.write(product.folder(), product.fileName(), product.content());
                return Optional.of(taking.done(product.report()));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                return taking.fail(e);
            }
        }
    }

    /**
     * Begins to take one file, which need not lie in this folder. Where there is nothing to do about it (it is gone,
     * too large, its bytes are known, a crash kept it from its move) that is done at once and the taking is not open.
     * Close it: the next file waits for that.
     */
    public Taking begin(Path file) throws IOException {
        await();
        try {
            return begun(file);
        } catch (IOException | RuntimeException | Error e) {
            tooOften(file, e);
            turn.release();
            throw e;
        }
    }

    private void await() throws IOException {
        try {
            if (turn.tryAcquire(TURN.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("another file of " + folder + " is still being taken");
    }

    private Taking begun(Path file) throws IOException {
        Taking taking;
        Optional<Fault> wrong;
        try {
            BasicFileAttributes before =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!before.isRegularFile()) {
                return Taking.left(this, file);
            }
            if (before.size() > maxBytes) {
                taking = new Taking(this, file, new byte[0], AtomicFiles.sha256(file), before.size());
                wrong = Optional.of(new Fault(
                        "too_large",
                        "the file has " + before.size() + " bytes, more than " + maxBytes,
                        "split it, or raise limits.max_file_bytes"));
            } else {
                byte[] bytes = read(file);
                BasicFileAttributes after =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (after.size() != bytes.length || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
                    return Taking.left(this, file);
                }
                taking = new Taking(this, file, bytes, AtomicFiles.sha256(bytes), bytes.length);
                wrong = FileName.of(file).fault();
            }
        } catch (NoSuchFileException e) {
            return Taking.left(this, file);
        } catch (IOException e) {
            return unreadable(file, e);
        }
        if (wrong.isPresent()) {
            taking.refuse(wrong.get());
            return taking;
        }
        List<IntakeRow> same = kept(() -> ledger.intake().withBytes(kind, taking.sha256()));
        Optional<IntakeRow> begun = same.stream()
                .filter(row -> !row.moved() && row.name().equals(taking.name()))
                .findFirst();
        if (begun.isPresent()) {
            taking.move(begun.get());
            return taking;
        }
        Optional<IntakeRow> known = same.stream().filter(this::stillGood).findFirst();
        if (known.isPresent()) {
            taking.repeats(known.get());
        }
        return taking;
    }

    /** The next file may be taken. */
    void release() {
        turn.release();
    }

    /** What the ledger says; where it cannot be used that is no fault of a file's. */
    static <T> T kept(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new IOException("the ledger cannot be used: " + Fault.firstLine(e), e);
        }
    }

    /** Whether an error of ours has kept the file from being taken too often. */
    boolean tooOften(Path file, Throwable why) {
        return readiness.failed(file, why) >= ATTEMPTS;
    }

    private boolean stillGood(IntakeRow row) {
        return row.outcome().equals(IntakeRow.PROCESSED)
                && row.reader().equals(reader)
                && row.output() != null
                && Files.exists(home.resolve(row.output()));
    }

    private Taking unreadable(Path file, IOException e) throws IOException {
        Instant changed = Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.now();
        if (Duration.between(changed, Instant.now()).compareTo(PATIENCE) < 0) {
            return Taking.left(this, file);
        }
        Taking taking = new Taking(this, file, new byte[0], "", Files.size(file));
        taking.refuse(new Fault(
                "unreadable",
                "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                "check its permissions"));
        return taking;
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes);
        }
    }

    // Killed after the move and before the note of it: the target is there, as nobody else may take its name.
    private void finishMoves() {
        for (IntakeRow row : ledger.intake().unmoved(kind)) {
            if (Files.exists(home.resolve(row.movedTo()))) {
                ledger.intake().moved(row.id(), row.movedTo());
            }
        }
    }
}
