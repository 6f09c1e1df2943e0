package io.brewprint.backup;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup holds: {@code manifest.json} in its folder.
 *
 * @param category scheduled, pre_train or milestone: decides how many stay
 * @param trigger what caused it
 * @param timestamp ISO-8601, UTC
 * @param files relative path in the home, with / on every system, to SHA-256
 */
public record Manifest(
        String label, String category, String trigger, String timestamp, SortedMap<String, String> files) {
    /** Copies the map. */
    public Manifest {
        files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
