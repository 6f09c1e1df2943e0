package io.brewprint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryPageTest {
    private static final Path PAGE = Path.of("docs", "memory.md");

    @Test
    void the_page_says_what_the_program_computes() throws Exception {
        if (System.getenv("BREWPRINT_WRITE_DOCS") != null) {
            Files.writeString(PAGE, MemoryPage.text());
        }

        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("docs/memory.md is stale: run brewprint model plan --markdown > docs/memory.md")
                .isEqualTo(MemoryPage.text());
    }
}
