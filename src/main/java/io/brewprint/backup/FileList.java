package io.brewprint.backup;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a state, a line each: {@code SHA-256 SIZE PATH}. It is an object like the files themselves, so that
 * backups of one state share it, a manifest stays small, and nobody has to hold it in memory.
 */
final class FileList {
    private static final int LONGEST_LINE = 5_000;

    /** Takes the files one by one. */
    interface Visitor {
        void item(Item item) throws IOException;
    }

    private FileList() {}

    /**
     * Reads a list.
     *
     * @throws Fault where a line is none
     */
    static void read(Path file, Visitor visitor) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int number = 1;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                visitor.item(item(line, file, number++));
            }
        }
    }

    private static Item item(String line, Path file, int number) {
        String[] parts = line.split(" ", 3);
        if (line.length() < LONGEST_LINE
                && parts.length == 3
                && Content.isHash(parts[0])
                && parts[1].matches("\\d{1,18}")) {
            return new Item(parts[2], new Content(parts[0], Long.parseLong(parts[1])));
        }
        throw new Fault(
                "backup",
                "a line of the list of files is damaged",
                Where.at(number, 1).orIn(file.toString()),
                "choose another backup");
    }

    /** The next line, but no more than the longest that there can be; empty at the end. */
    private static String line(BufferedReader in) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && out.length() < LONGEST_LINE; c = in.read()) {
            out.append((char) c);
        }
        return out.toString();
    }
}
