package io.brewprint.intake;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a dropped file. Ours are made of it, with endings and numbers, so a very long one cannot be used; nor can
 * one whose bytes are no text here: a name that is not UTF-8, or that the locale cannot express.
 */
record FileName(String text) {
    /** Bytes; file systems take 255, and ".reason.json", numbers and temporary names come on top. */
    private static final int MOST_BYTES = 180;

    private static final int KEPT = 60;
    private static final char UNKNOWN = '\uFFFD';

    static FileName of(Path file) {
        return new FileName(String.valueOf(file.getFileName()));
    }

    /** What is wrong with it, if anything is. */
    Optional<Fault> fault() {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            return Optional.of(new Fault(
                    "name",
                    "its name has " + bytes + " bytes, more than " + MOST_BYTES,
                    "give it a shorter one and drop it again"));
        }
        if (isOdd(text)) {
            return Optional.of(new Fault(
                    "name", "its name is no text in UTF-8", "give it a name of plain letters and drop it again"));
        }
        return Optional.empty();
    }

    /** Whether a name holds bytes that could not be read as text; such a file is only found by its folder. */
    static boolean isOdd(String name) {
        return name.indexOf(UNKNOWN) >= 0 || name.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }

    /** A name for it that every file system takes, as much of its own as can be kept. */
    String safe() {
        if (fault().isEmpty()) {
            return text;
        }
        String plain = text.replaceAll("[^A-Za-z0-9._-]", "_");
        int dot = plain.lastIndexOf('.');
        String ending = dot > 0 && plain.length() - dot <= 8 ? plain.substring(dot) : "";
        String stem = plain.substring(0, Math.min(KEPT, plain.length() - ending.length()));
        return stem + "-" + AtomicFiles.sha256(text).substring(0, 8) + ending;
    }
}
