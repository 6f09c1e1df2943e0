package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DslRoundTripTest {
    @Property(tries = 3000)
    void every_document_survives_printing_and_parsing(@ForAll("documents") Document document) {
        Parsed parsed = Dsl.parse(Dsl.print(document));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.document()).isEqualTo(document);
    }

    @Property(tries = 1000)
    void printing_is_idempotent(@ForAll("documents") Document document) {
        String once = Dsl.print(document);

        assertThat(Dsl.print(Dsl.parse(once).document())).isEqualTo(once);
    }

    @Property(tries = 3000)
    void no_text_makes_it_throw_and_every_problem_has_a_place(@ForAll("broken") String text) {
        int lines = text.split("\r\n|\r|\n", -1).length;

        assertThat(Dsl.check(text)).allSatisfy(problem -> {
            assertThat(problem.line()).isBetween(0, lines);
            assertThat(problem.message()).isNotBlank();
        });
    }

    @Property(tries = 1000)
    void what_is_read_from_a_broken_text_prints_to_a_text_without_form_errors(@ForAll("broken") String text) {
        Document document = Dsl.parse(text).document();

        assertThat(Dsl.parse(Dsl.print(document)).document()).isEqualTo(document);
    }

    @Provide
    Arbitrary<Document> documents() {
        return Documents.documents();
    }

    @Provide
    Arbitrary<String> broken() {
        return Documents.brokenTexts();
    }
}
