package io.brewprint.config;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The crash order's first half: a temporary file beside the target, fsync, atomic rename. Also hashes of files. */
public final class AtomicFiles {
    private static final AtomicLong COUNTER = new AtomicLong();
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.\\d+-\\d+\\.tmp");

    private AtomicFiles() {}

    /** Replaces {@code target} by these bytes: after a crash the old content stands, or the new one, never a part. */
    public static void write(Path target, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file has a folder");
        Files.createDirectories(folder);
        // Not createTempFile: it would leave the result readable by its owner alone.
        Path temporary = folder.resolve("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            replace(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** {@link #write(Path, byte[])} in UTF-8. */
    public static void write(Path target, String text) throws IOException {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * For texts that others wrote, in UTF-8: half a character, such as JSON's escapes can name, becomes a question
     * mark. {@link Files#newBufferedWriter} ends everything there.
     */
    public static BufferedWriter writer(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    /** Renames over {@code target}, which then is on the disk. */
    public static void replace(Path from, Path target) throws IOException {
        move(from, target);
        syncFolder(Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file has a folder"));
    }

    /**
     * The same for one file of many, whose folder is put on the disk later ({@link #syncFolder}). A reader that holds
     * the target open on Windows is waited for, up to a second.
     */
    public static void move(Path from, Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(from, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(from, target, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                if (attempt == 20) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Moves without ever overwriting: NAME, else NAME-2, NAME-3 in {@code folder}. Returns where the file now is. */
    public static Path moveAside(Path from, Path folder) throws IOException {
        return moveAside(from, folder, String.valueOf(from.getFileName()));
    }

    /** The same under another name. */
    public static Path moveAside(Path from, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        while (true) {
            Path to = free(folder, name);
            // Without REPLACE_EXISTING a name taken in between is refused rather than overwritten.
            if (moved(from, to)) {
                return to;
            }
        }
    }

    /** Deletes a folder with all in it, or a file; nothing where nothing is. */
    public static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A path in {@code folder} that does not exist: the name itself, else with -2, -3 before its ending. */
    public static Path free(Path folder, String name) {
        Path plain = folder.resolve(name);
        if (!Files.exists(plain)) {
            return plain;
        }
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        for (int n = 2; ; n++) {
            Path numbered = folder.resolve(stem + "-" + n + ending);
            if (!Files.exists(numbered)) {
                return numbered;
            }
        }
    }

    /** SHA-256 in hex of a whole file, read in blocks. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            while (channel.read(block.clear()) >= 0) {
                digest.update(block.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 in hex. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** SHA-256 in hex of the UTF-8 bytes. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a file of this name is one that is being written here, or that a crash left. */
    public static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** A rename is durable once its folder is; Windows cannot open a folder and needs no such thing. */
    public static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a file to be free", e);
        }
    }
}
