package io.brewprint.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesReplaceWholeAndLeaveNothingBeside() throws Exception {
        Path file = folder.resolve("deep/er/a.txt");

        AtomicFiles.write(file, "first");
        AtomicFiles.write(file, "second");

        assertThat(file).hasContent("second");
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        try (var all = Files.list(file.getParent())) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void movesNeverOverwrite() throws Exception {
        Path target = Files.createDirectories(folder.resolve("done"));
        for (String text : new String[] {"one", "two", "three"}) {
            AtomicFiles.moveAside(Files.writeString(folder.resolve("a.b.txt"), text), target);
        }

        assertThat(target.resolve("a.b.txt")).hasContent("one");
        assertThat(target.resolve("a.b-2.txt")).hasContent("two");
        assertThat(target.resolve("a.b-3.txt")).hasContent("three");
    }

    @Test
    void hashesOfFilesAndBytesAgree() throws Exception {
        byte[] bytes = new byte[200_001];
        java.util.Arrays.fill(bytes, (byte) 7);
        Path file = Files.write(folder.resolve("x"), bytes);

        assertThat(AtomicFiles.sha256(file))
                .isEqualTo(AtomicFiles.sha256(bytes))
                .hasSize(64);
        assertThat(AtomicFiles.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
