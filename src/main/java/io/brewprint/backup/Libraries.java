package io.brewprint.backup;

import io.brewprint.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The jars that somebody put into {@code lib/} beside the program: a backup names them, so that they can be found
 * again.
 */
final class Libraries {
    private Libraries() {}

    /** Names and SHA-256. */
    static SortedMap<String, String> of(Home home) throws IOException {
        SortedMap<String, String> out = new TreeMap<>();
        Path folder = Path.of(System.getProperty("brewprint.app", home.root().toString()))
                .resolve("lib");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : jars) {
                    if (Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
                        out.put(
                                String.valueOf(jar.getFileName()),
                                Content.of(jar).sha256());
                    }
                }
            }
        }
        return out;
    }
}
