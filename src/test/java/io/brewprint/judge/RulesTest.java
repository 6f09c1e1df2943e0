package io.brewprint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesTest {
    private final Rules rules = Rules.standard();

    @Test
    void every_rule_has_its_reason() {
        assertThat(rules.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.reason().length()).isGreaterThan(8));
    }

    @Test
    void no_rule_stands_twice() {
        assertThat(rules.rows().stream().map(row -> row.kind() + " " + row.subject() + " " + row.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void patterns_have_one_star_and_no_case() {
        assertThat(Rule.matches("k2node_input*", "K2Node_InputKey")).isTrue();
        assertThat(Rule.matches("*.memberguid", "functionreference.memberguid")).isTrue();
        assertThat(Rule.matches("a*a", "a")).isFalse();
        assertThat(rules.mayDiffer("K2Node_CallFunction", "nodeposx")).isTrue();
        assertThat(rules.mayDiffer("K2Node_CallFunction", "numadditionalinputs"))
                .isFalse();
        assertThat(rules.isUnique("K2Node_InputAxisEvent", "customfunctionname"))
                .isTrue();
        assertThat(rules.isUnique("K2Node_CustomEvent", "customfunctionname")).isFalse();
    }
}
