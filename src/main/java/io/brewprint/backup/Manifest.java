package io.brewprint.backup;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup is: {@code manifest.json} in the folder of its label.
 *
 * @param format 2; 1 for backups of earlier versions, whose files lie beside the manifest
 * @param category scheduled, pre_train or milestone: decides how many stay
 * @param trigger what caused it
 * @param timestamp ISO-8601, UTC
 * @param lastSeen when the same state was to be backed up last
 * @param state SHA-256 over all that it holds; the same for the same state
 * @param ledger SHA-256 over the rows of the ledger; empty where that could not be read
 * @param list the object that lists the files; empty in format 1
 * @param files how many there are
 * @param bytes how much they hold together
 * @param libraries jars in {@code lib/} by name, with their SHA-256; they are not held themselves
 * @param leftOut what was not taken: links, and names that another system would read otherwise
 * @param seal HMAC-SHA256 by the home's key over all the rest; empty where there is none
 */
public record Manifest(
        int format,
        String label,
        String category,
        String trigger,
        String timestamp,
        String lastSeen,
        String state,
        String ledger,
        String list,
        long files,
        long bytes,
        SortedMap<String, String> libraries,
        List<String> leftOut,
        String seal) {
    /** Copies the collections. */
    public Manifest {
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        leftOut = List.copyOf(leftOut);
    }

    /** The same state, found again. */
    Manifest seenAt(String time) {
        return new Manifest(
                format, label, category, trigger, timestamp, time, state, ledger, list, files, bytes, libraries,
                leftOut, seal);
    }

    /** The same with another seal. */
    Manifest sealedBy(String mark) {
        return new Manifest(
                format, label, category, trigger, timestamp, lastSeen, state, ledger, list, files, bytes, libraries,
                leftOut, mark);
    }
}
