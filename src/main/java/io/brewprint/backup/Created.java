package io.brewprint.backup;

import java.util.List;

/**
 * What came of a backup.
 *
 * @param fresh false where the newest of its category holds the same state: nothing was written then, and {@code
 *     manifest} is that one's
 * @param deleted labels that were beyond the counts
 * @param warnings what did not work and keeps nobody from going on, such as a mirror that is not there
 */
public record Created(Manifest manifest, boolean fresh, List<String> deleted, List<String> warnings) {
    /** Copies the lists. */
    public Created {
        deleted = List.copyOf(deleted);
        warnings = List.copyOf(warnings);
    }

    /** One line for people and logs. */
    public String words() {
        return fresh
                ? manifest.label() + ": " + manifest.files() + " files"
                : "nothing has changed since " + manifest.label() + ", which holds this state";
    }
}
