package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.GrammarAutomaton;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.dsl.Dsl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Megabytes of DSL a second that are parsed and validated, bytes to problems, and that the automaton reads byte by
 * byte; one thread, warm: read the counter {@code megabytes}. Run {@code org.openjdk.jmh.Main ValidateBenchmark} with
 * the test class path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class ValidateBenchmark {
    /** The bundled examples as DSL, or synthetic answers as exams ask them. */
    @Param({"examples", "synthetic"})
    public String texts;

    private final List<byte[]> documents = new ArrayList<>();
    private double megabytes;

    @Setup
    public void read() throws Exception {
        if (texts.equals("examples")) {
            try (var files = Files.list(Path.of("examples/exports"))) {
                for (Path file : files.sorted().toList()) {
                    add(new Translator()
                            .translate(
                                    Files.readString(file), file.getFileName().toString())
                            .dsl());
                }
            }
        } else {
            ComposedRows.small(500, 1, row -> add(row.output()));
        }
    }

    private void add(String dsl) {
        byte[] bytes = dsl.getBytes(StandardCharsets.UTF_8);
        documents.add(bytes);
        megabytes += bytes.length / 1e6;
    }

    /** Text read so far; JMH shows it a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Benchmark
    public void parse(Volume volume, Blackhole sink) {
        for (byte[] document : documents) {
            sink.consume(Dsl.parse(new String(document, StandardCharsets.UTF_8)));
        }
        volume.megabytes += megabytes;
    }

    @Benchmark
    public void parseAndValidate(Volume volume, Blackhole sink) {
        for (byte[] document : documents) {
            sink.consume(Dsl.checkBytes(document, NodeCatalog.standard()));
        }
        volume.megabytes += megabytes;
    }

    @Benchmark
    public void automaton(Volume volume, Blackhole sink) {
        for (byte[] document : documents) {
            var automaton = new GrammarAutomaton();
            sink.consume(automaton.read(document));
            sink.consume(automaton.isComplete());
        }
        volume.megabytes += megabytes;
    }
}
