package io.brewprint.cli.backup;

import io.brewprint.backup.BackupEntry;
import io.brewprint.backup.Created;
import io.brewprint.backup.Manifest;
import io.brewprint.backup.Restore;
import io.brewprint.config.Home;
import io.brewprint.route.SingleOwner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the commands on backups share: a home that is whole, and how a backup is told. */
final class BackupHome {
    private BackupHome() {}

    /** The home with its folders; a restore that was left in the middle is ended first. */
    static Home open(Home home) throws IOException {
        home.create();
        if (Restore.isUnfinished(home)) {
            SingleOwner.take(home).close();
        }
        return home;
    }

    /** A backup in JSON. */
    static Map<String, Object> document(Manifest manifest) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("label", manifest.label());
        out.put("category", manifest.category());
        out.put("trigger", manifest.trigger());
        out.put("timestamp", manifest.timestamp());
        out.put("last_seen", manifest.lastSeen());
        out.put("state", manifest.state());
        out.put("files", manifest.files());
        out.put("bytes", manifest.bytes());
        return out;
    }

    /** A line of the list in JSON. */
    static Map<String, Object> document(BackupEntry entry) {
        Map<String, Object> out = new LinkedHashMap<>();
        Manifest manifest = entry.manifest();
        if (manifest != null) {
            out.putAll(document(manifest));
            out.put("sealed", entry.sealed());
        }
        out.put("label", entry.label());
        if (entry.problem() != null) {
            out.put("problem", entry.problem().document());
        }
        return out;
    }

    /** What came of a backup in JSON. */
    static Map<String, Object> document(Created made) {
        Map<String, Object> out = document(made.manifest());
        out.put("fresh", made.fresh());
        out.put("deleted", made.deleted());
        out.put("warnings", made.warnings());
        return out;
    }

    /** A line of the list. */
    static String line(BackupEntry entry) {
        Manifest manifest = entry.manifest();
        if (manifest == null) {
            String why = entry.problem() == null ? "" : entry.problem().getMessage();
            return entry.label() + "  damaged: " + why;
        }
        return entry.label() + "  " + manifest.timestamp() + "  " + manifest.files() + " files, " + manifest.trigger()
                + (entry.sealed() ? "" : "  (not sealed here)");
    }
}
