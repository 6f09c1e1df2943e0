package io.brewprint.backup;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The right to write into a folder of backups: one at a time, among threads and processes. */
final class BackupLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel channel;
    private final FileLock lock;

    private BackupLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for it, but not for ever.
     *
     * @throws Fault where another has it for longer than a minute
     */
    static BackupLock take(Path backups) throws IOException {
        Files.createDirectories(backups);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (!HERE.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(backups);
            }
            FileChannel channel = null;
            try {
                channel =
                        FileChannel.open(backups.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                while (lock == null && System.nanoTime() < end) {
                    Thread.sleep(100);
                    lock = channel.tryLock();
                }
                if (lock == null) {
                    throw busy(backups);
                }
                return new BackupLock(channel, lock);
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (channel != null) {
                    channel.close();
                }
                HERE.unlock();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + backups, e);
        }
    }

    private static Fault busy(Path backups) {
        return new Fault(
                ErrorCategory.BUSY,
                "busy",
                "another backup or restore is at work here",
                Where.in(backups),
                "wait for it, then try again");
    }

    @Override
    public void close() throws IOException {
        try {
            lock.release();
            channel.close();
        } finally {
            HERE.unlock();
        }
    }
}
