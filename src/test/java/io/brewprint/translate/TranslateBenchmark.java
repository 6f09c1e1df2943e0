package io.brewprint.translate;

import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Corpus;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Megabytes of clipboard text a second, over the corpus, one thread, warm: read the counter {@code megabytes}. Run
 * {@code org.openjdk.jmh.Main TranslateBenchmark} with the test class path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 5, time = 4)
public class TranslateBenchmark {
    private record Text(String name, byte[] bytes) {}

    private final List<Text> texts = new ArrayList<>();
    private final Translator translator = new Translator();
    private double megabytes;

    @Setup
    public void read() throws Exception {
        for (Path file : Corpus.texts()) {
            texts.add(new Text(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
            megabytes += Files.size(file) / 1e6;
        }
    }

    /** Text read so far; JMH shows it a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Benchmark
    public void parse(Volume volume, Blackhole sink) {
        for (Text text : texts) {
            sink.consume(clip(text));
        }
        volume.megabytes += megabytes;
    }

    @Benchmark
    public void parseAndTranslate(Volume volume, Blackhole sink) throws Exception {
        for (Text text : texts) {
            sink.consume(translator.translate(clip(text), text.name()));
        }
        volume.megabytes += megabytes;
    }

    private static Clip clip(Text text) {
        return ClipboardParser.parse(new String(text.bytes(), StandardCharsets.UTF_8));
    }
}
