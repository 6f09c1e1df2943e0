package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Pin;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Unreal asks of a pasted pin: its type, its value, its parts. */
class PastedPinsTest {
    private static final String CALL =
            "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.GardenLibrary'\","
                    + "MemberName=\"Plant\")";

    private static String object(String name, String path, String... lines) {
        return "Begin Object Class=" + path + " Name=\"" + name + "\"\n   " + String.join("\n   ", lines)
                + "\nEnd Object\n";
    }

    private static String node(String name, String type, String... lines) {
        return object(name, "/Script/BlueprintGraph." + type, lines);
    }

    private static String pin(int id, String name, String category, String rest) {
        return "CustomProperties Pin (PinId=%032X,PinName=\"%s\",PinType.PinCategory=\"%s\",%s)"
                .formatted(id, name, category, rest);
    }

    private static String of(String kind, String path) {
        return "PinType.PinSubCategoryObject=\"/Script/CoreUObject." + kind + "'" + path + "'\",";
    }

    private static String to(String node, int id) {
        return "LinkedTo=(" + node + " %032X,),".formatted(id);
    }

    private static String dsl(String text) {
        return new Translator().translate(text, "BP_Garden.txt").dsl();
    }

    /** Forth and back, with the proof that a second time gives the same and that our own validator takes it. */
    private static List<ClipObject> back(String text) {
        String dsl = dsl(text);
        String generated =
                ClipboardGenerator.generate(Dsl.parse(dsl).document()).text();
        assertThat(dsl(generated)).isEqualTo(dsl);
        assertThat(Dsl.print(Dsl.parse(dsl).document())).isEqualTo(dsl);
        assertThat(Dsl.check(dsl))
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .extracting(Problem::message)
                .isEmpty();
        return ClipboardParser.parse(generated).objects();
    }

    private static Pin pin(ClipObject object, String name) {
        return object.pins().stream()
                .filter(pin -> pin.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among the pins of " + object.name()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "byte|PinSubCategoryObject=\"/Script/CoreUObject.Enum'/Script/Garden.ESoil'\"|DefaultValue=\"Clay\"",
                "byte||DefaultValue=\"7\"",
                "name||DefaultValue=\"North\"",
                "string||DefaultValue=\"4711\"",
                "string||DefaultValue=\"/\"",
                "string||DefaultValue=\"/Game/Beds\"",
                "string||DefaultValue=\"true\"",
                "int64||DefaultValue=\"12\"",
                "real|PinSubCategory=\"double\"|DefaultValue=\"3\"",
                "struct|PinSubCategoryObject=\"/Script/CoreUObject.ScriptStruct'/Script/CoreUObject.Rotator'\"|DefaultValue=\"1,2,3\"",
                "struct|PinSubCategoryObject=\"/Script/CoreUObject.ScriptStruct'/Game/S_Bed.S_Bed'\"|DefaultValue=\"(Rows=3)\"",
                "object|PinSubCategoryObject=\"/Script/CoreUObject.Class'/Script/Engine.Texture2D'\"|DefaultObject=\"/Game/T_Leaf.T_Leaf\"",
                "class|PinSubCategoryObject=\"/Script/CoreUObject.Class'/Script/Engine.Pawn'\"|DefaultObject=\"/Script/Engine.Character\"",
                "softobject|PinSubCategoryObject=\"/Script/CoreUObject.Class'/Script/Engine.Texture2D'\"|DefaultValue=\"/Game/T_Leaf.T_Leaf\"",
                "int|ContainerType=Array|DefaultValue=\"(1,2)\"",
                "int|PinSubCategory=\"bitmask\"|DefaultValue=\"5\"",
                "text||DefaultTextValue=INVTEXT(\"Water me\")",
            })
    void a_value_keeps_the_type_of_its_pin(String category, String type, String value) {
        String typed = type == null ? "" : "PinType." + type + ",";
        ClipObject node = back(node(
                        "Call", "K2Node_CallFunction", CALL, pin(1, "Extra", category, typed + value + ",")))
                .getFirst();

        Pin pin = pin(node, "Extra");
        assertThat(pin.category()).isEqualTo(category);
        if (type != null) {
            int equals = type.indexOf('=');
            String wanted = type.substring(equals + 1).replace("\"", "");
            assertThat(pin.value("PinType." + type.substring(0, equals)))
                    .endsWith(wanted.substring(wanted.indexOf('\'') + 1));
        }
        int equals = value.indexOf('=');
        assertThat(pin.raw(value.substring(0, equals))).contains(value.substring(equals + 1));
    }

    @Test
    void a_second_operand_of_another_type_keeps_it_and_further_ones_are_counted() {
        ClipObject scaled = back(node(
                        "Scale",
                        "K2Node_PromotableOperator",
                        "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetMathLibrary'\","
                                + "MemberName=\"Multiply_VectorVector\")",
                        pin(1, "B", "real", "PinType.PinSubCategory=\"double\",DefaultValue=\"2.5\",")))
                .getFirst();
        ClipObject joined = back(node(
                        "Join",
                        "K2Node_CommutativeAssociativeBinaryOperator",
                        "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetStringLibrary'\","
                                + "MemberName=\"Concat_StrStr\")",
                        pin(1, "D", "string", "DefaultValue=\"/\",")))
                .getFirst();

        assertThat(pin(scaled, "B").category()).isEqualTo("real");
        assertThat(pin(joined, "D").category()).isEqualTo("string");
        assertThat(joined.value("NumAdditionalInputs")).isEqualTo("2");
    }

    @Test
    void an_enum_of_the_catalog_is_an_enum() {
        ClipObject node = back(node(
                        "Case",
                        "K2Node_CallFunction",
                        "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetStringLibrary'\","
                                + "MemberName=\"Replace\")",
                        pin(
                                1,
                                "SearchCase",
                                "byte",
                                of("Enum", "/Script/CoreUObject.ESearchCase") + "DefaultValue=\"IgnoreCase\",")))
                .getFirst();

        assertThat(pin(node, "SearchCase").category()).isEqualTo("byte");
        assertThat(pin(node, "SearchCase").value("PinType.PinSubCategoryObject"))
                .contains("CoreUObject.ESearchCase");
    }

    @Test
    void a_text_of_unreal_4_goes_back_to_unreal_4() {
        List<ClipObject> nodes = back(node(
                "Less",
                "K2Node_CallFunction",
                "FunctionReference=(MemberParent=Class'\"/Script/Engine.KismetMathLibrary\"',MemberName=\"Less_FloatFloat\")",
                pin(1, "B", "float", "DefaultValue=\"2.0\",AutogeneratedDefaultValue=\"0.0\",")));

        assertThat(nodes.getFirst().className()).isEqualTo("K2Node_CallFunction");
        assertThat(pin(nodes.getFirst(), "B").category()).isEqualTo("float");
    }

    @Test
    void what_a_map_leads_to_comes_back() {
        String map = "PinType.PinValueType=(TerminalCategory=\"struct\",TerminalSubCategoryObject="
                + "\"/Script/CoreUObject.ScriptStruct'/Script/CoreUObject.Vector'\"),PinType.ContainerType=Map,";
        List<ClipObject> nodes = back(node(
                        "Get",
                        "K2Node_VariableGet",
                        "VariableReference=(MemberName=\"Beds\",bSelfContext=True)",
                        pin(1, "Beds", "name", map + "Direction=\"EGPD_Output\"," + to("Call", 2)))
                + node("Call", "K2Node_CallFunction", CALL, pin(2, "Beds", "name", map + to("Get", 1))));

        assertThat(pin(nodes.get(1), "Beds").value("PinType.PinValueType"))
                .contains("TerminalCategory=\"struct\"", "CoreUObject.Vector");
    }

    @Test
    void a_split_pin_is_written_with_its_parts_and_a_pin_that_only_sounds_like_one_is_not() {
        String vector = of("ScriptStruct", "/Script/CoreUObject.Vector");
        String split = node(
                "Call",
                "K2Node_CallFunction",
                CALL,
                pin(
                        1,
                        "Spot",
                        "struct",
                        vector + "SubPins=(Call %032X,Call %032X,Call %032X,),bHidden=True,".formatted(2, 3, 4)),
                pin(2, "Spot_X", "real", "PinType.PinSubCategory=\"double\",ParentPin=Call %032X,".formatted(1)),
                pin(
                        3,
                        "Spot_Y",
                        "real",
                        "PinType.PinSubCategory=\"double\",DefaultValue=\"4.0\",ParentPin=Call %032X,".formatted(1)),
                pin(4, "Spot_Z", "real", "PinType.PinSubCategory=\"double\",ParentPin=Call %032X,".formatted(1)));
        String alone = node(
                "Call",
                "K2Node_CallFunction",
                CALL,
                pin(3, "Spot_Y", "real", "PinType.PinSubCategory=\"double\",DefaultValue=\"4.0\","));

        ClipObject parted = back(split).getFirst();
        ClipObject whole = back(alone).getFirst();

        assertThat(dsl(split)).contains("@Split=(Spot)");
        assertThat(dsl(alone)).doesNotContain("@Split");
        Pin spot = pin(parted, "Spot");
        assertThat(spot.flag("bHidden")).isTrue();
        assertThat(spot.value("PinType.PinSubCategoryObject")).contains("CoreUObject.Vector");
        assertThat(spot.value("SubPins"))
                .isEqualTo("("
                        + String.join(
                                "",
                                List.of("X", "Y", "Z").stream()
                                        .map(member -> parted.name() + " "
                                                + pin(parted, "Spot_" + member).id() + ",")
                                        .toList())
                        + ")");
        assertThat(pin(parted, "Spot_Y").whole()).isEqualTo(spot.id());
        assertThat(pin(parted, "Spot_Y").value("DefaultValue")).isEqualTo("4.0");
        assertThat(pin(whole, "Spot_Y").whole()).isEmpty();
    }

    @Test
    void a_struct_that_no_table_has_says_its_parts_and_splits_within_splits_come_back() {
        String bed = of("ScriptStruct", "/Script/Garden.Bed");
        String vector = of("ScriptStruct", "/Script/CoreUObject.Vector");
        ClipObject node = back(node(
                        "Call",
                        "K2Node_CallFunction",
                        CALL,
                        pin(1, "Bed", "struct", bed + "SubPins=(Call %032X,Call %032X,),bHidden=True,".formatted(2, 3)),
                        pin(
                                2,
                                "Bed_Place",
                                "struct",
                                vector
                                        + "SubPins=(Call %032X,Call %032X,Call %032X,),ParentPin=Call %032X,bHidden=True,"
                                                .formatted(4, 5, 6, 1)),
                        pin(
                                3,
                                "Bed_Soil",
                                "byte",
                                of("Enum", "/Script/Garden.ESoil")
                                        + "DefaultValue=\"Clay\",ParentPin=Call %032X,".formatted(1)),
                        pin(
                                4,
                                "Bed_Place_X",
                                "real",
                                "PinType.PinSubCategory=\"double\",ParentPin=Call %032X,".formatted(2)),
                        pin(
                                5,
                                "Bed_Place_Y",
                                "real",
                                "PinType.PinSubCategory=\"double\",ParentPin=Call %032X,".formatted(2)),
                        pin(
                                6,
                                "Bed_Place_Z",
                                "real",
                                "PinType.PinSubCategory=\"double\",DefaultValue=\"9.0\",ParentPin=Call %032X,"
                                        .formatted(2))))
                .getFirst();

        assertThat(pin(node, "Bed_Soil").value("PinType.PinSubCategoryObject")).contains("Garden.ESoil");
        assertThat(pin(node, "Bed_Place").whole()).isEqualTo(pin(node, "Bed").id());
        assertThat(pin(node, "Bed_Place_Z").whole())
                .isEqualTo(pin(node, "Bed_Place").id());
        assertThat(pin(node, "Bed_Place").flag("bHidden")).isTrue();
    }

    @Test
    void a_member_that_a_document_wires_is_split_where_the_catalog_knows_the_struct() {
        String dsl = """
                BLUEPRINT: BP_Garden
                GRAPH: EventGraph
                NODE n1: GetActorLocation
                NODE n2: FloatToString
                DATA n1.ReturnValue_Z -> n2.InDouble [Float]
                """;

        ClipObject node = ClipboardParser.parse(
                        ClipboardGenerator.generate(Dsl.parse(dsl).document()).text())
                .objects()
                .getFirst();

        assertThat(pin(node, "ReturnValue_Z").whole())
                .isEqualTo(pin(node, "ReturnValue").id());
        assertThat(pin(node, "ReturnValue_X").whole()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NSLOCTEXT(\"Garden\", \"Gate\", \"The gate\")",
                "LOCTABLE(\"/Game/ST_Signs.ST_Signs\", \"Gate\")",
                "LOCGEN_FORMAT_NAMED(INVTEXT(\"{A} beds\"), \"A\", INVTEXT(\"Two\"))",
                "INVTEXT(\"LOCTABLE(\\\"a\\\", \\\"b\\\")\")",
            })
    void a_text_without_words_of_its_own_stays_as_it_is_spelled(String text) {
        ClipObject node = back(node(
                        "Call",
                        "K2Node_CallFunction",
                        CALL,
                        pin(1, "Sign", "text", "DefaultTextValue=" + text + ",AutogeneratedDefaultValue=\"Sign\",")))
                .getFirst();

        assertThat(pin(node, "Sign").raw("DefaultTextValue")).contains(text);
    }

    @Test
    void lists_with_gaps_and_values_that_look_like_lists_keep_their_form() {
        ClipObject node = back(object(
                        "Sort",
                        "/Script/GardenEditor.GardenK2Node_Sort",
                        "Shelves(1)=(Tag=\"B\")",
                        "Shelves(4)=(Tag=\"E\")",
                        "Names(0)=\"a\"",
                        "Names(1)=\"b\"",
                        "Sizes=(1,2)",
                        pin(1, "execute", "exec", "")))
                .getFirst();

        assertThat(node.classPath()).isEqualTo("/Script/GardenEditor.GardenK2Node_Sort");
        assertThat(node.raw("Shelves(1)")).contains("(Tag=\"B\")");
        assertThat(node.raw("Shelves(4)")).contains("(Tag=\"E\")");
        assertThat(node.raw("Shelves(0)")).isEmpty();
        assertThat(node.raw("Names(1)")).contains("\"b\"");
        assertThat(node.raw("Sizes")).contains("(1,2)");
    }

    @Test
    void a_plug_ins_node_keeps_its_pins_even_where_nothing_is_wired() {
        ClipObject named = back(object(
                        "Wait",
                        "/Script/GardenEditor.GardenK2Node_Wait",
                        pin(1, "execute", "exec", ""),
                        pin(2, "Bed Name", "name", "Direction=\"EGPD_Output\",")))
                .getFirst();
        ClipObject other = back(object(
                        "Hoe", "/Script/GardenEditor.HoeNode", pin(1, "then", "exec", "Direction=\"EGPD_Output\",")))
                .getFirst();

        assertThat(pin(named, "execute").isExec()).isTrue();
        assertThat(pin(named, "Bed Name").category()).isEqualTo("name");
        assertThat(pin(named, "Bed Name").isOutput()).isTrue();
        assertThat(pin(other, "then").isExec()).isTrue();
    }

    @Test
    void names_of_categories_and_sides_are_read_in_any_letters() {
        List<ClipObject> nodes = back(node(
                        "Seq",
                        "K2Node_ExecutionSequence",
                        pin(1, "then_0", "Exec", "Direction=\"egpd_output\"," + to("Call", 2)))
                + node(
                        "Call",
                        "K2Node_CallFunction",
                        CALL,
                        pin(2, "execute", "EXEC", to("Seq", 1)),
                        pin(3, "Depth", "Real", "PinType.PinSubCategory=\"Double\",DefaultValue=\"2.0\",")));

        assertThat(pin(nodes.get(1), "execute").raw("PinType.PinCategory")).contains("\"exec\"");
        assertThat(pin(nodes.get(1), "Depth").category()).isEqualTo("real");
    }

    @Test
    void two_pins_of_one_name_come_back_under_it() {
        List<ClipObject> nodes = back(node(
                        "Ask",
                        "K2Node_AsyncAction",
                        pin(1, "Error", "exec", "Direction=\"EGPD_Output\"," + to("Call", 3)),
                        pin(2, "Error", "int", "Direction=\"EGPD_Output\"," + to("Call", 4)))
                + node(
                        "Call",
                        "K2Node_CallFunction",
                        CALL,
                        pin(3, "execute", "exec", to("Ask", 1)),
                        pin(4, "Code", "int", to("Ask", 2))));

        assertThat(nodes.getFirst().pins())
                .filteredOn(Pin::isOutput)
                .extracting(Pin::name)
                .containsExactly("Error", "Error");
    }

    @Test
    void print_string_is_left_out_of_a_shipped_game_unless_a_person_said_otherwise() {
        String print =
                "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetSystemLibrary'\","
                        + "MemberName=\"PrintString\")";

        assertThat(dsl(node("P", "K2Node_CallFunction", print, "EnabledState=DevelopmentOnly")))
                .contains("PrintString\n");
        assertThat(back(node("P", "K2Node_CallFunction", print, "EnabledState=DevelopmentOnly"))
                        .getFirst()
                        .value("EnabledState"))
                .isEqualTo("DevelopmentOnly");
        assertThat(dsl(node("P", "K2Node_CallFunction", print))).contains("PrintString [@EnabledState=Enabled]\n");
        assertThat(back(node("P", "K2Node_CallFunction", print)).getFirst().raw("EnabledState"))
                .as("what Unreal takes it to be is not written")
                .isEmpty();
        assertThat(back(node("C", "K2Node_CallFunction", CALL, "EnabledState=DevelopmentOnly"))
                        .getFirst()
                        .value("EnabledState"))
                .isEqualTo("DevelopmentOnly");
    }

    @Test
    void an_event_that_a_name_is_given_to_overrides_nothing() {
        ClipObject event = back(node(
                        "E",
                        "K2Node_Event",
                        "EventReference=(MemberParent=\"/Script/CoreUObject.Package'/Script/Garden'\",MemberName=\"Step__DelegateSignature\")",
                        "CustomFunctionName=\"AnimNotify_Step\""))
                .getFirst();

        assertThat(event.value("CustomFunctionName")).isEqualTo("AnimNotify_Step");
        assertThat(event.value("bOverrideFunction")).isNotEqualTo("True");
    }

    @Test
    void a_function_and_an_event_that_were_put_into_one_text_get_a_graph_each() {
        String text = node(
                        "Entry",
                        "K2Node_FunctionEntry",
                        "FunctionReference=(MemberName=\"Weed\")",
                        pin(1, "then", "exec", "Direction=\"EGPD_Output\"," + to("Call", 2)))
                + node("Call", "K2Node_CallFunction", CALL, pin(2, "execute", "exec", to("Entry", 1)))
                + node(
                        "Event",
                        "K2Node_CustomEvent",
                        "CustomFunctionName=\"Sow\"",
                        pin(3, "then", "exec", "Direction=\"EGPD_Output\","));

        assertThat(dsl(text)).contains("GRAPH: Weed\n", "GRAPH: EventGraph\nNODE n1: Event_Custom [EventName=Sow]");
        assertThat(back(text)).hasSize(3);
    }

    @Test
    void members_that_a_struct_node_hides_stay_hidden_and_references_of_a_signature_stay_references() {
        ClipObject taken = back(node(
                        "Break",
                        "K2Node_BreakStruct",
                        "StructType=\"/Script/CoreUObject.ScriptStruct'/Script/Garden.Bed'\"",
                        "ShowPinForProperties(0)=(PropertyName=\"Rows\",bShowPin=True,bCanToggleVisibility=True)",
                        "ShowPinForProperties(1)=(PropertyName=\"Soil\",bCanToggleVisibility=True)"))
                .getFirst();
        ClipObject event = back(node(
                        "Event",
                        "K2Node_CustomEvent",
                        "CustomFunctionName=\"Hit\"",
                        "CustomProperties UserDefinedPin (PinName=\"Hit\",PinType=(PinCategory=\"struct\",PinSubCategoryObject="
                                + "\"/Script/CoreUObject.ScriptStruct'/Script/Engine.HitResult'\",bIsReference=True,bIsConst=True),"
                                + "DesiredPinDirection=EGPD_Output)"))
                .getFirst();

        assertThat(taken.raw("ShowPinForProperties(1)").orElse("")).contains("\"Soil\",bCanToggle");
        assertThat(event.userPins().getFirst().value("PinType")).contains("bIsReference=True", "bIsConst=True");
    }

    @Test
    void a_value_never_stands_as_the_functions_own() {
        ClipObject node = back(node(
                        "Roll",
                        "K2Node_CallFunction",
                        "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetMathLibrary'\",MemberName=\"RandomFloatInRange\")",
                        pin(
                                1,
                                "Max",
                                "real",
                                "PinType.PinSubCategory=\"double\",DefaultValue=\"1.000000\",AutogeneratedDefaultValue=\"0.0\",")))
                .getFirst();

        assertThat(pin(node, "Max").raw("DefaultValue")).contains("\"1.000000\"");
        assertThat(pin(node, "Max").raw("AutogeneratedDefaultValue")).isEmpty();
    }

    @Test
    void a_name_in_other_letters_is_the_pin_that_the_catalog_knows() {
        ClipObject node = back(node(
                        "Print",
                        "K2Node_CallFunction",
                        "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Engine.KismetSystemLibrary'\",MemberName=\"PrintString\")",
                        pin(1, "instring", "string", "DefaultValue=\"Water\",")))
                .getFirst();

        assertThat(node.pins())
                .filteredOn(pin -> pin.name().equalsIgnoreCase("InString"))
                .hasSize(1);
    }

    @Test
    void a_character_that_is_written_by_its_number_is_that_character() {
        String words = "NSLOCTEXT(\"[1F]\", \"2\", \"K\\u00fcrbis \\u12 \\\\u00fc\")";
        String text =
                node("Call", "K2Node_CallFunction", CALL, pin(1, "Sign", "text", "DefaultTextValue=" + words + ","));

        assertThat(dsl(text)).contains("Sign=\"Kürbis \\\\u12 \\\\u00fc\"");
        assertThat(pin(back(text).getFirst(), "Sign").raw("DefaultTextValue").orElse(""))
                .contains("\"Kürbis ");
    }
}
