package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorTest {
    private static final String HEAD = "BLUEPRINT: BP_X\nVAR Health: Float\nGRAPH: EventGraph\n"
            + "NODE n1: Event_BeginPlay\nNODE n2: PrintString\nNODE n3: VariableSet [VarName=Health]\nEXEC n1.Then -> n2.Execute\n"
            + "EXEC n2.Then -> n3.Execute\n";

    @Test
    void a_sound_document_has_no_problems() {
        assertThat(Dsl.check(HEAD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NODE n2: Delay|BP005|ERROR",
                "EXEC n3.Then -> n9.Execute|BP006|ERROR",
                "EXEC n1.Then -> n3.Execute|BP007|ERROR",
                "EXEC n2.Then -> n3.Execute|BP017|WARNING",
                "DATA n3.Then -> n2.InString|BP029|ERROR",
                "DATA n2.A -> n2.Execute|BP011|ERROR",
                "NODE n4: VariableGet [VarName=Armor]|BP009|WARNING",
                "NODE n4: VariableGet|BP019|ERROR",
                "NODE n4: MakeVector|BP010|WARNING",
                "NODE n4: Delay [Duration=1, Duration=2]|BP021|WARNING",
                "COMMENT \"x\": n8|BP006|ERROR",
                "GRAPH: Other|BP004|ERROR",
                "BLUEPRINT: BP_Y|BP016|ERROR",
                "VAR Health: Int|BP018|ERROR",
            })
    void a_fault_is_found_at_its_line(String line, String code, String severity) {
        assertThat(Dsl.check(HEAD + line + "\n")).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.severity()).isEqualTo(Severity.valueOf(severity));
            assertThat(problem.line()).isEqualTo(9);
            assertThat(problem.column()).isPositive();
        });
    }

    @Test
    void two_sources_are_an_error_except_on_the_target() {
        String text = HEAD
                + "NODE n4: GetDisplayName\nNODE n5: GetDisplayName\nNODE n6: DestroyActor\nEXEC n3.Then -> n6.Execute\n"
                + "NODE n7: Self\nNODE n8: GetPlayerPawn\nDATA n4.ReturnValue -> n2.InString\nDATA n5.ReturnValue -> n2.InString\n"
                + "DATA n7.Self -> n6.Target\nDATA n8.ReturnValue -> n6.Target\n";

        assertThat(Dsl.check(text)).extracting(Problem::code).containsExactly("BP008");
    }

    @Test
    void missing_headings_are_named() {
        assertThat(Dsl.check("")).extracting(Problem::code).containsExactly("BP001", "BP003");
        assertThat(Dsl.check("BLUEPRINT:\nGRAPH: G\n"))
                .extracting(Problem::code)
                .containsExactly("BP002", "BP004");
        assertThat(Dsl.check("NODE n1: Delay\n")).extracting(Problem::code).contains("BP001", "BP014");
    }

    @Test
    void a_node_behind_no_event_is_unreachable() {
        List<Problem> problems = Dsl.check(HEAD + "NODE n4: Delay\nNODE n5: Delay\nEXEC n4.Completed -> n5.Execute\n");

        assertThat(problems).extracting(Problem::code).containsOnly("BP023").hasSize(2);
    }

    @Test
    void problems_of_a_document_name_lines_of_its_canonical_text() {
        Document document =
                Dsl.parse("# a\n\n\n" + HEAD + "EXEC n3.Then -> n9.Execute\n").document();

        assertThat(Dsl.validate(document)).extracting(Problem::line).containsExactly(9);
    }

    @Test
    void a_type_whose_bracket_is_left_open_is_read_as_any_such_container() {
        assertThat(Dsl.check(
                        "BLUEPRINT: B\nVAR x: \"Array<\"\nVAR y: Array<Int>\nGRAPH: G\nNODE a: VariableGet [VarName=x]\n"
                                + "NODE b: VariableSet [VarName=y]\nDATA a.Value -> b.Value\n"))
                .isEmpty();
    }

    @Test
    void a_type_that_a_node_gives_a_pin_itself_comes_before_the_catalogs() {
        String text = HEAD + "NODE n4: MultiplyInt [A=2.5]\nNODE n5: IntToString\nDATA n4.ReturnValue -> n5.InInt\n"
                + "EXEC n3.Then -> n6.Execute\nNODE n6: PrintString\nDATA n5.ReturnValue -> n6.InString\n";

        assertThat(Dsl.check(text)).extracting(Problem::code).containsExactly("BP034");
        assertThat(Dsl.check(text.replace("[A=2.5]", "[A=2.5, @Types=(A=Float)]")))
                .isEmpty();
        assertThat(Dsl.check(text.replace("[A=2.5]", "[A=2.5, @Types=(A=\"real.float:\")]")))
                .isEmpty();
    }

    @Test
    void which_class_an_operator_has_in_unreal_says_nothing_of_its_pins() {
        String text = HEAD + "NODE n4: BooleanAND [C=true, Odd=true, @Class=K2Node_CallFunction]\n";

        assertThat(Dsl.check(text)).extracting(Problem::code).contains("BP027");
        assertThat(Dsl.check(text.replace("@Class=K2Node_CallFunction", "@Class=/Script/Garden.K2Node_Both")))
                .extracting(Problem::code)
                .doesNotContain("BP027");
    }

    @Test
    void a_type_under_another_name_is_read_as_its_usual_one_wherever_it_stands() {
        String text = """
                BLUEPRINT: BP_GoldTooth
                VAR Teeth: Integer = 0
                VAR Counts: Array<Integer>
                VAR Names: Map<string,array<boolean>>
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: VariableGet [VarName=Teeth]
                NODE n3: AddInt [B=1]
                NODE n4: VariableSet [VarName=Teeth]
                NODE n5: VariableSet [VarName=Counts]
                NODE n6: VariableGet [VarName=Counts]
                NODE n7: ArrayAdd
                NODE n8: AddInt [B=1, @Types=(B=integer)]
                NODE n9: VariableGet [VarName=Names]
                EXEC n1.Then -> n4.Execute
                EXEC n4.Then -> n7.Execute
                EXEC n7.Then -> n5.Execute
                DATA n2.Value -> n3.A [Integer]
                DATA n3.ReturnValue -> n4.Value [int]
                DATA n6.Value -> n7.Array [Array<int>]
                DATA n8.ReturnValue -> n7.NewItem [integer]
                DATA n6.Value -> n5.Value [array<integer>]
                """;

        assertThat(Dsl.check(text)).extracting(Problem::code).containsOnly("BP040", "BP041", "BP010");
        assertThat(Dsl.check(text))
                .extracting(Problem::message)
                .contains(
                        "'Integer' is read as 'Int'",
                        "'Array<Integer>' is read as 'Array<Int>'",
                        "'Map<string,array<boolean>>' is read as 'Map<String,Array<Bool>>'");
        assertThat(Dsl.check(text.replace("AddInt [B=1]", "GetPlayerPawn").replace("n3.A", "n3.PlayerIndex")))
                .extracting(Problem::code, Problem::message)
                .contains(tuple("BP032", "variable 'Teeth' is Int, and 'ReturnValue' of GetPlayerPawn gives Pawn"));
        assertThat(Dsl.format(text)).contains("VAR Counts: Array<Int>", "-> n7.Array [Array<Int>]");
    }
}
