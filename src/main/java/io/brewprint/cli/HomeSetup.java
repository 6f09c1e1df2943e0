package io.brewprint.cli;

import io.brewprint.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a folder a home: its folders, and the program's lessons where it has none of its own. */
final class HomeSetup {
    private HomeSetup() {}

    static Home prepare(Home home) throws IOException {
        home.create();
        Optional<Path> lessons = program("lessons");
        if (lessons.isPresent() && !hasLessons(home.lessons())) {
            copy(lessons.get(), "lesson_*.json", home.lessons());
        }
        return home;
    }

    /** A folder of the installation, such as examples/exports. */
    static Optional<Path> program(String folder) {
        String app = System.getProperty("brewprint.app");
        return Optional.ofNullable(app).map(root -> Path.of(root).resolve(folder)).filter(Files::isDirectory);
    }

    /** Copies matching files that are not there yet; returns how many. */
    static int copy(Path from, String glob, Path to) throws IOException {
        Files.createDirectories(to);
        int copied = 0;
        try (var files = Files.newDirectoryStream(from, glob)) {
            for (Path file : files) {
                Path target = to.resolve(String.valueOf(file.getFileName()));
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                    copied++;
                }
            }
        }
        return copied;
    }

    private static boolean hasLessons(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "lesson_*.json")) {
            return files.iterator().hasNext();
        }
    }
}
