package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One planted fault at a time in a sound document: the right code, at the right line and column. */
class PlantedFaultsTest {
    private static final List<String> SOUND = List.of(
            "BLUEPRINT: BP_Door",
            "PARENT: Actor",
            "VAR Health: Float = 100.0",
            "VAR Guest: Actor",
            "VAR Guests: Array<Actor>",
            "GRAPH: EventGraph",
            "NODE n1: Event_BeginPlay",
            "NODE n2: PrintString [InString=\"Hello\", Duration=2.0]",
            "NODE n3: Branch",
            "NODE n4: VariableGet [VarName=Health]",
            "NODE n5: GreaterThan [B=50.0]",
            "NODE n6: VariableSet [VarName=Guest]",
            "NODE n7: GetPlayerPawn",
            "NODE n8: Event_Custom [EventName=Open]",
            "NODE n9: ForEachLoop",
            "NODE n10: VariableGet [VarName=Guests]",
            "EXEC n1.Then -> n3.Execute",
            "EXEC n3.True -> n2.Execute",
            "EXEC n2.Then -> n6.Execute",
            "EXEC n8.Then -> n9.Execute",
            "DATA n4.Value -> n5.A [Float]",
            "DATA n5.ReturnValue -> n3.Condition [Bool]",
            "DATA n7.ReturnValue -> n6.Value [Pawn]",
            "DATA n10.Value -> n9.Array [Array<Actor>]",
            "GRAPH: Greet",
            "NODE f1: FunctionEntry",
            "NODE f2: PrintString",
            "EXEC f1.Then -> f2.Execute");

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    @Test
    void the_document_without_a_fault_has_no_problem() {
        assertThat(Dsl.check(text(SOUND))).isEmpty();
    }

    /** The line that is replaced, or inserted after when it begins with +; the lines that stand there instead. */
    @ParameterizedTest(name = "{index} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|BP001|0|0||the BLUEPRINT line is missing",
                "1|BP002|1|1|BLUEPRINT:|an empty name",
                "+24|BP004|25|1|GRAPH: Empty|a graph without nodes",
                "+8|BP005|9|6|NODE n2: DestroyActor|a node's id a second time",
                "17|BP006|17|17|EXEC n1.Then -> n33.Execute|a wire to no node",
                "18|BP006|18|6|EXEC q3.True -> n2.Execute|a wire from no node",
                "+24|BP006|25|9|COMMENT `x`: n99|a comment around no node",
                "+18|BP007|19|6|EXEC n3.True -> n6.Execute|an exec output that leads to two places",
                "+22|BP008|24|25|NODE n11: RandomBool;;DATA n11.ReturnValue -> n3.Condition|two sources of one input",
                "10|BP009|10|10|NODE n4: VariableGet [VarName=Helth]|a variable that is not declared",
                "+16|BP010|17|6|NODE n11: MakeVector|a node without a wire",
                "+22|BP011|23|6|EXEC n5.ReturnValue -> n2.Execute|a pin for both control and values",
                "9|BP012|9|9|NODE n3 Branch|a line without its colon",
                "8|BP012|8|32|NODE n2: PrintString [InString=\"Hello]|a text that is not closed",
                "17|BP012|17|14|EXEC n1.Then n3.Execute|a wire without its arrow",
                "+16|BP013|17|1|LINK n1.Then -> n3.Execute|a line that begins with no known word",
                "6|BP014|7|1|# GRAPH: EventGraph|a node before any graph",
                "+22|BP015|23|6|DATA 5.0 -> n2.Duration2|a value as the source of a wire",
                "+2|BP016|3|1|PARENT: Pawn|a heading a second time",
                "+18|BP017|19|6|EXEC n3.True -> n2.Execute|a wire a second time",
                "+3|BP018|4|5|VAR Health: Int|a variable a second time",
                "12|BP019|12|10|NODE n6: VariableSet|a set that names no variable",
                "14|BP019|14|10|NODE n8: Event_Custom|a custom event without a name",
                "8|BP021|8|37|NODE n2: PrintString [Duration=1.0, Duration=2.0]|an attribute a second time",
                "25|BP022|25|1|GRAPH: EventGraph|a graph's name a second time",
                "17|BP023|9|6|# cut|nodes that no event leads to",
                "9|BP025|9|10|NODE n3: Brnach|a node type that nobody knows",
                "18|BP026|18|9|EXEC n3.Ture -> n2.Execute|an exec output that the node lacks",
                "21|BP026|21|21|DATA n4.Value -> n5.AA [Float]|an input that the node lacks",
                "23|BP026|23|9|DATA n7.ReturnValu -> n6.Value [Pawn]|an output that the node lacks",
                "8|BP027|8|23|NODE n2: PrintString [InStrin=\"Hello\"]|an attribute that is no input",
                "8|BP027|8|23|NODE n2: PrintString [Execute=1]|an attribute for a pin of control",
                "22|BP028|22|27|DATA n5.ReturnValue -> n4.Value [Bool]|a wire into an output",
                "21|BP028|21|9|DATA n5.B -> n5.A [Float]|a wire from an input",
                "22|BP029|22|27|DATA n5.ReturnValue -> n3.Execute|a value at a pin for control",
                "20|BP029|20|20|EXEC n8.Then -> n9.Array|control at a pin for a value",
                "22|BP031|22|24|DATA n7.ReturnValue -> n3.Condition [Bool]|an object where a truth value is asked for",
                "21|BP031|21|19|DATA n10.Value -> n5.A|an array where a number is asked for",
                "24|BP031|24|18|DATA n4.Value -> n9.Array|a number where an array is asked for",
                "+16|BP031|18|24|NODE n11: Jump;;DATA n7.ReturnValue -> n11.Target|a pawn where a character is asked for",
                "23|BP032|23|24|DATA n5.ReturnValue -> n6.Value [Bool]|a truth value in a variable for actors",
                "3|BP033|3|13|VAR Health: Flaot = 100.0|a variable of a misspelled type",
                "3|BP034|3|13|VAR Health: Float = full|a default that is no number",
                "8|BP034|8|23|NODE n2: PrintString [Duration=long]|an attribute that is no number",
                "20|BP035|20|21|EXEC n3.False -> n8.Execute|control that leads into an event",
                "+16|BP036|18|11|NODE n11: AddFloat;;NODE n12: AddFloat;;DATA n11.ReturnValue -> n12.A;;DATA n12.ReturnValue -> n11.A"
                        + "|values that depend on themselves",
                "27|BP037|27|10|NODE f2: Delay|a node that waits in a function",
                "+27|BP038|28|10|NODE f3: Event_Tick|an event in a function",
                "+4|BP039|5|5|VAR Spare: Int|a variable that nobody uses",
                "10|BP040|10|10|NODE n4: GetVar [Variable=Health]|a type under another name",
                "10|BP041|10|23|NODE n4: VariableGet [Variable=Health]|an attribute under another name",
                "+22|BP042|23|18|DATA n4.Value -> n5.B|a value and a wire at one input",
                "+14|BP043|15|11|NODE n11: Event_BeginPlay|an event a second time",
                "+16|BP044|17|11|NODE n11: SetTimerByFunctionName [FunctionName=Opne, Time=1.0]|a timer for no event",
                "+16|BP044|18|11|NODE n12: Self;;NODE n11: SetTimerByFunctionName [FunctionName=Opne, Time=1.0];;DATA n12.Self -> n11.Object"
                        + "|a timer for no event of this Blueprint",
                "+16|BP044|18|11|NODE n12: Self;;NODE n11: CallFunction [@Function=Opne];;DATA n12.Self -> n11.Target"
                        + "|a call of no function of this Blueprint",
                "+16|BP044|17|11|NODE n11: CallFunction [@Function=Opne]|a call of no function",
                "+16|BP044|17|11|NODE n11: CreateDelegate [@SelectedFunctionName=Opne]|a delegate for no event",
                "+16|BP045|17|11|NODE n11: IsValid|a question about nothing",
                "+16|BP045|17|11|NODE n11: SetTimerByFunctionName [Time=1.0]|a timer that says no function",
                "+16|BP045|17|11|NODE n11: CreateWidget|a widget of no class",
                "+14|BP045|15|11|NODE n11: Event_InputKey|a key that is not said",
                "+14|BP025|15|11|NODE n11: Event_Bananas|an event that nobody knows",
                "24|BP048|15|10|# cut|a loop without its array",
                "+16|BP048|17|11|NODE n11: SpawnActorFromClass [ActorClass=BP_Coin]|an actor spawned nowhere",
                "+16|BP048|17|11|NODE n11: ClearTimerByHandle|a timer cleared that nobody names",
                "+16|BP048|17|11|NODE n11: SetTimerByEvent [Time=1.0]|a timer for nothing",
                "+16|BP048|17|11|NODE n11: BreakHitResult|a hit that is not there",
                "+16|BP048|17|11|NODE n11: SetActorTransform|a transform that is not there",
                "+16|BP049|17|11|NODE n11: AddImpulse [Impulse=`0, 0, 9`]|physics on the actor itself",
                "+16|BP049|17|11|NODE n11: SetText|a text block that an actor is not",
                "+14|BP049|15|11|NODE n11: Event_Possessed|an event of pawns in an actor",
                "+16|BP050|19|24|NODE n11: CastToPlayerController;;EXEC n6.Then -> n11.Execute;;DATA n7.ReturnValue -> n11.Object|a pawn cast to what no pawn is",
                "8|BP034|8|28|NODE n2: SetActorLocation [NewLocation=(X=0,Y=0,Z=42)]|a vector with the names of its members",
                "8|BP034|8|28|NODE n2: SetActorRotation [NewRotation=`0, 90`]|a rotator of two numbers",
                "23|BP046|23|34|DATA n7.ReturnValue -> n6.Value [Vector]|a wire that says it carries something else",
            })
    void is_found(String place, String code, int line, int column, String lines, String what) {
        var text = new ArrayList<>(SOUND);
        int at = Integer.parseInt(place.replace("+", ""));
        if (!place.startsWith("+")) {
            text.remove(at - 1);
            at--;
        }
        String[] given =
                lines == null ? new String[0] : lines.replace("`", "\"").split(";;");
        text.addAll(at, Arrays.asList(given));

        List<Problem> problems = Dsl.check(text(text));

        assertThat(problems).as(what).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.severity())
                    .isEqualTo(ProblemCode.of(code).orElseThrow().severity());
        });
    }

    @Test
    void a_slip_of_the_hand_is_answered_with_what_was_meant() {
        assertThat(hint("NODE n3: Brnach", 9)).isEqualTo("did you mean Branch?");
        assertThat(hint("NODE n4: VariableGet [VarName=Helth]", 10)).isEqualTo("did you mean Health?");
        assertThat(hint("NODE n2: PrintString [InStrin=\"x\"]", 8)).isEqualTo("did you mean InString?");
        assertThat(hint("EXEC n3.Ture -> n2.Execute", 18)).isEqualTo("did you mean True?");
        assertThat(hint("VAR Health: Flaot", 3)).isEqualTo("did you mean Float?");
    }

    @ParameterizedTest
    @CsvSource({
        "Prin, PrintString",
        "PlayAudioAtLocation, PlaySoundAtLocation",
        "SetTimer, SetTimerByEvent or SetTimerByFunctionName",
        "ApplyDamageToActor, ApplyDamage",
        "DelaySeconds, Delay",
        "Event_OnHit, Event_Hit",
    })
    void another_word_for_a_node_is_answered_with_the_names_that_share_its_words(String type, String meant) {
        assertThat(hint("NODE n3: " + type, 9)).as(type).isEqualTo("did you mean " + meant + "?");
    }

    @Test
    void a_value_that_is_wired_or_written_under_another_name_is_said() {
        var text = new ArrayList<>(SOUND);
        text.addAll(
                16,
                List.of(
                        "NODE n11: CreateWidget [Class=WBP_Menu]",
                        "NODE n12: SetTimerByFunctionName [Time=1.0]",
                        "NODE n13: GetDisplayName",
                        "NODE n14: Event_InputKey [Key=E]",
                        "DATA n13.ReturnValue -> n12.FunctionName [String]"));

        assertThat(Dsl.check(text(text))).noneMatch(problem -> problem.code().equals("BP045"));
    }

    @Test
    void a_node_like_no_other_is_told_what_to_do_instead() {
        for (String type : List.of("Wobble", "SetActorHealth", "Xyz")) {
            assertThat(hint("NODE n3: " + type, 9))
                    .startsWith("name its function with [@Function=")
                    .contains("docs/dsl.md");
        }
        assertThat(hint("NODE n3: Event_Bananas", 9)).startsWith("name its function with [@Event=");
    }

    @Test
    void a_timer_or_call_on_another_object_may_name_what_this_blueprint_lacks() {
        for (String on : List.of("n12: GetPlayerPawn", "n12: VariableGet [VarName=Guest]")) {
            String pin = on.contains("Get [") ? "Value" : "ReturnValue";
            var text = new ArrayList<>(SOUND);
            text.addAll(
                    16,
                    List.of(
                            "NODE " + on,
                            "NODE n11: SetTimerByFunctionName [FunctionName=Opne, Time=1.0]",
                            "NODE n13: CallFunction [@Function=Shout]",
                            "DATA n12." + pin + " -> n11.Object",
                            "DATA n12." + pin + " -> n13.Target"));

            assertThat(Dsl.check(text(text)))
                    .as(on)
                    .noneMatch(problem -> problem.code().equals("BP044"));
        }
    }

    private static String hint(String line, int at) {
        var text = new ArrayList<>(SOUND);
        text.set(at - 1, line);
        return Dsl.check(text(text)).stream()
                .filter(problem -> problem.line() == at)
                .map(Problem::hint)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodes_that_say_for_themselves_what_they_are_are_believed() {
        assertThat(Dsl.check("""
                BLUEPRINT: BP_X
                GRAPH: EventGraph
                NODE n1: Event_Opened [@Event="/Script/My.Door:Opened"]
                NODE n2: Frobnicate [Speed=5, @Function="/Script/My.Door:Frobnicate"]
                NODE n3: CallFunction [@Function=Close]
                NODE n5: Event_Custom [EventName=Close]
                NODE n4: CastToBP_Lamp [@Target="/Game/BP_Lamp.BP_Lamp_C"]
                EXEC n1.Then -> n2.Execute
                EXEC n2.Then -> n3.Execute
                EXEC n3.Then -> n4.Execute
                DATA n1.Door -> n4.Object [Actor]
                GRAPH: Rock [Material]
                NODE n1: Add
                NODE n2: Constant3Vector [R=x]
                DATA n2.Output -> n1.A
                """)).isEmpty();
    }

    @Test
    void unreal_converts_on_the_way_what_it_can() {
        assertThat(Dsl.check("""
                BLUEPRINT: BP_X
                GRAPH: EventGraph
                NODE n1: Event_Tick
                NODE n2: PrintString
                NODE n3: GetActorLocation
                NODE n4: AddInt
                NODE n5: SetRelativeLocation
                NODE n6: GetPlayerCharacter
                EXEC n1.Then -> n2.Execute
                EXEC n2.Then -> n5.Execute
                DATA n1.DeltaSeconds -> n2.InString
                DATA n1.DeltaSeconds -> n4.A
                DATA n6.ReturnValue -> n3.Target
                DATA n6.ReturnValue -> n5.Target
                DATA n3.ReturnValue -> n5.NewLocation
                DATA n4.ReturnValue -> n2.Duration
                """)).isEmpty();
    }
}
