package io.brewprint.cli.run;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.convert.BundledBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The base model that comes with the program: put into a home whose configuration names it and that has none. */
final class BundledBaseFiles {
    /** Its folder under models/. */
    static final String NAME = "brewprint-base";

    private BundledBaseFiles() {}

    /**
     * Copies it where it is wanted.
     *
     * @param wanted the base that the home's configuration names
     * @throws io.brewprint.config.Fault where the program's own files are not those that its record names
     */
    static void put(Home home, String wanted) throws IOException {
        put(home, wanted, HomeSetup.program("base"));
    }

    static void put(Home home, String wanted, Optional<Path> from) throws IOException {
        Path to = home.model(NAME);
        if (!wanted.equals(NAME) || Files.exists(to) || from.isEmpty()) {
            return;
        }
        BundledBase.check(from.get());
        Path work = to.resolveSibling(NAME + ".tmp");
        AtomicFiles.deleteTree(work);
        Files.createDirectories(work);
        try (var files = Files.list(from.get())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, work.resolve(file.getFileName()));
            }
        }
        Files.move(work, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
