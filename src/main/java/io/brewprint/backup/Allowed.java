package io.brewprint.backup;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a backup may read and write: what this class says, whatever a manifest says. Names are relative to the home,
 * with / on every system, and are compared letter by letter.
 */
final class Allowed {
    /** The ledger's file. */
    static final String LEDGER = "brewprint.db";

    /** Folders that are taken whole. */
    static final List<String> FOLDERS = List.of("catalog", "cleaned-data", "datasets", "lessons", "results", "routes");

    /** Files beside them. */
    static final List<String> FILES = List.of(".pipeline_state.json", "models/champion.json", "pipeline_config.json");

    /** What backups of the first format held. */
    static final List<String> FIRST_FORMAT = List.of(
            ".pipeline_state.json",
            "catalog",
            "cleaned-data",
            "datasets",
            "lessons",
            "pipeline_config.json",
            "results");

    // Beside final/ the file by which the program knows that the training ended.
    private static final Pattern ADAPTER =
            Pattern.compile("(models/blueprint-lora-v\\d{1,6})/(?:training_config\\.json|final/.+)");
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");
    private static final int LONGEST = 4_000;
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Allowed() {}

    /** Whether a backup may hold a file of this name. */
    static boolean is(String path) {
        return isPlain(path)
                && (path.equals(LEDGER)
                        || FILES.contains(path)
                        || FOLDERS.stream().anyMatch(folder -> path.startsWith(folder + "/"))
                        || ADAPTER.matcher(path).matches());
    }

    /** The folder of the adapter that a file belongs to; empty for any other file. */
    static String adapter(String path) {
        var matcher = ADAPTER.matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** The parts of an adapter's folder that are taken. */
    static List<String> adapterRoots(String folder) {
        return List.of(folder + "/final", folder + "/training_config.json");
    }

    /** Whether every system reads the name as the same file below the folder that it is joined to. */
    private static boolean isPlain(String path) {
        if (path.length() > LONGEST
                || path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\ufffd')
                || !StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || (WINDOWS && !isPlainOnWindows(part))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainOnWindows(String part) {
        return part.chars().noneMatch(c -> "<>:\"|?*".indexOf(c) >= 0)
                && !part.endsWith(".")
                && !part.endsWith(" ")
                && !DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches();
    }
}
