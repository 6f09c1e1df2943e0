package io.brewprint.route;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import io.brewprint.intake.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file of routes: one that comes with the program, or one of the home's routes/, which wins over the program's of the
 * same name.
 *
 * @param name without folder
 * @param shown as messages name it
 * @param text YAML
 */
record RouteFile(String name, String shown, String text) {
    /** Those that come with the program. */
    private static final List<String> OWN =
            List.of("cycle.yaml", "exports.yaml", "lessons.yaml", "nightly.yaml", "backup.yaml");

    private static final String ENDING = ".yaml";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 200;

    /** Files that can be used, in the order of their names, and why others cannot. */
    record Found(List<RouteFile> files, List<Fault> faults) {}

    /** Every file of a home; one that cannot be used does not hide the others. */
    static Found of(Home home) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Path> there = there(home.routes());
        for (Path file : there) {
            try {
                files.add(new RouteFile(
                        String.valueOf(file.getFileName()), home.relative(file), read(home.relative(file), file)));
            } catch (Fault e) {
                faults.add(e);
            } catch (IOException | UncheckedIOException e) {
                faults.add(Fault.of(e).in(home.relative(file)));
            }
        }
        List<String> names =
                there.stream().map(file -> String.valueOf(file.getFileName())).toList();
        for (String name : OWN) {
            if (!names.contains(name)) {
                files.add(new RouteFile(name, "classpath:routes/" + name, own(name)));
            }
        }
        files.sort((a, b) -> a.name.compareTo(b.name));
        return new Found(List.copyOf(files), faults);
    }

    private static List<Path> there(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> out = new ArrayList<>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                // What an editor is still writing, and what people note beside their routes.
                if (Inbox.wanted(name) && !name.endsWith(".md")) {
                    out.add(file);
                }
                if (out.size() > MAX_FILES) {
                    throw new Fault(
                            "too_many",
                            "more than " + MAX_FILES + " files",
                            Where.in(folder),
                            "put routes that belong together into one file");
                }
            }
        }
        out.sort(null);
        return out;
    }

    private static String read(String shown, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Fault("no_file", "this is no file; folders are not looked into", Where.in(shown), "move it away");
        }
        if (!shown.endsWith(ENDING)) {
            throw new Fault(
                    "kind",
                    "only files that end in " + ENDING + " are loaded",
                    Where.in(shown),
                    "write the routes in YAML, or move the file away");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new Fault("too_large", "the file has more than " + MAX_BYTES + " bytes", Where.in(shown), "split it");
        }
        return Files.readString(file);
    }

    private static String own(String name) throws IOException {
        try (InputStream in = RouteFile.class.getClassLoader().getResourceAsStream("routes/" + name)) {
            if (in == null) {
                throw new IOException("the program lacks its routes/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
