package io.brewprint.cycle;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a stage really reads, by names that people understand: files and folders by content, settings by value, versions
 * of what it calls. The same hash again means the same result.
 */
public final class StageInputs {
    private final Map<String, String> parts = new TreeMap<>();

    /** A file; that it is absent counts too. */
    public StageInputs file(String name, Path file) throws IOException {
        parts.put(name, Files.isRegularFile(file) ? ContentHash.of(file) : "absent");
        return this;
    }

    /** The files of a folder, those below it included, whose names are wanted. */
    public StageInputs folder(String name, Path folder, Predicate<Path> wanted) throws IOException {
        List<Path> files = ContentHash.files(folder, wanted);
        parts.put(name, files.isEmpty() ? "empty" : ContentHash.of(folder, files, ContentHash::of));
        return this;
    }

    /** A setting, a section of settings, or what an earlier stage gave. */
    public StageInputs value(String name, Object value) {
        parts.put(name, AtomicFiles.sha256(Json.write(value)));
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
        return Stream.concat(parts.keySet().stream(), before.keySet().stream())
                .distinct()
                .filter(name -> !parts.getOrDefault(name, "").equals(before.getOrDefault(name, "")))
                .sorted()
                .toList();
    }
}
