package io.brewprint.worker;

/**
 * LoRA steps beside bare matrix products of the same shapes.
 *
 * @param prefixPackingGain how many times as fast a shared prompt is as a repeated one
 * @param prefixTokenRatio how many times fewer tokens are computed then
 */
public record BenchTrainResult(
        double tokensPerS,
        double matmulGflops,
        double stepGflops,
        double shareOfMatmul,
        double prefixPackingGain,
        double prefixTokenRatio,
        double rowTokensPerS)
        implements JobResult {}
