package io.brewprint.bench;

import io.brewprint.llama.WeightFormat;
import io.brewprint.worker.BenchGenerateResult;
import io.brewprint.worker.BenchGenerateSpec;
import io.brewprint.worker.BenchSliceResult;
import io.brewprint.worker.BenchSliceSpec;
import io.brewprint.worker.BenchTrainResult;
import io.brewprint.worker.BenchTrainSpec;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.JobTable;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The benchmarks that need a process of their own, as jobs. */
public final class BenchJob {
    private static final double GIB = 1L << 30;

    private BenchJob() {}

    /** All of them. */
    public static JobTable all() {
        return JobTable.EMPTY
                .with(BenchTrainSpec.class, BenchJob::train)
                .with(BenchSliceSpec.class, BenchJob::slice)
                .with(BenchGenerateSpec.class, BenchJob::generate);
    }

    private static BenchTrainResult train(BenchTrainSpec spec, EventWriter events, BooleanSupplier stop) {
        TrainBench.Result r = TrainBench.run(
                spec.promptTokens(),
                spec.batches().stream()
                        .map(b -> b.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                events::log);
        return new BenchTrainResult(
                r.tokensPerSecond(),
                r.matmulGflops(),
                r.stepGflops(),
                r.shareOfMatmul(),
                r.prefixPackingGain(),
                r.prefixTokenRatio(),
                r.rowTokensPerSecond());
    }

    private static BenchGenerateResult generate(BenchGenerateSpec spec, EventWriter events, BooleanSupplier stop)
            throws IOException {
        GenerateBench.Result r = GenerateBench.run(events::log);
        ConstraintBench.Result c = ConstraintBench.run(spec.base(), spec.adapter(), events::log);
        return new BenchGenerateResult(
                r.batch1(),
                r.batch16(),
                r.prefixSharingGain(),
                r.sameAnswers(),
                r.examSeconds(),
                c.model(),
                c.overhead(),
                c.overheadDrawn(),
                c.validShare(),
                c.freeValidShare(),
                c.tokensPerSecond(),
                c.freeTokensPerSecond());
    }

    private static BenchSliceResult slice(BenchSliceSpec spec, EventWriter events, BooleanSupplier stop) {
        SliceBench.Result r = SliceBench.run(
                spec.model(),
                WeightFormat.of(spec.quantization(), true),
                spec.layers(),
                spec.rank(),
                spec.sequence(),
                events::log);
        Double peak = gib(r.peakBytes());
        return new BenchSliceResult(
                r.parameters(),
                r.planGib(),
                r.loadSeconds(),
                r.stepSeconds(),
                r.loss(),
                gib(r.loadBytes()),
                peak,
                peak == null ? null : peak / r.planGib());
    }

    private static @Nullable Double gib(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() / GIB : null;
    }
}
