package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last restore into a temporary folder: what shows that backups can be restored before somebody has to.
 *
 * @param label the backup
 * @param time ISO-8601, UTC
 * @param ok whether everything came back as it was
 * @param problem what did not; null where nothing
 */
public record Rehearsal(
        String label, String time, boolean ok, @Nullable String problem) {
    private static final String FILE = ".rehearsal.json";

    /** The last one of a home; none where there was none, or nobody can read what came of it. */
    public static Optional<Rehearsal> last(Home home) {
        Path file = home.backups().resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.STRICT.readValue(file.toFile(), Rehearsal.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Home home) throws IOException {
        AtomicFiles.write(home.backups().resolve(FILE), Json.STRICT.writeValueAsString(this) + "\n");
    }

    /** One line for people and logs. */
    public String words() {
        return "rehearsal of " + label + " at " + time + ": "
                + (ok ? "everything came back" : "FAILED: " + Fault.oneLine(String.valueOf(problem)));
    }
}
