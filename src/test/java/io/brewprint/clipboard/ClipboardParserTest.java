package io.brewprint.clipboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.clipboard.ClipboardException.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipboardParserTest {
    static final String TWO = """
            Begin Object Class=/Script/BlueprintGraph.K2Node_Event Name="K2Node_Event_0"
               EventReference=(MemberParent="/Script/CoreUObject.Class'/Script/Engine.Actor'",MemberName="ReceiveBeginPlay")
               "NodePosX"=384
               CustomProperties Pin (PinId=AA000000000000000000000000000001,PinName="then",Direction="EGPD_Output",PinType.PinCategory="exec",LinkedTo=(K2Node_Call_0 bb000000000000000000000000000002,),)
            End Object

            Begin Object Class=/Script/BlueprintGraph.K2Node_CallFunction Name="K2Node_Call_0"
               NodeComment="say \\"hi\\",\\nplease (now)"
               CustomProperties Pin (PinId=BB000000000000000000000000000002,PinName="execute",PinType.PinCategory="exec",LinkedTo=(K2Node_Event_0 AA000000000000000000000000000001,),)
               CustomProperties UserDefinedPin (PinName="X",PinType=(PinCategory="real"),DesiredPinDirection=EGPD_Output)
            End Object
            """;

    @Test
    void reads_properties_pins_links_and_signatures() {
        Clip clip = ClipboardParser.parse(TWO);

        assertThat(clip.diagnostics()).isEmpty();
        ClipObject event = clip.objects().getFirst();
        ClipObject call = clip.objects().get(1);
        assertThat(event.className()).isEqualTo("K2Node_Event");
        assertThat(event.field("EventReference", "MemberName")).isEqualTo("ReceiveBeginPlay");
        assertThat(event.value("NodePosX")).isEqualTo("384");
        assertThat(call.value("NodeComment")).isEqualTo("say \"hi\",\nplease (now)");
        assertThat(call.userPins().getFirst().value("PinName")).isEqualTo("X");
        Pin then = event.pins().getFirst();
        assertThat(then.isOutput()).isTrue();
        assertThat(then.isExec()).isTrue();
        assertThat(then.links()).containsExactly(new Link("K2Node_Call_0", "BB000000000000000000000000000002"));
        assertThat(call.pins().getFirst().isOutput()).isFalse();
    }

    @Test
    void every_encoding_and_line_end_is_written_back_byte_for_byte() {
        for (String text : new String[] {
            TWO, TWO.replace("\n", "\r\n"), "\ufeff" + TWO, TWO.replace("\n", "\r"), TWO.stripTrailing()
        }) {
            for (var charset :
                    new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
                byte[] bytes = text.getBytes(charset);

                Clip clip = ClipboardParser.parse(bytes, ClipboardLimits.DEFAULT);

                assertThat(clip.objects()).hasSize(2);
                assertThat(clip.diagnostics()).isEmpty();
                assertThat(ClipboardWriter.bytes(clip)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void nested_objects_in_two_passes_are_one() {
        String text = """
                Begin Object Class=/Script/UnrealEd.MaterialGraphNode Name="Node_0"
                   Begin Object Class=/Script/Engine.MaterialExpressionAdd Name="Add_0"
                      Begin Object Class=/Script/Engine.Deep Name="Deep_0"
                      End Object
                   End Object
                   Begin Object Name="Add_0"
                      Begin Object Name="Deep_0"
                         Z=3
                      End Object
                      ConstA=1.5
                   End Object
                   NodePosX=16
                End Object
                """;

        Clip clip = ClipboardParser.parse(text);

        ClipObject node = clip.objects().getFirst();
        assertThat(node.children()).hasSize(1);
        assertThat(node.children().getFirst().className()).isEqualTo("MaterialExpressionAdd");
        assertThat(node.children().getFirst().value("ConstA")).isEqualTo("1.5");
        assertThat(node.children().getFirst().children()).hasSize(1);
        assertThat(node.children().getFirst().children().getFirst().value("Z")).isEqualTo("3");
        assertThat(ClipboardWriter.write(clip)).isEqualTo(text);
    }

    @Test
    void two_pastes_glued_in_the_middle_of_a_line_are_parted() {
        String text =
                TWO.replace("   \"NodePosX\"=384\n", "   NodePosX=38aBegin Object Class=/Script/X.Y Name=\"Z\"\n");

        Clip clip = ClipboardParser.parse(text);

        assertThat(clip.objects()).extracting(ClipObject::name).containsExactly("K2Node_Event_0", "Z", "K2Node_Call_0");
        assertThat(clip.diagnostics()).extracting(Diagnostic::kind).containsExactly(Diagnostic.Kind.GLUED);
        assertThat(clip.diagnostics().getFirst().line()).isEqualTo(3);
        assertThat(ClipboardWriter.write(clip)).isEqualTo(text);
    }

    @Test
    void a_missing_end_a_stray_end_and_bad_lines_are_repaired() {
        String text =
                TWO.replaceFirst("End Object\n", "").replace("   \"NodePosX\"=384", "   nonsense") + "End Object\n";

        Clip clip = ClipboardParser.parse(text);

        assertThat(clip.objects()).hasSize(2);
        assertThat(clip.diagnostics())
                .extracting(Diagnostic::kind)
                .containsExactly(Diagnostic.Kind.BAD_LINE, Diagnostic.Kind.MISSING_END, Diagnostic.Kind.STRAY_END);
        assertThat(ClipboardWriter.write(clip)).isEqualTo(text);
    }

    @Test
    void a_text_that_ends_within_its_second_object_keeps_the_first() {
        Clip clip = ClipboardParser.parse(TWO.substring(0, TWO.indexOf(",LinkedTo=(K2Node_Event_0") + 12));

        assertThat(clip.objects()).hasSize(2);
        assertThat(clip.diagnostics())
                .extracting(Diagnostic::kind)
                .containsExactly(Diagnostic.Kind.BAD_PIN, Diagnostic.Kind.CUT_OFF);
        assertThat(clip.objects().get(1).pins().getFirst().name()).isEqualTo("execute");
    }

    @Test
    void entities_are_read_as_quotes() {
        Clip clip = ClipboardParser.parse(TWO.replace("\"", "&quot;"));

        assertThat(clip.objects().getFirst().name()).isEqualTo("K2Node_Event_0");
        assertThat(clip.diagnostics()).extracting(Diagnostic::kind).containsExactly(Diagnostic.Kind.ENTITIES);
    }

    @Test
    void texts_without_an_object_are_refused_with_their_kind() {
        refused("", Kind.EMPTY);
        refused(" \r\n\t", Kind.EMPTY);
        refused("PK\0\0\1\2\0\0", Kind.BINARY);
        refused("Dear Sir or Madam,\nI write to you\n", Kind.FOREIGN);
        refused("{\"a\": 1}", Kind.FOREIGN);
        refused("   CustomProperties Pin (PinId=1)\nEnd Object\n", Kind.TRUNCATED);
        refused(TWO.substring(0, 200), Kind.TRUNCATED);
    }

    private static void refused(String text, Kind kind) {
        assertThatThrownBy(() -> ClipboardParser.parse(text))
                .as(text)
                .isInstanceOfSatisfying(ClipboardException.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(kind);
                    assertThat(fault.remedy()).isNotBlank();
                    assertThat(fault.getMessage()).isNotBlank();
                });
    }

    @Test
    void limits_name_line_and_column() {
        String deep = "Begin Object Class=/A.B Name=\"x\"\n".repeat(100_000);
        assertThatThrownBy(() -> ClipboardParser.parse(deep))
                .isInstanceOfSatisfying(ClipboardException.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(Kind.TOO_DEEP);
                    assertThat(fault.where().line()).isEqualTo(65);
                });
        String many = "Begin Object Class=/A.B Name=\"x\"\nEnd Object\n".repeat(20);
        assertThatThrownBy(() -> ClipboardParser.parse(many, new ClipboardLimits(10_000, 5, 10)))
                .isInstanceOfSatisfying(ClipboardException.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(Kind.TOO_MANY);
                    assertThat(fault.where().line()).isEqualTo(21);
                });
        assertThatThrownBy(() -> ClipboardParser.parse(many, new ClipboardLimits(100, 5, 10)))
                .isInstanceOfSatisfying(
                        ClipboardException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A'\"/P/x.y\"'",
                "/Script/Core.A'\"/P/x.y\"'",
                "\"/Script/Core.A'/P/x.y'\"",
                "A'/P/x.y'",
                "\"/P/x.y\"",
                "/P/x.y"
            })
    void references_are_read_in_every_spelling(String raw) {
        assertThat(ObjectRef.of(raw).path()).isEqualTo("/P/x.y");
        assertThat(ObjectRef.of(raw).name()).isEqualTo("y");
    }

    @Test
    void text_literals_give_their_words() {
        assertThat(Literals.words("NSLOCTEXT(\"a\", \"b\", \"the \\\"words\\\"\")"))
                .isEqualTo("the \"words\"");
        assertThat(Literals.words("LOCTEXT(\"b\", \"words\")")).isEqualTo("words");
        assertThat(Literals.words("INVTEXT(\"words\")")).isEqualTo("words");
        assertThat(Literals.words("LOCGEN_FORMAT_NAMED(NSLOCTEXT(\"a\",\"b\",\"{X} Y\"),\"X\",INVTEXT(\"Z\"))"))
                .isEqualTo("{X} Y");
        assertThat(Literals.words("\"plain\"")).isEqualTo("plain");
    }

    @Test
    void thousands_of_mutations_neither_throw_anything_else_nor_lose_a_character() {
        var random = new Random(7);
        String marks = "\"'(),=\\\n\r \0Begin Object";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(TWO);
            for (int k = random.nextInt(1, 6); k > 0; k--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(80)));
                    default -> text.insert(at, TWO, random.nextInt(100), 100 + random.nextInt(300));
                }
            }
            try {
                Clip clip = ClipboardParser.parse(text.toString());
                assertThat(ClipboardWriter.write(clip)).isEqualTo(text.toString());
            } catch (ClipboardException refused) {
                assertThat(refused.kind()).isNotNull();
            }
        }
    }
}
