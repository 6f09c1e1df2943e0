package io.brewprint.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.dsl.Dsl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructLiteralsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0, 0, 42", "1,2,3", " -1.5 , .5 , 3e2", "0.000000,90.000000,0.000000", ""})
    void a_list_of_three_numbers_is_a_vector_and_a_rotator(String text) {
        assertThat(TypeRules.isValue("Vector", text)).isTrue();
        assertThat(TypeRules.isValue("Rotator", text)).isTrue();
        assertThat(TypeRules.usualValue("Vector", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0, 0", "1, 2, 3, 4", "a, b, c", "(X=0,Y=0,Z=42)", "X=0 Y=0 Z=0", "None", "(0,0,0)", "1,,2"})
    void nothing_else_is(String text) {
        assertThat(TypeRules.isValue("Vector", text)).isFalse();
        assertThat(TypeRules.isValue("Rotator", text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vector|(X=0,Y=0,Z=42)|0, 0, 42",
                "Vector|( Z = 1.5 , X=-2 )|-2, 0, 1.5",
                "Vector|X=1 Y=2 Z=3|1, 2, 3",
                "Vector|(7, 8, 9)|7, 8, 9",
                "vector|(X=0,Y=0,Z=42)|0, 0, 42",
                "Rotator|(Roll=3,Pitch=1,Yaw=2)|1, 2, 3",
                "Rotator|(Yaw=90)|0, 90, 0",
            })
    void another_spelling_has_one_cure(String type, String text, String usual) {
        assertThat(TypeRules.usualValue(type, text)).contains(usual);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Vector|(X=0,X=1,Y=2)",
                "Vector|(Pitch=0,Yaw=1,Roll=2)",
                "Vector|(X=a,Y=0,Z=0)",
                "Vector|0, 0",
                "Rotator|(X=0,Y=0,Z=42)",
                "LinearColor|(R=1,G=0,B=0,A=1)",
            })
    void what_is_not_certain_stays(String type, String text) {
        assertThat(TypeRules.usualValue(type, text)).isEmpty();
    }

    @Test
    void a_value_is_rewritten_at_once_where_its_variable_is_named_by_another_word() {
        String text = """
                BLUEPRINT: BP_X
                VAR Home: Vector
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: SetVar [Variable=Home, Value=(X=1,Y=2,Z=3)]
                EXEC n1.Then -> n2.Execute
                """;

        String formatted = Dsl.format(text);

        assertThat(formatted).contains("VariableSet [VarName=Home, Value=\"1, 2, 3\"]");
        assertThat(Dsl.format(formatted)).isEqualTo(formatted);
    }

    @Test
    void format_and_fix_rewrite_pins_variables_and_sets_and_leave_the_rest() {
        String text = """
                BLUEPRINT: BP_X
                PARENT: Actor
                VAR Home: Vector = (X=1,Y=2,Z=3)
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: SetActorLocation [NewLocation=(X=0,Y=0,Z=42)]  # up
                NODE n3: VariableSet [VarName=Home, Value=(Z=9)]
                NODE n4: PrintString [InString=(X=0,Y=0,Z=42)]
                EXEC n1.Then -> n2.Execute
                EXEC n2.Then -> n3.Execute
                EXEC n3.Then -> n4.Execute
                """;
        String right = text.replace("Vector = (X=1,Y=2,Z=3)", "Vector = \"1, 2, 3\"")
                .replace("NewLocation=(X=0,Y=0,Z=42)", "NewLocation=\"0, 0, 42\"")
                .replace("Value=(Z=9)", "Value=\"0, 0, 9\"");

        assertThat(Dsl.isValid(Dsl.check(text))).isFalse();
        assertThat(Dsl.fix(text)).isEqualTo(right);
        assertThat(Dsl.format(text)).isEqualTo(right);
        assertThat(Dsl.check(right)).isEmpty();
    }
}
