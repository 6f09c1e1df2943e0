package io.brewprint.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code backups/.restore.json}: there while a restore changes the home. From its writing on the restore is finished,
 * whoever does it; before, nothing was changed.
 *
 * @param format of the backup: what it covers
 * @param before the backup of what was there
 * @param list SHA-256 of the list in the staging folder
 * @param files how many there are
 * @param aside where a ledger that is broken goes; empty for one that is not
 * @param undo whether it is {@code before} that is put back, as {@code label} could not be
 * @param seal as of a manifest: else whoever writes into the folder of backups could write anywhere in the home
 */
record RestoreJournal(
        int format, String label, String before, String list, long files, String aside, boolean undo, String seal) {
    private static final String KIND = "restore";

    static Path path(Home home) {
        return home.backups().resolve(".restore.json");
    }

    /** The folder with the files. */
    static Path staging(Home home) {
        return home.backups().resolve(".restore");
    }

    /** The journal of a home; empty where its file is damaged or not this home's. */
    static Optional<RestoreJournal> read(Home home) throws IOException {
        Optional<Seal> seal = Seal.of(home);
        if (seal.isEmpty() || !Files.isRegularFile(path(home), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            RestoreJournal journal = Json.STRICT.readValue(path(home).toFile(), RestoreJournal.class);
            return Optional.of(journal).filter(each -> seal.get().fits(KIND, each.sealed(), each.seal));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Writes it, with its seal. */
    void write(Home home) throws IOException {
        String mark = Seal.make(home).mark(KIND, sealed());
        AtomicFiles.write(path(home), Json.STRICT.writeValueAsString(sealedBy(mark)) + "\n");
    }

    private byte[] sealed() {
        return (format + "\n" + label + "\n" + before + "\n" + list + "\n" + files + "\n" + aside + "\n" + undo)
                .getBytes(StandardCharsets.UTF_8);
    }

    private RestoreJournal sealedBy(String mark) {
        return new RestoreJournal(format, label, before, list, files, aside, undo, mark);
    }
}
