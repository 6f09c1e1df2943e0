package io.brewprint.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts files that were written on the disk, many at a time: a disk answers each call on its own in milliseconds, and
 * many at once in hardly more.
 */
final class Durable {
    private static final int THREADS = 16;

    private Durable() {}

    /** All of them are on the disk when this returns. */
    static void force(List<Path> files) throws IOException {
        if (files.size() == 1) {
            force(files.getFirst());
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.clamp(files.size(), 1, THREADS))) {
            List<Future<?>> all = new ArrayList<>();
            for (Path file : files) {
                all.add(threads.submit(() -> {
                    force(file);
                    return file;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were put on the disk", e);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
