package io.brewprint.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Problem;
import io.brewprint.dsl.ProblemCode;
import io.brewprint.dsl.Severity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is chosen among the bytes that may follow, the text ends in a document without errors. */
class ContinuationTest {
    private static final ContinuationRules FULL = ContinuationRules.full(NodeCatalog.standard());

    /** Walks uniformly over the bytes that may follow, and is finished when the budget is spent. */
    static byte[] walk(Continuation completion, Random random, int budget) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < budget; i++) {
            if (completion.isComplete() && random.nextInt(40) == 0) {
                return out.toByteArray();
            }
            byte[] forced = completion.forced();
            if (forced.length > 0) {
                assertThat(completion.read(forced)).isEqualTo(forced.length);
                out.writeBytes(forced);
                continue;
            }
            long[] allowed = completion.allowed();
            int count = 0;
            for (long word : allowed) {
                count += Long.bitCount(word);
            }
            if (count == 0) {
                assertThat(completion.isComplete()).as("stuck after '%s'", out).isTrue();
                return out.toByteArray();
            }
            int b = chosen(allowed, random, count);
            assertThat(completion.step(b)).isTrue();
            out.write(b);
        }
        byte[] rest = completion.shortestCompletion();
        assertThat(completion.read(rest)).isEqualTo(rest.length);
        assertThat(completion.isComplete()).isTrue();
        out.writeBytes(rest);
        return out.toByteArray();
    }

    /** One of the bytes; those that end something and those of the language's words more often than the rest. */
    private static int chosen(long[] allowed, Random random, int count) {
        int fallback = -1;
        int skip = random.nextInt(count);
        for (int b = 0; b < 256; b++) {
            if ((allowed[b >> 6] >> (b & 63) & 1) == 1) {
                boolean mark = "\n\",]:=.".indexOf(b) >= 0;
                if (mark && random.nextInt(4) == 0) {
                    return b;
                }
                fallback = skip-- == 0 ? b : fallback;
            }
        }
        return fallback;
    }

    private static List<Problem> errors(byte[] bytes) {
        return Dsl.checkBytes(bytes, NodeCatalog.standard()).problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    @Test
    void every_walk_ends_in_a_document_without_errors() {
        int nodes = 0;
        int wires = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = walk(FULL.start(), random, random.nextInt(random.nextInt(10) == 0 ? 4_000 : 600));
            String text = new String(bytes, StandardCharsets.UTF_8);

            assertThat(errors(bytes)).as("seed %d: %s", seed, text).isEmpty();
            assertThat(new GrammarAutomaton().read(bytes))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(bytes.length);
            for (Graph graph : Dsl.parse(text).document().graphs()) {
                nodes += graph.nodes().size();
                wires += graph.edges().size();
            }
        }
        System.out.printf("full walks: %d nodes, %d wires%n", nodes, wires);
        assertThat(nodes).isGreaterThan(3_000);
        assertThat(wires).isGreaterThan(1_000);
    }

    @Test
    void every_walk_on_from_within_a_real_answer_ends_in_a_document_without_errors() {
        var answers = new ArrayList<String>();
        ComposedRows.small(100, 13, row -> answers.add(row.output()));
        for (int seed = 0; seed < 1_500; seed++) {
            var random = new Random(seed);
            byte[] answer = answers.get(seed % answers.size()).getBytes(StandardCharsets.UTF_8);
            byte[] begin = Arrays.copyOf(answer, random.nextInt(answer.length));
            Continuation completion = FULL.start();
            assertThat(completion.read(begin)).isEqualTo(begin.length);
            byte[] rest = walk(completion, random, random.nextInt(500));
            byte[] bytes = Arrays.copyOf(begin, begin.length + rest.length);
            System.arraycopy(rest, 0, bytes, begin.length, rest.length);

            assertThat(errors(bytes))
                    .as("seed %d: %s", seed, new String(bytes, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    /** What is called must be declared by the same name, in quotes with escapes where it needs them. */
    @Test
    void a_call_by_a_name_that_begins_with_a_mark_is_completed_by_the_event_of_that_name() {
        for (String name : List.of("\\", "\\x", "a\\", "\"\\\\\"", "\"\\\"q\"", "a b")) {
            String begin = "BLUEPRINT: B\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_EndPlay\n"
                    + "NODE n2: PauseTimerByFunctionName [FunctionName=" + name;
            Continuation completion = FULL.start();
            byte[] bytes = begin.getBytes(StandardCharsets.UTF_8);
            assertThat(completion.read(bytes)).as(name).isEqualTo(bytes.length);
            String text = begin + new String(completion.shortestCompletion(), StandardCharsets.UTF_8);

            assertThat(Dsl.check(text)).as(text).noneMatch(problem -> problem.isError() || problem.isCompile());
            assertThat(text).contains("EventName=");
        }
    }

    @Test
    void a_call_on_this_blueprint_is_completed_by_its_event_and_a_call_on_another_object_is_not() {
        String begin = "BLUEPRINT: B\nPARENT: Actor\nGRAPH: EventGraph\nNODE n1: Event_BeginPlay\nNODE n2: %s\n"
                + "NODE n3: SetTimerByFunctionName [FunctionName=Rise, Time=1.0]\nDATA n2.%s -> n3.Object [Actor]\n";
        for (boolean self : List.of(true, false)) {
            String text = begin.formatted(self ? "Self" : "GetPlayerPawn", self ? "Self" : "ReturnValue");
            Continuation completion = FULL.start();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(completion.read(bytes)).as(text).isEqualTo(bytes.length);
            assertThat(completion.isComplete()).as(text).isNotEqualTo(self);
            String whole = text + new String(completion.shortestCompletion(), StandardCharsets.UTF_8);

            assertThat(whole.contains("[EventName=Rise]")).as(whole).isEqualTo(self);
            assertThat(errors(whole.getBytes(StandardCharsets.UTF_8))).as(whole).isEmpty();
        }
    }

    @Test
    void every_walk_by_the_grammar_alone_parses() {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = walk(ContinuationRules.syntax().start(), random, random.nextInt(400));
            String text = new String(bytes, StandardCharsets.UTF_8);

            assertThat(Dsl.parse(text).problems())
                    .as("seed %d: %s", seed, text)
                    .noneMatch(problem ->
                            ProblemCode.of(problem.code()).orElseThrow().isForm());
        }
    }
}
