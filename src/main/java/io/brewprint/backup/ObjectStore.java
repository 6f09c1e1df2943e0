package io.brewprint.backup;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files by what they hold: {@code objects/ab/cdef...}, each once, whatever backups they belong to. An object appears
 * whole or not at all, and is on the disk before a manifest names it.
 */
final class ObjectStore {
    private static final String DAMAGED = ".damaged";
    private static final int MOST_WAITING = 512;

    private final Path backups;
    private final Path folder;
    private final Path temporary;
    private final Map<Path, Path> waiting = new LinkedHashMap<>();

    /** @param backups the folder that holds objects and manifests */
    ObjectStore(Path backups) {
        this.backups = backups;
        folder = backups.resolve("objects");
        temporary = backups.resolve(".objects.tmp");
    }

    /** Where the object of this content lies, or would. */
    Path path(String sha256) {
        if (!Content.isHash(sha256)) {
            throw new Fault("backup", "no object can be called " + sha256, Where.in(folder), "choose another backup");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    /** Whether it is there, by its size. */
    boolean has(Content content) throws IOException {
        Path at = path(content.sha256());
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS) && Files.size(at) == content.size();
    }

    /** Takes a file in; what it holds now is what counts, even if somebody changes it meanwhile. */
    Content put(Path file) throws IOException {
        Content content = Content.of(file);
        return has(content) ? content : take(file, content, FileTime.from(Instant.now()));
    }

    private Content take(Path file, Content content, FileTime age) throws IOException {
        Space.check(backups, content.size());
        Files.createDirectories(temporary);
        Path copy = temporary.resolve(String.valueOf(waiting.size()));
        Files.deleteIfExists(copy);
        Content copied = Content.copy(file, copy, Content.ownersAlone(copy));
        Files.setLastModifiedTime(copy, age);
        waiting.put(copy, path(copied.sha256()));
        if (waiting.size() == MOST_WAITING) {
            sync();
        }
        return copied;
    }

    /** The same for an object of another store, with its age. */
    void putLike(Path object, Content content) throws IOException {
        if (has(content)) {
            return;
        }
        if (!Content.of(object).equals(content)) {
            throw new Fault("backup", "an object is damaged", Where.in(object), "make another backup");
        }
        take(object, content, Files.getLastModifiedTime(object));
    }

    /** What was put is there from now on, whatever happens: contents before names. */
    void sync() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        Durable.force(List.copyOf(waiting.keySet()));
        Set<Path> touched = new HashSet<>();
        for (var each : waiting.entrySet()) {
            Path parent = each.getValue().resolveSibling("").normalize();
            if (touched.add(parent)) {
                Files.createDirectories(parent);
            }
            Files.move(
                    each.getKey(),
                    each.getValue(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        waiting.clear();
        touched.forEach(AtomicFiles::syncFolder);
        AtomicFiles.syncFolder(folder);
    }

    /** An object whose content is not what its name says gives way: the next backup writes it anew. */
    void setAside(String sha256) throws IOException {
        Path at = path(sha256);
        if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(at, at.resolveSibling(at.getFileName() + DAMAGED), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes objects that nobody uses and that are younger than {@code since}. */
    void collect(Set<String> used, FileTime since) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (Path group : groups) {
                try (DirectoryStream<Path> objects = Files.newDirectoryStream(group)) {
                    for (Path object : objects) {
                        String name = group.getFileName()
                                + object.getFileName().toString().replace(DAMAGED, "");
                        if (Content.isHash(name)
                                && !used.contains(name)
                                && Files.getLastModifiedTime(object, LinkOption.NOFOLLOW_LINKS)
                                                .compareTo(since)
                                        > 0) {
                            Files.delete(object);
                        }
                    }
                }
            }
        }
    }
}
