package io.brewprint.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Measure decoding.
 *
 * @param base model for the constraint's part; absent for an untrained small one
 * @param adapter on it, if any
 */
public record BenchGenerateSpec(
        @Nullable Path base, @Nullable Path adapter) implements JobSpec<BenchGenerateResult> {
    @Override
    public String kind() {
        return "bench_generate";
    }

    @Override
    public Class<BenchGenerateResult> resultType() {
        return BenchGenerateResult.class;
    }
}
