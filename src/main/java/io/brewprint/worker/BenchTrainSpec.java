package io.brewprint.worker;

import java.util.List;

/**
 * Measure LoRA steps beside bare matrix products.
 *
 * @param promptTokens length of the shared prompt
 * @param batches lengths of the rows of each batch
 */
public record BenchTrainSpec(int promptTokens, List<List<Integer>> batches) implements JobSpec<BenchTrainResult> {
    /** Copies the lists. */
    public BenchTrainSpec {
        batches = batches.stream().map(List::copyOf).toList();
    }

    @Override
    public String kind() {
        return "bench_train";
    }

    @Override
    public Class<BenchTrainResult> resultType() {
        return BenchTrainResult.class;
    }
}
