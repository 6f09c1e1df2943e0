package io.brewprint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqliteLibraryTest {
    /** Opens a ledger, says so, and stays. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            try (Ledger ledger = Ledger.open(Path.of(args[0]))) {
                ledger.events().add(null, null, "test", "open");
                System.out.println("open");
                System.in.read();
            }
        }
    }

    @TempDir
    Path folder;

    private Path user;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws Exception {
        user = Files.createDirectory(folder.resolve("user"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @Test
    void aKilledProcessLeavesNothingInTheTemporaryFolder() throws Exception {
        openAndKill();

        assertThat(files(temporary)).isEmpty();
        assertThat(library()).isNotEmptyFile();
    }

    @Test
    void itIsUnpackedOnceAndADamagedOneAnew() throws Exception {
        openAndKill();
        byte[] whole = Files.readAllBytes(library());
        var first = Files.getLastModifiedTime(library());

        openAndKill();
        assertThat(Files.getLastModifiedTime(library())).isEqualTo(first);
        assertThat(files(user)).hasSize(1);

        Files.write(library(), new byte[whole.length]);
        openAndKill();
        assertThat(library()).hasBinaryContent(whole);
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void whereItCannotBeKeptTheLedgerOpensAllTheSame() throws Exception {
        Files.writeString(user.resolve(".cache"), "a file in the way");

        openAndKill();

        assertThat(user.resolve(".cache")).hasContent("a file in the way");
    }

    private void openAndKill() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.home=" + user,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.resolve("ledger.db").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("open");
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path library() throws Exception {
        List<Path> all = files(user);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<Path> files(Path in) throws Exception {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
