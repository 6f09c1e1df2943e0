package io.brewprint.intake;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of a watched folder on its way: its products are written, then {@link #done} or {@link #refuse} gives it a
 * row and moves it. Until one of the two, everything can be done again. One thread at a time.
 */
public final class Taking implements AutoCloseable {
    private final Inbox inbox;
    private final Path file;
    private final String name;
    private final byte[] bytes;
    private final String sha;
    private final long size;
    private final List<Path> made = new ArrayList<>();
    private @Nullable Path output;
    private @Nullable IntakeRow row;
    private boolean ended;
    private boolean setBack;
    private boolean closed;

    Taking(Inbox inbox, Path file, byte[] bytes, String sha, long size) {
        this.inbox = inbox;
        this.file = file;
        this.name = FileName.of(file).safe();
        this.bytes = bytes;
        this.sha = sha;
        this.size = size;
    }

    /** One that stays where it is, for the next look. */
    static Taking left(Inbox inbox, Path file) {
        Taking taking = new Taking(inbox, file, new byte[0], "", 0);
        taking.ended = true;
        return taking;
    }

    /** Whether there is something to do about it. */
    public boolean open() {
        return !ended;
    }

    /** Its row, once it has one; empty where it stays for the next look. */
    public Optional<IntakeRow> row() {
        return Optional.ofNullable(row);
    }

    /** As it was dropped; a name made of it where that cannot be used. */
    public String name() {
        return name;
    }

    /** What it holds. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of what it holds. */
    public String sha256() {
        return sha;
    }

    /** How many bytes it has. */
    public long size() {
        return size;
    }

    /** The first product that was written. */
    public Optional<Path> output() {
        return Optional.ofNullable(output);
    }

    /**
     * Writes its product under a free name. One that is there with these very bytes is the one that a crash kept from
     * its row, and is taken for it.
     *
     * @return where it lies
     */
    public Path write(Path folder, String fileName, String content) throws IOException {
        int dot = fileName.lastIndexOf('.');
        String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
        String ending = dot > 0 ? fileName.substring(dot) : "";
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        String hash = AtomicFiles.sha256(text);
        for (int n = 1; ; n++) {
            Path target = folder.resolve(n == 1 ? fileName : stem + "-" + n + ending);
            if (!Files.exists(target)) {
                AtomicFiles.write(target, text);
                made.add(target);
                output = output == null ? target : output;
                return target;
            }
            if (Files.size(target) == text.length && AtomicFiles.sha256(target).equals(hash)) {
                output = output == null ? target : output;
                return target;
            }
        }
    }

    /**
     * Writes what belongs to the product, under this very name: what was there belonged to a product that is no more.
     */
    public void writeBeside(Path target, String content) throws IOException {
        boolean fresh = !Files.exists(target);
        AtomicFiles.write(target, content);
        if (fresh) {
            made.add(target);
        }
    }

    /**
     * Its products lie where they belong: it goes to processed/.
     *
     * @param report JSON for the ledger, absent where there is nothing to report
     */
    public IntakeRow done(@Nullable String report) throws IOException {
        Path product = output;
        return commit(row(
                IntakeRow.PROCESSED,
                null,
                null,
                product == null ? null : inbox.home.relative(product),
                product == null ? null : AtomicFiles.sha256(product),
                report,
                Home.processed(inbox.folder())));
    }

    /** It cannot be used: it goes to failed/ with its reason beside it, and what was made of it goes. */
    public IntakeRow refuse(Throwable why) throws IOException {
        Fault fault = unforeseen(why)
                ? new Fault("internal", "the reader failed: " + why, "please report this with the file")
                : Fault.of(why);
        for (Path each : made) {
            Files.deleteIfExists(each);
        }
        made.clear();
        Path failed = Home.failed(inbox.folder());
        Files.createDirectories(failed);
        IntakeRow refused = row(IntakeRow.FAILED, fault.code(), fault.getMessage(), null, null, null, failed);
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("file", name);
        reason.putAll(fault.document());
        if (fault.where().line() > 0) {
            reason.put("line", fault.where().line());
        }
        if (fault.where().column() > 0) {
            reason.put("column", fault.where().column());
        }
        reason.put("sha256", sha);
        reason.put("time", refused.taken());
        Path target = inbox.home.resolve(refused.movedTo());
        AtomicFiles.write(target.resolveSibling(target.getFileName() + ".reason.json"), Json.pretty(reason));
        return commit(refused);
    }

    private static boolean unforeseen(Throwable why) {
        return why instanceof StackOverflowError
                || (why instanceof RuntimeException && !(why instanceof Fault) && !(why instanceof Fault.Carrier));
    }

    /**
     * Something went wrong: its own fault, and it is refused; or a disk's or the ledger's, and it stays to be tried
     * again after a while, but not for ever.
     *
     * @return its row; empty where it stays
     */
    public Optional<IntakeRow> fail(Throwable why) throws IOException {
        if (!(why instanceof IOException)) {
            return Optional.of(refuse(why));
        }
        setBack = true;
        Fault fault = Fault.of(why);
        if (!inbox.tooOften(file, why) || fault.category() == ErrorCategory.DISK_FULL) {
            return Optional.empty();
        }
        return Optional.of(refuse(new Fault(
                fault.category(),
                "internal",
                "taking it failed again and again: " + fault.what(),
                fault.where(),
                "see the log, then drop it again",
                why)));
    }

    /** Its bytes became something before, which is still there. */
    void repeats(IntakeRow old) throws IOException {
        commit(row(
                IntakeRow.PROCESSED,
                null,
                "the same bytes as " + old.name(),
                old.output(),
                old.outputSha256(),
                old.report(),
                Home.processed(inbox.folder())));
    }

    /** It has its row; only the move was missing. */
    IntakeRow move(IntakeRow given) throws IOException {
        Path target = inbox.home.resolve(given.movedTo());
        Path to;
        if (Files.exists(target)) {
            Path parent = target.getParent();
            to = AtomicFiles.moveAside(file, parent == null ? inbox.folder() : parent, name);
        } else {
            to = Files.move(file, target);
        }
        String movedTo = inbox.home.relative(to);
        Inbox.kept(() -> {
            inbox.ledger.intake().moved(given.id(), movedTo);
            return movedTo;
        });
        ended = true;
        IntakeRow moved = given.withMove(movedTo);
        row = moved;
        return moved;
    }

    private IntakeRow commit(IntakeRow fresh) throws IOException {
        if (ended) {
            throw new IllegalStateException(name + " has ended already");
        }
        long id = Inbox.kept(() -> inbox.ledger.intake().add(fresh));
        return move(fresh.withId(id));
    }

    private IntakeRow row(
            String outcome,
            @Nullable String category,
            @Nullable String reason,
            @Nullable String product,
            @Nullable String productSha,
            @Nullable String report,
            Path to)
            throws IOException {
        Files.createDirectories(to);
        return new IntakeRow(
                0,
                inbox.kind(),
                name,
                sha,
                size,
                inbox.reader(),
                outcome,
                category,
                reason,
                product,
                productSha,
                report,
                inbox.home.relative(AtomicFiles.free(to, name)),
                false,
                Ledger.now());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (row != null) {
                inbox.readiness().forget(file);
            } else if (!ended && !setBack) {
                // A route that has lost its last step must not take the file again and again without a pause.
                inbox.tooOften(file, new IllegalStateException("it was begun and neither done nor refused"));
            }
            ended = true;
            inbox.release();
        }
    }
}
