package io.brewprint.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.judge.Difference.What;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final String TEXT = JudgeTexts.GRAPH;

    @Test
    void a_text_is_the_same_as_itself() {
        Verdict verdict = compare(TEXT, TEXT);

        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.nodes()).isEqualTo(new Kept(6, 6));
        assertThat(verdict.classes()).isEqualTo(new Kept(6, 6));
        assertThat(verdict.types()).isEqualTo(new Kept(16, 16));
        assertThat(verdict.values()).isEqualTo(new Kept(4, 4));
        assertThat(verdict.splits()).isEqualTo(new Kept(1, 1));
        assertThat(verdict.links()).isEqualTo(new Kept(6, 6));
    }

    /** One fault each: what stands in the text, what stands there instead, and what the judge has to call it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NOTHING", quoteCharacter = '`', textBlock = """
            PinName="Mode",PinType.PinCategory="byte" | PinName="Mode",PinType.PinCategory="string"      | PIN_TYPE
            Enum'/Script/Toys.EToyMode'               | Class'/Script/Toys.EToyMode'                    | PIN_TYPE
            Enum'/Script/Toys.EToyMode'               | Enum'/Script/Toys.EToyKind'                     | PIN_TYPE
            PinType.ContainerType=Array               | PinType.ContainerType=None                      | PIN_TYPE
            TerminalCategory="int"                    | TerminalCategory="name"                         | PIN_TYPE
            PinType.PinCategory="exec"                | PinType.PinCategory="string"                    | PIN_TYPE
            PinType.bIsReference=True                 | PinType.bIsReference=False                      | PIN_FLAG
            DefaultValue="Fast"                       | DefaultValue="Slow"                             | VALUE_LOST
            DefaultValue="Fast"                       | DefaultValue="Swift"                            | VALUE_CHANGED
            DefaultValue="7"                          | DefaultValue=""                                 | VALUE_LOST
            DefaultValue="7"                          | DefaultObject="7"                               | VALUE_CHANGED
            DefaultTextValue=LOCTABLE("/Game/T.T","k")| DefaultTextValue=INVTEXT("k")                   | VALUE_CHANGED
            DefaultObject="/Game/A.A"                 | DefaultObject="/Game/B.B"                       | VALUE_CHANGED
            ,SubPins=(Toy_0 A3,Toy_0 A4,)             | NOTHING                                         | SPLIT_PIN
            ,ParentPin=Toy_0 A2                       | NOTHING                                         | SPLIT_PIN
            Graph.K2Node_IfThenElse                   | Graph.K2Node_Select                             | CLASS
            /Script/Toys.ToyNode                      | /Script/BlueprintGraph.ToyNode                  | CLASS
            NumAdditionalInputs=2                     | NOTHING                                         | PROPERTY_LOST
            NumAdditionalInputs=2                     | NumAdditionalInputs=3                           | PROPERTY_CHANGED
            PinTags(2)=()                             | NOTHING                                         | PROPERTY_LOST
            Tables=(One="1",Two="2")                  | Tables=(One="1")                                | PROPERTY_CHANGED
            CustomFunctionName="BndEvt__1"            | NOTHING                                         | PROPERTY_LOST
            EnabledState=DevelopmentOnly              | NOTHING                                         | PROPERTY_LOST
            MemberName="Configure"                    | MemberName="Configured"                         | PROPERTY_CHANGED
            """)
    void one_planted_fault_is_found(String right, String wrong, What what) {
        assertThat(TEXT).contains(right.strip());
        String found = TEXT.replaceFirst(
                Pattern.quote(right.strip()), wrong == null ? "" : Matcher.quoteReplacement(wrong.strip()));

        Verdict verdict = compare(TEXT, found);

        assertThat(verdict.differences()).extracting(Difference::what).contains(what);
        assertThat(verdict.differences())
                .filteredOn(difference -> difference.what() == what)
                .allSatisfy(difference -> assertThat(difference.line()).isPositive());
    }

    @Test
    void a_lost_wire_and_a_swapped_one_are_found() {
        String one = TEXT.replace("LinkedTo=(Toy_0 A1,)", "").replace("LinkedTo=(Event_0 E1,)", "");
        assertThat(compare(TEXT, one).differences())
                .extracting(Difference::what)
                .containsExactly(What.LINK_LOST);

        String swapped = TEXT.replace("LinkedTo=(Branch_0 BTRUE,)", "LinkedTo=(Branch_0 BFALSE,)")
                .replace(",LinkedTo=(Tag_0 C1,)", "")
                .replace("PinName=\"else\",", "PinName=\"else\",LinkedTo=(Tag_0 C1,),");
        assertThat(compare(TEXT, swapped).differences())
                .extracting(Difference::what)
                .containsExactly(What.LINK_LOST, What.LINK_ADDED);
    }

    @Test
    void a_name_that_has_to_be_unique_may_be_any_but_no_other_nodes() {
        String second = TEXT.substring(
                        TEXT.indexOf("Begin Object Class=/Script/BlueprintGraph.K2Node_ComponentBoundEvent"))
                .replace("Nose", "Ear")
                .replace("BndEvt__1", "BndEvt__2");

        assertThat(compare(TEXT + second, TEXT + second.replace("BndEvt__2", "Other"))
                        .isSame())
                .isTrue();
        assertThat(compare(TEXT + second, TEXT + second.replace("BndEvt__2", "BndEvt__1"))
                        .differences())
                .extracting(Difference::what)
                .containsOnly(What.NAME_NOT_UNIQUE);
    }

    @Test
    void a_lost_node_and_a_new_one_are_found() {
        String less = TEXT.substring(0, TEXT.indexOf("Begin Object Class=/Script/UnrealEd"));

        assertThat(compare(TEXT, less).differences())
                .extracting(Difference::what)
                .containsExactly(What.NODE_LOST);
        assertThat(compare(less, TEXT).differences())
                .extracting(Difference::what)
                .containsExactly(What.NODE_ADDED);
    }

    @Test
    void a_pin_with_a_value_that_is_gone_is_lost_and_one_without_is_made_by_unreal() {
        assertThat(compare(TEXT, TEXT.replaceFirst(".*PinName=\"Mode\".*\n", ""))
                        .differences())
                .extracting(Difference::what)
                .containsExactly(What.PIN_LOST);
        assertThat(compare(TEXT, TEXT.replaceFirst(".*PinName=\"Unused\".*\n", ""))
                        .isSame())
                .isTrue();
    }

    @Test
    void a_pin_that_is_there_twice_is_found() {
        String pin = "   CustomProperties Pin (PinId=ZZ,PinName=\"execute\",PinType.PinCategory=\"exec\",)\n";
        String at = "   CustomProperties Pin (PinId=C1,";

        assertThat(compare(TEXT, TEXT.replace(at, pin + at)).differences())
                .extracting(Difference::what)
                .contains(What.PIN_TWICE);
    }

    @Test
    void what_unreal_makes_anew_may_differ() {
        String other = TEXT.replace("NodePosX=16", "NodePosX=-3")
                .replace("NodeGuid=1", "NodeGuid=2")
                .replace("BndEvt__1", "BndEvt__9")
                .replace("Toy_0", "Toy_77")
                .replace("PinId=A1", "PinId=FF")
                .replace("Toy_77 A1", "Toy_77 FF")
                .replace("bCommentBubbleVisible=True", "")
                .replace("\"True\"", "\"true\"")
                .replace("PinName=\"Mode\"", "PINNAME=\"mode\"")
                .replace("PinCategory=\"exec\"", "PinCategory=\"Exec\"")
                .replace("DefaultValue=\"7\"", "DefaultValue=\"7.0\"")
                .replace("\"/Script/CoreUObject.Class'/Script/Toys.Toys'\"", "Class'\"/Script/Toys.Toys\"'")
                .replace("\n", "\r\n");

        assertThat(compare(TEXT, other).differences()).isEmpty();
    }

    @Test
    void order_and_names_of_nodes_do_not_matter() {
        String[] nodes = TEXT.split("(?=Begin Object)");
        var turned = new StringBuilder();
        for (int i = nodes.length - 1; i >= 0; i--) {
            turned.append(nodes[i]);
        }

        assertThat(compare(TEXT, turned.toString().replace("Branch_0", "Zweig_4"))
                        .differences())
                .isEmpty();
    }

    @Test
    void a_knot_is_a_wire() {
        String bent = TEXT.replace("LinkedTo=(Toy_0 A1,)", "LinkedTo=(Knot_0 K1,)")
                        .replace("LinkedTo=(Event_0 E1,)", "LinkedTo=(Knot_0 K2,)")
                + JudgeTexts.KNOT;

        assertThat(compare(bent, TEXT).differences()).isEmpty();
        assertThat(compare(bent, TEXT).links()).isEqualTo(new Kept(6, 6));
    }

    @Test
    void twins_are_told_apart_by_what_they_are_wired_to() {
        String text = JudgeTexts.twins("first", "second");

        assertThat(compare(text, JudgeTexts.twins("second", "first")).isSame()).isTrue();
    }

    @Test
    void texts_beyond_a_limit_and_texts_without_objects_are_faults() {
        var small = new Judge(new JudgeLimits(10, 2, 2));

        assertThatThrownBy(() -> small.compare(TEXT, TEXT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> compare("nothing", TEXT))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no object");
    }

    @Test
    void a_verdict_is_a_document() {
        Map<String, Object> document =
                compare(TEXT, TEXT.replace("\"7\"", "\"8\"")).document();

        assertThat(document).containsKeys("kept", "differences").containsEntry("more_differences", 0);
    }

    @Test
    void texts_are_read_in_the_encodings_that_windows_writes() {
        assertThat(Judge.text("Begin".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("Begin");
        assertThat(Judge.text("Gr\u00fcn".getBytes(StandardCharsets.UTF_8))).isEqualTo("Gr\u00fcn");
        assertThat(Judge.text("Gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Gr\u00fcn");
    }

    private static Verdict compare(String original, String found) {
        return new Judge(JudgeLimits.STANDARD).compare(original, found);
    }
}
