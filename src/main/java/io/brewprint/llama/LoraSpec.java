package io.brewprint.llama;

import java.util.List;

/**
 * What an adapter looks like.
 *
 * @param rank inner width r
 * @param alpha numerator of the scale
 * @param dropout share of adapter inputs dropped while training, 0 to 1
 * @param targets projections that get an adapter
 * @param rankStabilised scale by alpha/sqrt(r) (rsLoRA) instead of alpha/r
 */
public record LoraSpec(int rank, double alpha, double dropout, List<Projection> targets, boolean rankStabilised) {
    /** Checks ranges. */
    public LoraSpec {
        targets = List.copyOf(targets);
        if (rank < 1 || dropout < 0 || dropout >= 1 || targets.isEmpty()) {
            throw new IllegalArgumentException("LoRA needs rank >= 1, dropout in [0,1) and a target, found " + rank
                    + ", " + dropout + ", " + targets);
        }
    }

    /** All seven projections, plain scaling. */
    public static LoraSpec all(int rank, double alpha, double dropout) {
        return new LoraSpec(rank, alpha, dropout, List.of(Projection.values()), false);
    }

    /** Factor on B·A·x. */
    public double scale() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
