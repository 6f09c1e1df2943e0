package io.brewprint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.config.Fault;
import io.brewprint.judge.RawValue.Group;
import io.brewprint.judge.RawValue.Word;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RawTextTest {
    private static final JudgeLimits SMALL = new JudgeLimits(100_000, 10, 500);

    @Test
    void objects_are_read_with_names_in_any_case_and_indexes_with_gaps() {
        RawObject object = read("""
                begin object class=K2Node_Switch Name="A b"
                   "PinNames"(0)="x=1"
                   PINNAMES(3)="y"
                   not a property
                end object
                """).getFirst();

        assertThat(object.name).isEqualTo("A b");
        assertThat(object.properties)
                .containsExactly(new RawLine("pinnames(0)", "\"x=1\"", 2), new RawLine("pinnames(3)", "\"y\"", 3));
    }

    @Test
    void an_object_in_two_passes_is_one() {
        RawObject outer = read("""
                Begin Object Class=/Script/M.Outer Name="O"
                   Begin Object Class=/Script/M.Inner Name="I"
                   End Object
                   Begin Object Name="i"
                      X=1
                   End Object
                End Object
                """).getFirst();

        assertThat(outer.children).hasSize(1);
        assertThat(outer.children.getFirst().properties).hasSize(1);
    }

    @Test
    void two_pastes_in_one_line_are_two() {
        List<RawObject> objects = read("""
                Begin Object Class=/Script/M.A Name="A"
                   Depth=-2aBegin Object Class=/Script/M.A Name="A"
                End Object
                """);

        assertThat(objects).extracting(object -> object.paste).containsExactly(0, 1);
    }

    @Test
    void values_are_lists_texts_and_words() {
        assertThat(RawValue.of("(a=\"x,\\\"y\\\")\",(1,2),)"))
                .isEqualTo(new Group(
                        "",
                        List.of(
                                new RawValue.Part("a", new Word("x,\"y\")", true)),
                                new RawValue.Part(
                                        "",
                                        new Group(
                                                "",
                                                List.of(
                                                        new RawValue.Part("", new Word("1", false)),
                                                        new RawValue.Part("", new Word("2", false))))))));
        assertThat(RawValue.of("NSLOCTEXT(\"n\",\"k\",\"Gr\\u00fcn, (x)\")"))
                .isInstanceOfSatisfying(
                        Group.class, text -> assertThat(text.word(2)).isEqualTo("Gr\u00fcn, (x)"));
        assertThat(RawValue.path("/Script/CoreUObject.Class'\"/Script/Engine.Actor\"'"))
                .isEqualTo("/Script/Engine.Actor");
        assertThat(RawValue.referenceType("/Script/CoreUObject.Class'/Script/Engine.Actor'"))
                .isEqualTo("Class");
    }

    @Property(tries = 1000)
    void any_text_is_judged_or_refused(@ForAll("texts") String text) {
        try {
            new Judge(SMALL).compare(text, text);
        } catch (Fault refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 300)
    void a_text_that_can_be_read_is_the_same_as_itself(@ForAll("texts") String text) {
        String whole = "Begin Object Class=/Script/M.A Name=\"A\"\n" + text;
        try {
            assertThat(new Judge(SMALL).compare(whole, whole).differences())
                    .filteredOn(found -> found.what() != Difference.What.NAME_NOT_UNIQUE)
                    .isEmpty();
        } catch (Fault refused) {
            assertThat(refused.code()).isIn("too_deep", "too_many");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Begin Object ",
                        "Class=/Script/BlueprintGraph.K2Node_Knot ",
                        "Name=\"a\"",
                        "End Object",
                        "\n",
                        "\n",
                        "\r\n",
                        "CustomProperties Pin (",
                        "PinId=A,",
                        "PinName=\"p\",",
                        "LinkedTo=(a A,),",
                        "Direction=\"EGPD_Output\",",
                        "SubPins=(a A,)",
                        "ParentPin=a A,",
                        "DefaultValue=\"(X=1,\\\"",
                        "(",
                        "((((((((((",
                        ")",
                        "\"",
                        "'",
                        "\\",
                        "\\u12",
                        ",",
                        "=",
                        "X(3)=",
                        "1e9",
                        "NSLOCTEXT(",
                        "None",
                        "\ufeff",
                        "\ud800",
                        "\0",
                        "&quot;",
                        "Name=&quot;",
                        "EdGraphPin",
                        "Class=EdGraphPin ",
                        "LinkedTo(0)=E'a.b'",
                        "PinType=(PinCategory=\"exec\")",
                        "Class=/Script/Engine.EdGraph ")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static List<RawObject> read(String text) {
        return RawText.read(text, SMALL);
    }
}
