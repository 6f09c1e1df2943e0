package io.brewprint.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.TypeRules;
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

    @Test
    void three_numbers_are_pitch_yaw_and_roll_of_a_rotator_and_x_y_and_z_of_a_vector() {
        assertThat(TypeRules.order("Rotator")).containsExactly("pitch", "yaw", "roll");
        assertThat(TypeRules.order("Vector")).containsExactly("x", "y", "z");
        assertThat(TypeRules.usualValue("Rotator", "(Roll=0,Pitch=0,Yaw=1.5)")).contains("0, 1.5, 0");
        assertThat(GrammarPage.text())
                .contains("| `Rotator` | Pitch, Yaw, Roll in quotes | `DeltaRotation=\"0, 1.5, 0\"` |");
    }

    @Test
    void what_the_page_shows_of_pins_attributes_and_values_is_accepted() {
        String text = """
                BLUEPRINT: BP_A
                PARENT: Actor
                GRAPH: EventGraph
                NODE n1: Event_InputKey [Key=SpaceBar]
                NODE n2: Delay [Duration=2.0]
                NODE n3: SpawnActorFromClass [ActorClass=BP_Coin, SpawnTransform_Location="0, 0, 50"]
                NODE n4: CallFunction [@Function=Die]
                NODE n5: Event_Custom [EventName=Die]
                NODE n6: PrintString [InString="Hi there, you", TextColor=(R=1.0,G=0.0,B=0.0,A=1.0)]
                NODE n7: AddActorLocalRotation [DeltaRotation="0, 1.5, 0"]
                NODE n8: SetActorLocation [NewLocation="0, 0, 42"]
                NODE n9: CastToBP_Door
                NODE n10: Self
                EXEC n1.Pressed -> n2.Execute
                EXEC n2.Completed -> n3.Execute
                EXEC n3.Then -> n4.Execute
                EXEC n5.Then -> n6.Execute
                EXEC n6.Then -> n7.Execute
                EXEC n7.Then -> n8.Execute
                EXEC n8.Then -> n9.Execute
                DATA n10.Self -> n9.Object
                """;

        assertThat(Dsl.check(text)).isEmpty();
        assertThat(GrammarPage.text())
                .contains(
                        "`CastToX` has `Execute`, `Object` and gives `CastSucceeded`, `CastFailed`, `AsX`, `bSuccess`")
                .contains("`Transform` are `Location`, `Rotation`, `Scale`")
                .doesNotContain("null");
    }
}
