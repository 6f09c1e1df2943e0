package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Hashes of files and folders by what is in them: of what stages read, and of what they made. */
final class ContentHash {
    /**
     * Larger files count by size, time of change, and the content of their first and last MiB: a base of 140 GB cannot
     * be read at every start, and is never edited in place.
     */
    static final long WHOLE = 256L << 20;

    private static final int ENDS = 1 << 20;

    private ContentHash() {}

    /** A file's. */
    static String of(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= WHOLE) {
            return AtomicFiles.sha256(file);
        }
        ByteBuffer ends = ByteBuffer.allocate(2 * ENDS);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ends.limit(ENDS), 0);
            channel.read(ends.position(ENDS).limit(2 * ENDS), size - ENDS);
        }
        return AtomicFiles.sha256(
                size + " " + Files.getLastModifiedTime(file) + " " + AtomicFiles.sha256(ends.array()));
    }

    /** How a file is hashed. */
    interface OfFile {
        /** The hash, in hex. */
        String hash(Path file) throws IOException;
    }

    /** That of some files of a folder: of their names in it and their own hashes. */
    static String of(Path folder, List<Path> files, OfFile each) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(folder.relativize(file).toString().replace('\\', '/'))
                    .append(' ')
                    .append(each.hash(file))
                    .append('\n');
        }
        return AtomicFiles.sha256(all.toString());
    }

    /** The wanted files of a folder and of those below it, by name; none where there is no such folder. */
    static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }
}
