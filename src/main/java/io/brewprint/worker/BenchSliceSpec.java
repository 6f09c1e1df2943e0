package io.brewprint.worker;

/** Train one step of a few layers of a large model's true shape. */
public record BenchSliceSpec(String model, String quantization, int layers, int rank, int sequence)
        implements JobSpec<BenchSliceResult> {
    @Override
    public String kind() {
        return "bench_slice";
    }

    @Override
    public Class<BenchSliceResult> resultType() {
        return BenchSliceResult.class;
    }
}
