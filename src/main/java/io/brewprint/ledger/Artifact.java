package io.brewprint.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A file that the program made. Its kind and path name it: written again, it replaces the former row.
 *
 * @param path relative to the home folder, with / on every system
 */
public record Artifact(
        String kind,
        String path,
        String sha256,
        long bytes,
        @Nullable String runId,
        @Nullable String stageId) {}
