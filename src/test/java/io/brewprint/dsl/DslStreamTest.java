package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brewprint.blueprint.NodeCatalog;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DslStreamTest {
    private static final String DOOR = """
            BLUEPRINT: BP_Door
            VAR Health: Float = 100.0
            GRAPH: EventGraph
            NODE n1: Event_BeginPlay
            NODE n2: PrintString [InString="Hello, world", Duration=2.0]
            NODE n3: VariableGet [VarName=Health]
            NODE n4: Branch
            NODE n5: GreaterThan [B=50.0]
            NODE n6: DestroyActor
            EXEC n1.Then -> n2.Execute
            EXEC n2.Then -> n4.Execute
            EXEC n4.True -> n6.Execute
            DATA n3.Value -> n5.A [Float]
            DATA n5.ReturnValue -> n4.Condition [Bool]
            """;

    private static List<DslStream.Checked> check(byte[] bytes) throws Exception {
        var all = new ArrayList<DslStream.Checked>();
        DslStream.check(new ByteArrayInputStream(bytes), NodeCatalog.standard(), all::add);
        return all;
    }

    @Test
    void documents_come_one_by_one_with_lines_of_the_file() throws Exception {
        String bad = DOOR.replace("PrintString", "PrintStrnig");
        List<DslStream.Checked> all = check(("\ufeff" + DOOR + bad.replace("\n", "\r\n") + bad.replace('\n', '\r'))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(all).hasSize(3);
        assertThat(all.get(0).problems()).isEmpty();
        assertThat(all.get(1).problems()).extracting(Problem::line).containsExactly(19);
        assertThat(all.get(2).problems()).extracting(Problem::line).containsExactly(33);
        assertThat(all.get(2).document()).isEqualTo(all.get(1).document());
    }

    @Test
    void tabs_a_mark_and_any_line_end_make_no_difference() {
        String odd =
                "\ufeff" + DOOR.replace(": ", ":\t").replace(" -> ", "\t->\t").replace("NODE ", "\tNODE\t");

        for (String end : List.of("\n", "\r\n", "\r")) {
            Parsed parsed = Dsl.parse(odd.replace("\n", end));
            assertThat(parsed.problems()).isEmpty();
            assertThat(parsed.document()).isEqualTo(Dsl.parse(DOOR).document());
        }
        assertThat(Dsl.check(odd.replace('\n', '\r').replace("GreaterThan", "GraterThan")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(8);
                    assertThat(problem.hint()).isEqualTo("did you mean GreaterThan?");
                });
    }

    @Test
    void bytes_that_are_no_utf8_have_a_place() {
        byte[] bytes = "BLUEPRINT: X\nGRAPH: G\nNODE n1: Delay [A=\"a?b\"]\n".getBytes(StandardCharsets.UTF_8);
        bytes[42] = (byte) 0xff;

        assertThat(Dsl.checkBytes(bytes, NodeCatalog.standard()).problems().stream()
                        .filter(problem -> problem.code().equals("BP047")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.column()).isEqualTo(21);
                    assertThat(problem.message()).contains("0xff");
                });
    }

    @Property(tries = 3_000)
    void no_bytes_make_it_throw(@ForAll byte[] bytes) throws Exception {
        assertThat(check(bytes))
                .allSatisfy(checked -> assertThat(checked.problems())
                        .allMatch(problem -> problem.line() >= 0 && problem.column() >= 0));
    }

    @Test
    void a_hundred_megabytes_stream() throws Exception {
        byte[] door = DOOR.getBytes(StandardCharsets.UTF_8);
        long size = 100L << 20;
        var endless = new InputStream() {
            private long at;

            @Override
            public int read() {
                return at >= size ? -1 : door[(int) (at++ % door.length)];
            }
        };
        var problems = new AtomicLong();
        long start = System.nanoTime();

        int count = DslStream.check(
                endless,
                NodeCatalog.standard(),
                checked -> problems.addAndGet(checked.problems().size()));

        System.out.printf("stream: %.0f MB/s%n", size / 1e6 / ((System.nanoTime() - start) / 1e9));
        assertThat(count).isEqualTo((int) (size / door.length) + 1);
        assertThat(problems.get()).isLessThan(10);
    }

    @Test
    void parse_and_validate_is_measured() {
        String text = DOOR;
        double best = 0;
        for (int round = 0; round < 12; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                assertThat(Dsl.check(text)).isEmpty();
            }
            best = Math.max(best, 10_000.0 * text.length() / 1e6 / ((System.nanoTime() - start) / 1e9));
        }
        System.out.printf("parse + validate: %.1f MB/s%n", best);
        // Far under what it does: other work may share the machine.
        assertThat(best).isGreaterThan(5);
    }
}
