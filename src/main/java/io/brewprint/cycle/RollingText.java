package io.brewprint.cycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text file of bounded size: when it is full it becomes FILE.1, FILE.1 becomes FILE.2, and what was FILE.2 is gone.
 */
final class RollingText {
    private final Path file;
    private final long limit;

    RollingText(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    synchronized void line(String text) throws IOException {
        if (Files.exists(file) && Files.size(file) >= limit) {
            Path first = file.resolveSibling(file.getFileName() + ".1");
            Path second = file.resolveSibling(file.getFileName() + ".2");
            Files.deleteIfExists(second);
            if (Files.exists(first)) {
                Files.move(first, second);
            }
            Files.move(file, first);
        }
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
