package io.brewprint.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file holds. Files are read in blocks, and never through a link.
 *
 * @param sha256 in hex
 * @param size in bytes
 */
record Content(String sha256, long size) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int BLOCK = 1 << 16;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Whether a text is a SHA-256 in hex. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** The content of a file. */
    static Content of(Path file) throws IOException {
        MessageDigest digest = digest();
        long size = 0;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel in = FileChannel.open(file, READ)) {
            while (in.read(block.clear()) >= 0) {
                size += block.position();
                digest.update(block.flip());
            }
        }
        return new Content(HexFormat.of().formatHex(digest.digest()), size);
    }

    /**
     * Copies to a file that is not there yet; tells what was copied. {@link Durable} puts it on the disk.
     *
     * @param about of the new file, such as {@link #ownersAlone}
     */
    static Content copy(Path from, Path to, FileAttribute<?>... about) throws IOException {
        MessageDigest digest = digest();
        long size = 0;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel in = FileChannel.open(from, READ);
                FileChannel out = FileChannel.open(to, NEW, about)) {
            while (in.read(block.clear()) >= 0) {
                size += block.position();
                digest.update(block.flip());
                block.rewind();
                while (block.hasRemaining()) {
                    out.write(block);
                }
            }
        }
        return new Content(HexFormat.of().formatHex(digest.digest()), size);
    }

    /** What makes a new file its owner's alone, where the file system knows owners. */
    static FileAttribute<?>[] ownersAlone(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
