package io.brewprint.clipboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts for local tests, where they are at hand. */
public final class Corpus {
    private Corpus() {}

    /** All clipboard texts, sorted; the test is skipped when there are none. */
    public static List<Path> texts() throws IOException {
        String place = System.getenv("BREWPRINT_CORPUS");
        Path folder = Path.of(place == null ? "../shared/corpus" : place, "clipboard");
        assumeTrue(Files.isDirectory(folder), "no corpus at " + folder);
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The name by which the corpus lists a text: folder/file. */
    public static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }
}
