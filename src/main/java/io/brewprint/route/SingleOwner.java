package io.brewprint.route;

import io.brewprint.backup.Restore;
import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import io.brewprint.ledger.Owner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work in a home: an operating system's lock, which ends with the process however it ends. Whoever takes
 * it finds the home whole: a restore that a process left in the middle is finished or undone first.
 */
public final class SingleOwner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleOwner.class);

    private final Home home;
    private final FileChannel channel;
    private final FileLock lock;

    private SingleOwner(Home home, FileChannel channel, FileLock lock) {
        this.home = home;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the right.
     *
     * @throws Fault naming the process that has it, or where a restore can be neither finished nor undone
     */
    public static SingleOwner take(Home home) throws IOException {
        SingleOwner owner = takeAsItIs(home);
        try {
            Restore.recover(home).ifPresent(LOG::warn);
            return owner;
        } catch (IOException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    /** The same for a restore, which takes the place of one that was not finished. */
    public static SingleOwner takeAsItIs(Home home) throws IOException {
        Files.createDirectories(home.root());
        FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new Fault(
                    ErrorCategory.BUSY,
                    "busy",
                    "process "
                            + current(home)
                                    .map(owner -> String.valueOf(owner.pid()))
                                    .orElse("(unknown)") + " already works in " + home.root(),
                    Where.NOWHERE,
                    "wait for it, stop its cycle with: brewprint stop --home " + home.root() + ", or end the process");
        }
        Files.writeString(home.lockOwner(), Owner.current() + "\n");
        return new SingleOwner(home, channel, lock);
    }

    /** The living process that works in a home. */
    public static Optional<Owner> current(Home home) {
        try {
            return Files.exists(home.lockOwner())
                    ? Owner.parse(Files.readString(home.lockOwner())).filter(Owner::alive)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The process that has the right: this one. */
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void close() throws IOException {
        // The owner's name goes first: between the two a stranger sees a lock without a name, never a wrong name.
        Files.deleteIfExists(home.lockOwner());
        lock.release();
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
