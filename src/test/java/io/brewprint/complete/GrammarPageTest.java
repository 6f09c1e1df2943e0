package io.brewprint.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Grammar;
import io.brewprint.dsl.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GrammarPageTest {
    private static final Path PAGE = Path.of("docs", "dsl.md");

    @Test
    void the_page_says_what_the_program_does() throws Exception {
        if (System.getenv("BREWPRINT_WRITE_DOCS") != null) {
            Files.writeString(PAGE, GrammarPage.text());
        }

        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as(
                        "docs/dsl.md is stale: run mvn test -Dtest=GrammarPageTest with BREWPRINT_WRITE_DOCS=1 in the environment")
                .isEqualTo(GrammarPage.text());
    }

    @Test
    void every_example_of_the_grammar_is_read_as_it_says() {
        for (Grammar.Rule rule : Grammar.standard().rules()) {
            String text = (rule.inside() ? "GRAPH: G\nNODE n2: PrintString\n" : "") + rule.example() + "\n";
            assertThat(Dsl.parse(text).problems())
                    .as(rule.example())
                    .allMatch(problem -> problem.severity() == Severity.HINT);
        }
    }

    @Test
    void every_example_of_an_attribute_is_read_and_printed_as_it_stands() {
        for (Grammar.NodeAttribute attribute : Grammar.standard().attributes()) {
            String text = "BLUEPRINT: A\nGRAPH: G\nNODE n1: Plant [" + attribute.example() + "]\n";

            assertThat(Dsl.parse(text).problems()).as(attribute.example()).isEmpty();
            assertThat(Dsl.print(Dsl.parse(text).document())).isEqualTo(text);
        }
    }
}
