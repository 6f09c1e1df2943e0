package io.brewprint.intake;

import io.brewprint.ledger.IntakeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder and what is done with each of its files. */
public record WatchedFolder(Inbox inbox, Taker taker) {
    /** Takes one file from where it lies to processed/ or failed/. */
    public interface Taker {
        /**
         * Takes it.
         *
         * @return its row; empty where it is gone, is still being written or cannot be read yet: it stays
         */
        Optional<IntakeRow> take(Path file) throws IOException;
    }
}
