package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DslParseTest {
    private static final String HELLO = """
            BLUEPRINT: BP_Hello
            PARENT: Actor
            VAR Names: Array<Actor>
            VAR Health: Float = 100.0
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: PrintString [InString="Hello, \\"world\\"", TextColor=(R=0.0,G=0.66,B=1.0,A=1.0)]
            EXEC n1.Then -> n2.Execute
            DATA n3."Set Current Page" -> n2.InString [Array<Actor>]
            COMMENT "two\\nlines": n1, n2 [X=16]
            """;

    @Test
    void reads_every_kind_of_line_and_prints_it_back() {
        Parsed parsed = Dsl.parse(HELLO);

        assertThat(parsed.problems()).isEmpty();
        assertThat(Dsl.print(parsed.document())).isEqualTo(HELLO);
        Node print = parsed.document().graphs().getFirst().nodes().get(1);
        assertThat(print.attribute("InString")).contains("Hello, \"world\"");
        assertThat(print.attribute("TextColor")).contains("(R=0.0,G=0.66,B=1.0,A=1.0)");
        assertThat(parsed.document().graphs().getFirst().comments().getFirst().text())
                .isEqualTo("two\nlines");
    }

    @Test
    void a_bad_line_is_one_problem_and_the_rest_is_read() {
        Parsed parsed = Dsl.parse("""
                BLUEPRINT: BP_X
                GRAPH: EventGraph
                NODE n1 Event_BeginPlay
                NODE n2: PrintString [InString="open]
                WIRE n1.Then -> n2.Execute
                EXEC n1.Then -> n2
                EXEC n1.Then -> n2.Execute
                """);

        assertThat(parsed.problems()).extracting(Problem::line).containsExactly(3, 4, 5, 6);
        assertThat(parsed.problems()).extracting(Problem::code).containsExactly("BP012", "BP012", "BP013", "BP012");
        assertThat(parsed.document().graphs().getFirst().nodes())
                .extracting(Node::id)
                .containsExactly("n2");
        assertThat(parsed.document().graphs().getFirst().edges()).hasSize(1);
    }

    @Test
    void a_literal_source_becomes_an_attribute_with_a_hint() {
        Parsed parsed = Dsl.parse("""
                BLUEPRINT: BP_X
                GRAPH: EventGraph
                DATA 0.5 -> n1.B [Float]
                DATA -1.0 -> n1.A
                DATA "a -> b" -> n1.S [String]
                DATA true -> n1.C [Bool]
                NODE n1: AddFloat
                """);

        assertThat(parsed.problems())
                .extracting(Problem::code)
                .containsOnly("BP015")
                .hasSize(4);
        assertThat(parsed.problems()).extracting(Problem::severity).containsOnly(Severity.HINT);
        assertThat(Dsl.print(parsed.document()))
                .contains("NODE n1: AddFloat [B=0.5, A=-1.0, S=\"a -> b\", C=true]\n")
                .doesNotContain("DATA");
    }

    @Test
    void comments_blank_lines_byte_order_marks_and_every_line_end_are_read() {
        Parsed parsed =
                Dsl.parse("\ufeff# note\r\n\r\nBLUEPRINT: BP_X // why\r// more\rGRAPH: G\nNODE n1: Delay # end");

        assertThat(parsed.problems()).isEmpty();
        assertThat(Dsl.print(parsed.document())).isEqualTo("BLUEPRINT: BP_X\nGRAPH: G\nNODE n1: Delay\n");
    }

    @Test
    void a_graph_may_name_its_kind() {
        Parsed parsed = Dsl.parse("BLUEPRINT: M_Rock\nGRAPH: \"My Graph\" [Material]\nNODE n1: Add\n");

        assertThat(parsed.document().graphs().getFirst().kind()).isEqualTo("Material");
        assertThat(parsed.document().graphs().getFirst().name()).isEqualTo("My Graph");
    }

    @Test
    void a_flood_of_problems_is_cut() {
        assertThat(Dsl.parse("rubbish\n".repeat(5000)).problems())
                .hasSize(1001)
                .last()
                .extracting(Problem::code)
                .isEqualTo("BP024");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "InString=Hi there, you|a comma|InString=\"Hi there, you\"",
                "InString=Hi, she said, Duration=2.0|a comma|InString=\"Hi, she said\"",
                "Duration=2.0, InString=Well, \"you\"!|a comma|InString=\"Well, \\\"you\\\"!\"",
                "InString=Hi [you] there|a bracket|InString=\"Hi [you] there\"",
                "InString=Hi :(|an open parenthesis|InString=\"Hi :(\"",
                "TextColor=1, 0.5, 0|a comma|TextColor=\"1, 0.5, 0\"",
            })
    void a_value_that_needs_quotes_is_shown_in_quotes(String attributes, String mark, String cure) {
        String line = "NODE n1: PrintString [" + attributes + "]";
        Parsed parsed = Dsl.parse("BLUEPRINT: BP_X\nGRAPH: EventGraph\n" + line + "\n");

        assertThat(parsed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("BP012");
            assertThat(problem.message()).endsWith(": a value with " + mark + " needs quotes");
            assertThat(problem.hint()).isEqualTo("write " + cure);
        });
        String mended = "NODE n1: PrintString [" + cure + "]";
        assertThat(Dsl.parse("BLUEPRINT: BP_X\nGRAPH: EventGraph\n" + mended).problems())
                .isEmpty();
    }

    @Test
    void an_attribute_without_its_value_is_not_taken_for_text() {
        for (String attributes : new String[] {"Duration=2.0, bLooping", "InString=\"Hi\", you", "Looping=true, you"}) {
            assertThat(Dsl.parse("GRAPH: G\nNODE n1: PrintString [" + attributes + "]")
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).isEqualTo("expected '=' and found ']'"));
        }
    }
}
