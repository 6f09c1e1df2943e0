package io.brewprint.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** A worker's stderr: kept in a file of bounded size; the last lines also in memory, for the message of its death. */
final class WorkerLog {
    private static final long LIMIT = 8L << 20;
    private static final int LONGEST_LINE = 16_384;
    private static final int TAIL = 40;
    private static final int FILES_KEPT = 20;

    private final Path file;
    private final Deque<String> tail = new ArrayDeque<>();
    private long written;

    WorkerLog(Path file) {
        this.file = file;
    }

    Thread pump(InputStream stderr) {
        Thread thread = new Thread(() -> copy(stderr), "worker-log");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    synchronized String tail() {
        return String.join("\n", tail);
    }

    /** All but the newest of a folder go. */
    static void cleanUp(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            List<Path> logs = all.filter(path -> path.getFileName().toString().matches("worker-.*\\.log"))
                    .sorted(Comparator.comparing(WorkerLog::age).reversed())
                    .toList();
            for (Path old : logs.subList(Math.min(FILES_KEPT, logs.size()), logs.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static long age(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private void copy(InputStream stderr) {
        try (Writer out = Files.newBufferedWriter(file)) {
            BoundedLines lines = new BoundedLines(new BufferedInputStream(stderr), LONGEST_LINE);
            for (String line = lines.next(); line != null; line = lines.next()) {
                keep(line);
                if (written < LIMIT) {
                    out.write(line + "\n");
                    out.flush();
                    written += line.length() + 1;
                    if (written >= LIMIT) {
                        out.write("(the log is full; the rest is left out)\n");
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            keep("(the worker's log cannot be kept: " + e + ")");
        }
    }

    private synchronized void keep(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }
}
