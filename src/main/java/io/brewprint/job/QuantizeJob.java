package io.brewprint.job;

import io.brewprint.llama.ComputeType;
import io.brewprint.llama.Precision;
import io.brewprint.llama.QuantizedCopy;
import io.brewprint.llama.WeightFormat;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.QuantizeResult;
import io.brewprint.worker.QuantizeSpec;
import java.nio.file.Files;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Makes the quantised copy of a model. */
final class QuantizeJob implements Job<QuantizeSpec, QuantizeResult> {
    @Override
    public QuantizeResult run(QuantizeSpec job, EventWriter events, BooleanSupplier stop) throws Exception {
        WeightFormat linears = WeightFormat.of(job.quantization(), job.doubleQuant());
        WeightFormat vocabulary = job.vocabulary().equals("int8")
                ? WeightFormat.INT8
                : linears == WeightFormat.F32 ? WeightFormat.F32 : WeightFormat.BF16;
        QuantizedCopy copy = new QuantizedCopy(job.base(), new Precision(linears, vocabulary, ComputeType.F32));
        boolean made = job.force() || !copy.isCurrent();
        long start = System.nanoTime();
        if (made) {
            copy.make((done, total) -> {
                events.progress("quantize", done, total, done + " of " + total + " tensors");
                if (stop.getAsBoolean()) {
                    throw new CancellationException("stopped; the copy is made anew next time");
                }
            });
        }
        return new QuantizeResult(copy.file(), made, Files.size(copy.file()), (System.nanoTime() - start) / 1e9);
    }
}
