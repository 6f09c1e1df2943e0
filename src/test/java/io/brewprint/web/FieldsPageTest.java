package io.brewprint.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FieldsPageTest {
    private static final Path PAGE = Path.of("docs", "fields.md");

    @Test
    void the_page_says_what_the_table_says() throws Exception {
        if (System.getenv("BREWPRINT_WRITE_DOCS") != null) {
            Files.writeString(PAGE, FieldsPage.text());
        }

        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("docs/fields.md is stale: run mvn test -Dtest=FieldsPageTest with BREWPRINT_WRITE_DOCS=1")
                .isEqualTo(FieldsPage.text());
    }
}
