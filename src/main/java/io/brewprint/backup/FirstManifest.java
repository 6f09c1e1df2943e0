package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manifest of the first format: {@code files} is relative path to SHA-256, and the files lie beside it. Nothing
 * seals it.
 */
record FirstManifest(String label, String category, String trigger, String timestamp, SortedMap<String, String> files) {
    Manifest manifest() {
        return new Manifest(
                1,
                label,
                category,
                trigger,
                timestamp,
                timestamp,
                AtomicFiles.sha256(files.toString()),
                "",
                "",
                files.size(),
                0,
                new TreeMap<>(),
                List.of(),
                "");
    }
}
