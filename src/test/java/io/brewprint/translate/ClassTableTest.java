package io.brewprint.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each property that {@code classes.tsv} names comes back from the way there and back, or is known to be left out. */
class ClassTableTest {
    private static final String SIGNATURE =
            "(MemberParent=\"/Script/CoreUObject.Package'/Script/UMG'\",MemberName=\"OnHovered__DelegateSignature\")";

    /** Written anew: any value that Unreal binds by will do. */
    private static final Set<String> ANEW = Set.of(
            "K2Node_InputAxisEvent EventReference",
            "K2Node_InputAxisEvent CustomFunctionName",
            "K2Node_ComponentBoundEvent CustomFunctionName");

    /** Written from the graph that the node holds; {@link CollapsedGraphTest} has those. */
    private static final Set<String> ELSEWHERE = Set.of("BoundGraph", "InputSinkNode", "OutputSourceNode");

    /** A node of the class with an unusual value of the property, by class and property; the class of row * is free. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("bDefaultsToPureFunc", "K2Node_CallFunction|bDefaultsToPureFunc=True"),
            Map.entry("bIsPureFunc", "K2Node_CallFunction|bIsPureFunc=True"),
            Map.entry("bIsConstFunc", "K2Node_CallFunction|bIsConstFunc=True"),
            Map.entry("bIsNodeEnabled", "K2Node_IfThenElse|bIsNodeEnabled=True"),
            Map.entry("bUserSetEnabledState", "K2Node_IfThenElse|bUserSetEnabledState=True"),
            Map.entry("bCanRenameNode", "K2Node_Timeline|bCanRenameNode=True"),
            Map.entry("bMadeAfterOverridePinRemoval", "K2Node_BreakStruct|bMadeAfterOverridePinRemoval=True"),
            Map.entry("bIsInterfaceCall", "K2Node_CallFunction|bIsInterfaceCall=True"),
            Map.entry("bOverrideFunction", "K2Node_Event|bOverrideFunction=True"),
            Map.entry("bInternalEvent", "K2Node_CustomEvent|bInternalEvent=True"),
            Map.entry("SelfContextInfo", "K2Node_VariableGet|SelfContextInfo=NotSelfContext"),
            Map.entry("bWantsEnumToExecExpansion", "K2Node_CallFunction|bWantsEnumToExecExpansion=True"),
            Map.entry(
                    "ShowPinForProperties",
                    "K2Node_SetFieldsInStruct|ShowPinForProperties(0)=(PropertyName=\"Ripe\",bShowPin=True,"
                            + "bCanToggleVisibility=True)"),
            Map.entry(
                    "K2Node_Event EventReference",
                    "EventReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\","
                            + "MemberName=\"OnWatered\")"),
            Map.entry("K2Node_Event CustomFunctionName", "CustomFunctionName=\"AnimNotify_Step\""),
            Map.entry(
                    "K2Node_InputAxisEvent EventReference",
                    "EventReference=(MemberParent=\"/Script/CoreUObject.Package'/Script/Engine'\")"),
            Map.entry("K2Node_InputAxisEvent CustomFunctionName", "CustomFunctionName=\"InpAxisEvt_Lean_9\""),
            Map.entry("K2Node_Timeline TimelineGuid", "TimelineGuid=0123456789ABCDEF0123456789ABCDEF"),
            Map.entry(
                    "K2Node_VariableGet VariableReference",
                    "VariableReference=(MemberName=\"Ripe\",bSelfContext=True)"),
            Map.entry(
                    "K2Node_VariableSet VariableReference",
                    "VariableReference=(MemberName=\"Ripe\",bSelfContext=True)"),
            Map.entry("NumAdditionalInputs", "NumAdditionalInputs=5"),
            Map.entry("K2Node_PromotableOperator OperationName", "OperationName=\"Graft\""),
            Map.entry(
                    "K2Node_MacroInstance MacroGraphReference",
                    "MacroGraphReference=(MacroGraph=\"/Script/Engine.EdGraph'/Game/M_Garden.M_Garden:Weed'\","
                            + "GraphBlueprint=\"/Script/Engine.Blueprint'/Game/M_Garden.M_Garden'\")"),
            Map.entry(
                    "K2Node_MacroInstance ResolvedWildcardType",
                    "ResolvedWildcardType=(PinCategory=\"object\",PinSubCategoryObject="
                            + "\"/Script/CoreUObject.Class'/Script/Garden.Plant'\")"),
            Map.entry("TargetType", "TargetType=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\""),
            Map.entry("K2Node_ComponentBoundEvent DelegatePropertyName", "DelegatePropertyName=\"OnHovered\""),
            Map.entry("K2Node_ComponentBoundEvent CustomFunctionName", "CustomFunctionName=\"BndEvt__Garden_7\""));

    private record Row(String nodeClass, List<String> keys, List<String> derived, List<String> left) {}

    private static List<Row> rows() throws Exception {
        var rows = new ArrayList<Row>();
        try (var in = NodeCatalog.class.getResourceAsStream("classes.tsv")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\r?\n")) {
                String[] cells = line.split("\t", -1);
                if (!line.startsWith("#") && cells.length >= 3) {
                    rows.add(new Row(
                            cells[0],
                            words(cells[1], ";"),
                            words(cells[2], " "),
                            words(cells.length > 3 ? cells[3] : "", " ")));
                }
            }
        }
        return rows;
    }

    private static List<String> words(String cell, String mark) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(mark));
    }

    private static String generated(String nodeClass, String property) {
        return ClipboardGenerator.generate(Dsl.parse(dsl(nodeClass, property)).document())
                .text();
    }

    private static String dsl(String nodeClass, String property) {
        String function = "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\","
                + "MemberName=\"Graft_PlantPlant\")";
        var text = new StringBuilder("Begin Object Class=/Script/BlueprintGraph." + nodeClass + " Name=\"" + nodeClass
                + "_0\"\n   " + property + "\n");
        // What names the node, where the property itself does not.
        String named = switch (nodeClass) {
            case "K2Node_Event" ->
                "EventReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\",MemberName=\"Grow\")";
            case "K2Node_VariableGet", "K2Node_VariableSet" ->
                "VariableReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\",MemberName=\"Ripe\")";
            case "K2Node_ComponentBoundEvent" -> "DelegatePropertyName=\"OnHovered\"\n   EventReference=" + SIGNATURE;
            case "K2Node_MacroInstance" -> "MacroGraphReference=(MacroGraph=EdGraph'/Game/M.M:Weed')";
            case "K2Node_CustomEvent" -> "CustomFunctionName=\"Sow\"";
            default ->
                nodeClass.contains("Call") || nodeClass.contains("Operator") || nodeClass.contains("Message")
                        ? function
                        : "NodePosX=1";
        };
        if (!named.startsWith(property.substring(0, property.indexOf('=')))) {
            text.append("   ").append(named).append('\n');
        }
        // An exec pin beside it, so that a flag of a function without control is none that follows from the pins.
        String pin = "   CustomProperties Pin (PinId=%032X,PinName=\"%s\",PinType.PinCategory=\"%s\",%s)\n";
        text.append(pin.formatted(1, "execute", "exec", ""));
        text.append(pin.formatted(2, "Ripe", "bool", "DefaultValue=\"true\",AutogeneratedDefaultValue=\"false\","));
        return new Translator().translate(text + "End Object\n", "garden.txt").dsl();
    }

    @TestFactory
    List<DynamicTest> aPropertyThatIsDerivedComesBackWhateverItsValue() throws Exception {
        var tests = new ArrayList<DynamicTest>();
        for (Row row : rows()) {
            for (String property : row.derived()) {
                if (!ELSEWHERE.contains(property)) {
                    tests.add(
                            DynamicTest.dynamicTest(row.nodeClass() + " " + property, () -> comesBack(row, property)));
                }
            }
            for (String key : row.keys()) {
                String property = key.substring(key.indexOf('=') + 1);
                tests.add(DynamicTest.dynamicTest(
                        row.nodeClass() + " " + property,
                        () -> assertThat(generated(row.nodeClass(), property + "=\"Rake\""))
                                .containsPattern(property + "=\"?Rake\"?\n")));
            }
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests;
    }

    private static void comesBack(Row row, String property) {
        String given = EXAMPLES.get(row.nodeClass() + " " + property);
        given = given == null ? EXAMPLES.get(property) : given;
        if (given == null && property.equals("FunctionReference")) {
            given = "FunctionReference=(MemberParent=\"/Script/CoreUObject.Class'/Script/Garden.Plant'\","
                    + "MemberName=\"Prune\")";
        }
        assertThat(given)
                .as("an example of " + row.nodeClass() + " " + property)
                .isNotNull();
        int bar = String.valueOf(given).indexOf('|');
        String nodeClass = bar < 0 ? row.nodeClass() : String.valueOf(given).substring(0, bar);
        String line = String.valueOf(given).substring(bar + 1);

        String text = generated(nodeClass, line);

        if (ANEW.contains(row.nodeClass() + " " + property)) {
            assertThat(text).containsPattern("\n   " + property + "=[\"(].+");
        } else {
            assertThat(text).contains("\n   " + line + "\n");
        }
        assertThat(text).contains("Class=/Script/BlueprintGraph." + nodeClass + " ");
    }

    @TestFactory
    List<DynamicTest> aPropertyThatIsLayoutOrANoteIsLeftOut() throws Exception {
        var tests = new ArrayList<DynamicTest>();
        for (Row row : rows()) {
            for (String property : row.left()) {
                String nodeClass = row.nodeClass().equals("*") ? "K2Node_IfThenElse" : row.nodeClass();
                tests.add(DynamicTest.dynamicTest(
                        row.nodeClass() + " " + property,
                        () -> assertThat(dsl(nodeClass, property + "=7")).doesNotContain("@" + property)));
            }
        }
        return tests;
    }
}
