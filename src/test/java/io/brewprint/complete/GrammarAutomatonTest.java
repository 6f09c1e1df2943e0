package io.brewprint.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.Documents;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The automaton accepts what the parser reads without a problem of form, and nothing else. */
class GrammarAutomatonTest {
    private static final List<String> PIECES = List.of(
            "\n",
            "\r",
            "\r\n",
            " ",
            "\t",
            "\u00a0",
            "#",
            "//",
            "/",
            "\"",
            "\\",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "=",
            ",",
            ".",
            ":",
            "->",
            "@",
            "NODE ",
            "EXEC ",
            "DATA ",
            "VAR ",
            "COMMENT ",
            "GRAPH: ",
            "PARENT: ",
            "BLUEPRINT: ",
            "CATEGORY:",
            "n1",
            "5",
            "0.5",
            "-1",
            "true",
            "None",
            "Array<",
            "\ufeff",
            "\u00e9",
            "\ud83d\ude00",
            " [",
            " #",
            "# (",
            "\" \"");

    private static boolean parses(String text) {
        return Dsl.parse(text).problems().stream()
                .noneMatch(
                        problem -> ProblemCode.of(problem.code()).orElseThrow().isForm());
    }

    private static boolean accepts(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var automaton = new GrammarAutomaton();
        return automaton.read(bytes) == bytes.length && automaton.isComplete();
    }

    /** Without lone surrogates, which have no UTF-8. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
    void accepts_every_document_that_is_printed(@ForAll("documents") Document document) {
        String text = encodable(Dsl.print(document));

        assertThat(accepts(text)).as(text).isTrue();
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
    void agrees_with_the_parser_on_every_mutation(@ForAll("documents") Document document, @ForAll long seed) {
        var random = new Random(seed);
        var mutated = new StringBuilder(Dsl.print(document));
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(mutated.length() + 1);
            if (random.nextInt(3) == 0 && at < mutated.length()) {
                mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(6)));
            } else {
                mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        String text = encodable(mutated.toString());

        assertThat(accepts(text)).as(text).isEqualTo(parses(text));
    }

    @Property(tries = 10_000)
    void agrees_with_the_parser_on_broken_texts(@ForAll("broken") String broken) {
        String text = encodable(broken);

        assertThat(accepts(text)).as(text).isEqualTo(parses(text));
    }

    @Test
    void says_which_bytes_may_follow_and_a_copy_goes_its_own_way() {
        var automaton = new GrammarAutomaton();
        automaton.read("BLUEPRINT: BP_X\nGRAPH: G\n".getBytes(StandardCharsets.UTF_8));

        assertThat(automaton.atLineStart()).isTrue();
        assertThat(automaton.allows('N')).isTrue();
        assertThat(automaton.allows('B')).as("a second BLUEPRINT line").isFalse();
        GrammarAutomaton copy = automaton.copy();
        assertThat(copy.read("NODE n1: Delay [A=(1".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(20);
        assertThat(copy.allows('\n')).as("an open parenthesis").isFalse();
        assertThat(automaton.allows('N')).isTrue();
        for (int b = 0; b < 256; b++) {
            assertThat((copy.allowed()[b >> 6] >> (b & 63) & 1) == 1).isEqualTo(copy.allows(b));
            assertThat(copy.copy().step(b)).isEqualTo(copy.allows(b));
        }
    }

    @Test
    void takes_less_than_a_microsecond_a_byte() {
        byte[] text =
                "NODE n12: PrintString [InString=\"Hello (world)\", Duration=2.0]\n".getBytes(StandardCharsets.UTF_8);
        var automaton = new GrammarAutomaton();
        automaton.read("GRAPH: G\n".getBytes(StandardCharsets.UTF_8));
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 2_000; i++) {
                assertThat(automaton.read(text)).isEqualTo(text.length);
            }
            best = Math.min(best, (System.nanoTime() - start) / 2_000.0 / text.length);
        }
        System.out.printf("automaton: %.1f ns a byte%n", best);
        assertThat(best).isLessThan(1_000);
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
