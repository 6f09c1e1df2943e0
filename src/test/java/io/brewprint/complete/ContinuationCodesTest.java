package io.brewprint.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.ProblemCode;
import io.brewprint.dsl.Severity;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For every error that a text can have: the begin of such a text, and the bytes that would make it and are refused. */
class ContinuationCodesTest {
    private static final ContinuationRules FULL = ContinuationRules.full(NodeCatalog.standard());

    private static final String HEAD = "BLUEPRINT: BP_X\nVAR Health: Float\nVAR Guest: Actor\nGRAPH: EventGraph\n";
    private static final String NODES = HEAD + "NODE n1: Event_BeginPlay\nNODE n2: PrintString\nNODE n3: Delay\n"
            + "NODE n4: AddFloat\nNODE n5: GetActorLocation\nNODE n6: VariableSet [VarName=Guest]\nNODE n7: AddFloat\n"
            + "NODE n8: Branch\nNODE n9: SetActorLocation\nNODE n10: Tunnel\n";

    private static final Map<ProblemCode, String[]> REFUSED = new EnumMap<>(Map.ofEntries(
            Map.entry(ProblemCode.NO_BLUEPRINT, new String[] {"", "GRAPH: G"}),
            Map.entry(ProblemCode.EMPTY_NAME, new String[] {"BLUEPRINT: ", "\n"}),
            Map.entry(ProblemCode.NO_NODES, new String[] {HEAD, "GRAPH: H"}),
            Map.entry(ProblemCode.DUPLICATE_ID, new String[] {NODES + "NODE n2", ":"}),
            Map.entry(ProblemCode.DANGLING_REFERENCE, new String[] {NODES + "EXEC n", "."}),
            Map.entry(ProblemCode.EXEC_FAN_OUT, new String[] {NODES + "EXEC n1.Then -> n2.Execute\nEXEC n", "1."}),
            Map.entry(ProblemCode.TWO_SOURCES, new String[] {
                NODES + "DATA n4.ReturnValue -> n3.Duration\nDATA n7.ReturnValue -> n3.", "Duration"
            }),
            Map.entry(
                    ProblemCode.MIXED_PIN,
                    new String[] {NODES + "EXEC n1.Then -> n10.P0\nDATA n4.ReturnValue -> n10.P0", "\n"}),
            Map.entry(ProblemCode.SYNTAX, new String[] {NODES + "EXEC n1.Then ", "\n"}),
            Map.entry(ProblemCode.UNKNOWN_DIRECTIVE, new String[] {NODES, "X"}),
            Map.entry(ProblemCode.OUTSIDE_GRAPH, new String[] {"BLUEPRINT: BP_X\n", "NODE n1: Delay"}),
            Map.entry(ProblemCode.REPEATED_HEADING, new String[] {"BLUEPRINT: BP_X\nPARENT: A\n", "PARENT: B"}),
            Map.entry(ProblemCode.REPEATED_VARIABLE, new String[] {"BLUEPRINT: BP_X\nVAR A: Int\nVAR A", ":"}),
            Map.entry(ProblemCode.MISSING_ATTRIBUTE, new String[] {HEAD + "NODE n1: VariableGet", "\n"}),
            Map.entry(ProblemCode.REPEATED_GRAPH, new String[] {NODES + "GRAPH: EventGraph", "\n"}),
            Map.entry(ProblemCode.UNKNOWN_PIN, new String[] {NODES + "EXEC n8.", "Otherwise"}),
            Map.entry(ProblemCode.UNKNOWN_ATTRIBUTE, new String[] {HEAD + "NODE n1: Delay [", "Seconds="}),
            Map.entry(ProblemCode.WRONG_DIRECTION, new String[] {NODES + "DATA n4.", "A "}),
            Map.entry(ProblemCode.WRONG_WIRE, new String[] {NODES + "DATA n1.", "Then"}),
            Map.entry(ProblemCode.TYPE_MISMATCH, new String[] {NODES + "DATA n5.ReturnValue -> n3.", "Duration"}),
            Map.entry(ProblemCode.VARIABLE_TYPE, new String[] {NODES + "DATA n4.ReturnValue -> n6.", "Value\n"}),
            Map.entry(ProblemCode.BAD_VALUE, new String[] {HEAD + "NODE n1: Delay [Duration=", "soon"}),
            Map.entry(ProblemCode.EVENT_NOT_ROOT, new String[] {NODES + "EXEC n2.Then -> n", "1."}),
            Map.entry(
                    ProblemCode.DATA_CYCLE,
                    new String[] {NODES + "DATA n4.ReturnValue -> n7.A\nDATA n7.ReturnValue -> n", "4."}),
            Map.entry(
                    ProblemCode.LATENT_IN_FUNCTION,
                    new String[] {"BLUEPRINT: B\nGRAPH: UserConstructionScript\nNODE n1: ", "Delay"}),
            Map.entry(
                    ProblemCode.EVENT_IN_FUNCTION,
                    new String[] {"BLUEPRINT: B\nGRAPH: F\nNODE n1: FunctionEntry\nNODE n2: ", "Event_BeginPlay"}),
            Map.entry(ProblemCode.UNKNOWN_NODE, new String[] {HEAD + "NODE n1: Event_Bananas", "\n"}),
            Map.entry(
                    ProblemCode.WRONG_SELF,
                    new String[] {"BLUEPRINT: B\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_Possessed", "\n"}),
            Map.entry(ProblemCode.HOPELESS_CAST, new String[] {
                HEAD + "NODE n1: CastToPlayerController\nNODE n2: GetPlayerPawn\nNODE n3: IsValid\n"
                        + "DATA n2.ReturnValue -> n",
                "1."
            }),
            Map.entry(ProblemCode.REPEATED_EVENT, new String[] {NODES + "NODE n11: Event_BeginPlay", "\n"}),
            Map.entry(ProblemCode.NOT_UTF8, new String[] {"BLUEPRINT: B", "\u0080"})));

    /** No GRAPH line: the text is never complete before it. The others no single text has, or no text at all. */
    private static final Map<ProblemCode, String> ELSEWHERE = Map.of(
            ProblemCode.NO_GRAPH, "not complete without one",
            ProblemCode.NEEDS_WIRE, "not complete without the wire",
            ProblemCode.UNKNOWN_EVENT, "not complete without the event",
            ProblemCode.TOO_LARGE, "lines and their number are bounded far below the limit",
            ProblemCode.TOO_MANY_PROBLEMS, "the forms that make problems while reading are not offered",
            ProblemCode.NOT_PASTEABLE, "found by the clipboard's writer",
            ProblemCode.BAD_ROW, "found in datasets");

    @Test
    void every_error_is_refused_where_it_would_be_made() {
        for (ProblemCode code : ProblemCode.values()) {
            String[] parts = REFUSED.get(code);
            if (code.severity() != Severity.ERROR || ELSEWHERE.containsKey(code)) {
                assertThat(parts).as(code.name()).isNull();
                continue;
            }
            assertThat(parts).as(code.name()).isNotNull();
            Continuation completion = FULL.start();
            byte[] begin = parts[0].getBytes(StandardCharsets.UTF_8);
            assertThat(completion.read(begin)).as("%s: %s", code, parts[0]).isEqualTo(begin.length);
            byte[] rest = parts[1].getBytes(
                    code == ProblemCode.NOT_UTF8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            assertThat(completion.read(rest))
                    .as("%s: %s|%s", code, parts[0], parts[1])
                    .isLessThan(rest.length);
        }
    }

    @Test
    void a_text_is_complete_once_a_graph_has_a_node() {
        Continuation completion = FULL.start();
        for (String line : new String[] {"BLUEPRINT: BP_X", "\nVAR Health: Float = 1.0", "\nGRAPH: EventGraph"}) {
            completion.read(line.getBytes(StandardCharsets.UTF_8));
            assertThat(completion.isComplete()).as(line).isFalse();
        }
        completion.read("\nNODE n1: Delay".getBytes(StandardCharsets.UTF_8));
        assertThat(completion.isComplete()).isTrue();
        completion.read("\n".getBytes(StandardCharsets.UTF_8));
        assertThat(completion.isComplete()).isTrue();
        completion.read("EXEC ".getBytes(StandardCharsets.UTF_8));
        assertThat(completion.isComplete()).isFalse();
    }

    @Test
    void a_text_is_not_complete_before_what_needs_a_wire_has_one_and_what_is_called_is_there() {
        completes(
                HEAD + "NODE n1: SpawnActorFromClass\n",
                "NODE a: MakeTransform\nDATA a.ReturnValue -> n1.SpawnTransform");
        completes(
                HEAD + "NODE n1: SpawnActorFromClass\nNODE n2: GetActorTransform\n",
                "DATA n2.ReturnValue -> n1.SpawnTransform");
        completes(
                "BLUEPRINT: B\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: AddImpulse\n",
                "NODE a: Select\nDATA a.ReturnValue -> n1.Target");
        completes(
                HEAD + "NODE n1: SetTimerByFunctionName [FunctionName=Open]\n",
                "NODE a: Event_Custom [EventName=Open]");
        completes(
                "BLUEPRINT: B\nGRAPH: Open It\nNODE n1: FunctionEntry\nNODE n2: CallFunction [@Function=\"Close It\"]\n",
                "GRAPH: Close It\nNODE a: OR");
        Continuation wired = at(HEAD + "NODE n1: ForEachLoop\nNODE n2: MakeArray\nDATA n2.ReturnValue -> n1.Array");
        assertThat(wired.isComplete()).isTrue();
    }

    private static Continuation at(String text) {
        Continuation completion = FULL.start();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(completion.read(bytes)).as(text).isEqualTo(bytes.length);
        return completion;
    }

    private static void completes(String begin, String rest) {
        Continuation completion = at(begin);
        assertThat(completion.isComplete()).as(begin).isFalse();
        assertThat(new String(completion.shortestCompletion(), StandardCharsets.UTF_8))
                .as(begin)
                .isEqualTo(rest);
        assertThat(Dsl.isValid(Dsl.check(begin + rest))).as(begin + rest).isTrue();
    }

    @Test
    void the_only_way_on_is_forced_and_the_way_to_the_end_is_short() {
        Continuation completion = FULL.start();
        assertThat(completion.forced()).asString().isEqualTo("BLUEPRINT: ");
        completion.read((NODES + "EXEC n1").getBytes(StandardCharsets.UTF_8));
        assertThat(completion.allows('0')).isTrue();
        completion.read(".".getBytes(StandardCharsets.UTF_8));
        assertThat(completion.forced()).asString().isEqualTo("Then -> n");
        assertThat(completion.shortestCompletion().length).isLessThan(32);
        completion.read("Then -> n2".getBytes(StandardCharsets.UTF_8));
        assertThat(completion.shortestCompletion()).asString().isEqualTo(".Execute");
    }
}
