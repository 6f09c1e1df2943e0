package io.brewprint.worker;

import org.jspecify.annotations.Nullable;

/**
 * A step of a slice beside its memory plan; peaks are absent where the system does not tell them.
 *
 * @param peakOfPlan the peak as a share of the plan
 */
public record BenchSliceResult(
        long parameters,
        double planGib,
        double loadSeconds,
        double stepSeconds,
        double loss,
        @Nullable Double loadPeakGib,
        @Nullable Double peakGib,
        @Nullable Double peakOfPlan)
        implements JobResult {}
