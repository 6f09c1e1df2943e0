package io.brewprint.ledger;

import io.brewprint.config.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library, unpacked once for a user. The driver by itself unpacks it into the temporary folder for each
 * process, and one that is killed leaves it there.
 */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /** Before the first connection. Where it cannot be kept, the driver does as it does by itself. */
    static synchronized void keep() {
        Path home = Path.of(System.getProperty("user.home", ""));
        if (System.getProperty(FOLDER) != null
                || System.getProperty("org.sqlite.tmpdir") != null
                || !home.isAbsolute()
                || !Files.isDirectory(home)) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = SQLiteDataSource.class.getResourceAsStream(resource)) {
            if (in == null) {
                return;
            }
            byte[] library = in.readAllBytes();
            Path file = home.resolve(".cache/brewprint/sqlite-" + SQLiteJDBCLoader.getVersion())
                    .resolve(OSInfo.getNativeLibFolderPathForCurrentOS())
                    .resolve(name);
            if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
                AtomicFiles.write(file, library);
            }
            System.setProperty("org.sqlite.lib.name", name);
            System.setProperty(FOLDER, String.valueOf(file.getParent()));
        } catch (IOException e) {
            // A home without room or rights is no reason not to work.
        }
    }
}
