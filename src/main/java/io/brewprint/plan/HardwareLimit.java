package io.brewprint.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.brewprint.llama.LlamaConfig;

/**
 * The most tokens a second that bare f32 matrix products would allow on this CPU: what a training's speed is held
 * against.
 */
public final class HardwareLimit {
    private static final int SIZE = 1024;
    private static final int TIMES = 5;

    private HardwareLimit() {}

    /** Tokens a second; NaN on a GPU, whose limit is not f32's. Takes a tenth of a second. */
    public static double tokensPerSecond(LlamaConfig config, PlanOptions options, NDManager manager) {
        if (manager.getDevice().isGpu()) {
            return Double.NaN;
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray square = scope.randomUniform(-1, 1, new Shape(SIZE, SIZE));
            square.matMul(square).close();
            long start = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                square.matMul(square).close();
            }
            double flops = 2.0 * SIZE * SIZE * SIZE * TIMES / ((System.nanoTime() - start) / 1e9);
            return flops / Speed.flopsPerToken(config, options);
        }
    }
}
