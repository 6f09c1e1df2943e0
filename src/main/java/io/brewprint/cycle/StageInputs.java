package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a stage really reads, by names that people understand: files and folders by content, settings by value, versions of
 * what it calls. The same hash again means the same result.
 */
public final class StageInputs {
    /**
     * Larger files count by size, time of change, and the content of their first and last MiB: a base of 140 GB cannot be
     * read at every start, and is never edited in place.
     */
    static final long WHOLE = 256L << 20;

    private static final int ENDS = 1 << 20;
    private static final int SHOWN = 16;

    private final Map<String, String> parts = new TreeMap<>();

    /** A file; that it is absent counts too. */
    public StageInputs file(String name, Path file) throws IOException {
        parts.put(name, Files.isRegularFile(file) ? hash(file) : "absent");
        return this;
    }

    /** The files of a folder, those below it included, whose names are wanted. */
    public StageInputs folder(String name, Path folder, Predicate<Path> wanted) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(folder, wanted)) {
            all.append(folder.relativize(file).toString().replace('\\', '/')).append(' ').append(hash(file)).append('\n');
        }
        parts.put(name, all.isEmpty() ? "empty" : AtomicFiles.sha256(all.toString()).substring(0, SHOWN));
        return this;
    }

    /** A setting, a section of settings, or what an earlier stage gave. */
    public StageInputs value(String name, Object value) {
        parts.put(name, AtomicFiles.sha256(Json.write(value)).substring(0, SHOWN));
        return this;
    }

    /** A version of the stage, or of what it calls. */
    public StageInputs version(String of, String version) {
        parts.put("version of " + of, version);
        return this;
    }

    /** Names and hashes. */
    public Map<String, String> parts() {
        return Collections.unmodifiableMap(parts);
    }

    /** One hash over all. */
    public String hash() {
        return AtomicFiles.sha256(Json.write(parts));
    }

    /** Names of what is otherwise in {@code before}. */
    List<String> changedSince(Map<String, String> before) {
        return Stream.concat(parts.keySet().stream(), before.keySet().stream()).distinct()
                .filter(name -> !parts.getOrDefault(name, "").equals(before.getOrDefault(name, ""))).sorted().toList();
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }

    /** By content, or of a very large file by what stands for it. */
    static String hash(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= WHOLE) {
            return AtomicFiles.sha256(file).substring(0, SHOWN);
        }
        ByteBuffer ends = ByteBuffer.allocate(2 * ENDS);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ends.limit(ENDS), 0);
            channel.read(ends.position(ENDS).limit(2 * ENDS), size - ENDS);
        }
        return AtomicFiles.sha256(size + " " + Files.getLastModifiedTime(file) + " " + AtomicFiles.sha256(ends.array()))
                .substring(0, SHOWN);
    }
}
