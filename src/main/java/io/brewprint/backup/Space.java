package io.brewprint.backup;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on a disk, asked for before something is written there. */
final class Space {
    /** What stays free for everybody else. */
    private static final long MARGIN = 16L << 20;

    private Space() {}

    /**
     * Refuses what does not fit.
     *
     * @throws Fault naming what is missing
     */
    static void check(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (bytes > free - MARGIN) {
            throw new Fault(
                    ErrorCategory.DISK_FULL,
                    "disk_full",
                    "disk full: " + (bytes >> 20) + " MiB are to be written and " + (free >> 20) + " MiB are free",
                    Where.in(folder),
                    "free some space; nothing was changed");
        }
    }
}
