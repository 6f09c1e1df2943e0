package io.brewprint.worker;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Decoding alone, in batches, behind a shared prompt, and what the constraint costs; shares are 0 to 1. */
public record BenchGenerateResult(
        @JsonProperty("batch1_tokens_per_s") double batch1,
        @JsonProperty("batch16_tokens_per_s") double batch16,
        double prefixSharingGain,
        double sameAnswers,
        double examSeconds,
        String constraintModel,
        double constraintOverhead,
        double constraintOverheadDrawn,
        double constrainedValidShare,
        double unconstrainedValidShare,
        double constrainedTokensPerS,
        double unconstrainedTokensPerS)
        implements JobResult {}
