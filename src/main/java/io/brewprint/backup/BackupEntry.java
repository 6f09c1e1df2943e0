package io.brewprint.backup;

import io.brewprint.config.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A backup as a list shows it.
 *
 * @param manifest null where it cannot be read
 * @param sealed whether this home made the manifest just as it is
 * @param problem why the backup cannot be used; null where nothing is known against it
 */
public record BackupEntry(
        String label,
        @Nullable Manifest manifest,
        boolean sealed,
        @Nullable Fault problem) {
    /** When it was made; the empty text where nobody can say. */
    String timestamp() {
        return manifest == null ? "" : manifest.timestamp();
    }
}
