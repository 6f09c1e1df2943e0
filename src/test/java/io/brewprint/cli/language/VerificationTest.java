package io.brewprint.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.judge.Difference;
import io.brewprint.judge.JudgeLimits;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final String TEXT = """
            Begin Object Class=/Script/BlueprintGraph.K2Node_CustomEvent Name="K2Node_CustomEvent_0"
               CustomFunctionName="Squeeze"
               CustomProperties Pin (PinId=0123456789ABCDEF0123456789ABCDEF,PinName="then",Direction="EGPD_Output",PinType.PinCategory="exec",)
            End Object
            """;

    @Test
    void a_translation_that_says_all_is_the_same() {
        Verification check = verify(TEXT, translated());

        assertThat(check.outcome()).isEqualTo(Verification.Outcome.SAME);
        assertThat(check.isSound()).isTrue();
        assertThat(check.lines("toy.txt", "toy.dsl"))
                .hasSize(1)
                .first()
                .asString()
                .contains("1 of 1 nodes");
    }

    @Test
    void what_the_original_has_beyond_it_is_told_with_its_place() {
        Verification check = verify(TEXT.replace("Squeeze\"", "Squeeze\"\n   bUnheardOf=True"), translated());

        assertThat(check.outcome()).isEqualTo(Verification.Outcome.DIFFERENT);
        assertThat(check.isSound()).isFalse();
        assertThat(check.lines("toy.txt", "toy.dsl").getLast())
                .startsWith("toy.txt:3: ")
                .contains("property lost bunheardof: True");
        assertThat(check.document()).containsEntry("verify", "different").containsKeys("kept", "differences");
        assertThat(check.verdict()).isNotNull();
        assertThat(check.verdict().differences())
                .extracting(Difference::what)
                .containsExactly(Difference.What.PROPERTY_LOST);
    }

    @Test
    void a_translation_that_the_validator_refuses_has_failed() {
        Translation right = translated();
        var wrong = new Translation(
                right.document(), right.dsl() + "EXEC n1.Then -> n7.Execute\n", right.report(), right.places());

        Verification check = verify(TEXT, wrong);

        assertThat(check.outcome()).isEqualTo(Verification.Outcome.INVALID);
        assertThat(check.isSound()).isFalse();
        assertThat(check.lines("toy.txt", "toy.dsl"))
                .anySatisfy(line -> assertThat(line).startsWith("toy.dsl:").contains("n7"));
    }

    private static Translation translated() {
        return new Translator().translate(TEXT, "toy.txt");
    }

    private static Verification verify(String original, Translation translation) {
        return Verification.of(original, translation, NodeCatalog.standard(), JudgeLimits.STANDARD);
    }
}
