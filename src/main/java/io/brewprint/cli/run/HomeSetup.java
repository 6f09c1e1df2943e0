package io.brewprint.cli.run;

import io.brewprint.backup.Restore;
import io.brewprint.cli.command.Logs;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.ConfigSchema;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.route.SingleOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a folder a home: its folders, and the program's configuration and lessons where it has none of its own. */
public final class HomeSetup {
    private static final String ENDING = ".json";

    private HomeSetup() {}

    public static Home prepare(Home home) throws IOException {
        if (Restore.isUnfinished(home)) {
            SingleOwner.take(home).close(); // before anything is read of a home that holds two states
        }
        boolean fresh = !Files.isDirectory(home.lessons());
        home.create();
        Optional<Path> lessons = program("lessons");
        if (fresh && lessons.isPresent()) {
            copyLessons(lessons.get(), home.lessons());
            Path config =
                    lessons.get().resolveSibling(String.valueOf(home.config().getFileName()));
            if (Files.exists(config) && !Files.exists(home.config())) {
                // The schema of this very version lies beside it, for editors.
                AtomicFiles.write(home.root().resolve(ConfigSchema.FILE), ConfigSchema.text());
                AtomicFiles.write(
                        home.config(),
                        Files.readString(config).replace("docs/" + ConfigSchema.FILE, ConfigSchema.FILE));
            }
        }
        Logs.toFile(home);
        BundledBaseFiles.put(home, ConfigFile.load(home.config()).model().baseModel());
        return home;
    }

    /** The configuration that the first run in a home will have, without making it a home. */
    static PipelineConfig config(Home home) {
        Optional<Path> lessons = Files.isDirectory(home.lessons()) || Files.exists(home.config())
                ? Optional.empty()
                : program("lessons");
        Path bundled = lessons.map(folder ->
                        folder.resolveSibling(String.valueOf(home.config().getFileName())))
                .filter(Files::exists)
                .orElse(home.config());
        return ConfigFile.load(bundled);
    }

    /** A folder of the installation, such as examples/exports. */
    public static Optional<Path> program(String folder) {
        String app = System.getProperty("brewprint.app");
        return Optional.ofNullable(app)
                .map(root -> Path.of(root).resolve(folder))
                .filter(Files::isDirectory);
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

    // Not the corrections: those answer to another home's model.
    private static void copyLessons(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                Path target = to.resolve(from.relativize(file).toString());
                if (name.endsWith(ENDING) && !name.startsWith("correction_") && !Files.exists(target)) {
                    Files.createDirectories(
                            Optional.ofNullable(target.getParent()).orElse(to));
                    Files.copy(file, target);
                }
            }
        }
    }
}
