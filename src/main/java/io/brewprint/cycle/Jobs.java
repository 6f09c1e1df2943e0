package io.brewprint.cycle;

import java.util.Map;

/** The jobs that a worker knows, by their kind. */
public final class Jobs {
    private Jobs() {}

    /** All of them. */
    public static Map<String, Job> all() {
        return Map.of(
                "pretrain", new PretrainJob(), "train", new TrainJob(), "exam", new ExamJob(), "quantize",
                new QuantizeJob(), "bench_train", BenchJob::train, "bench_slice", BenchJob::slice,
                "bench_generate", BenchJob::generate);
    }
}
