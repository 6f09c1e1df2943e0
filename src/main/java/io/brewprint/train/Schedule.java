package io.brewprint.train;

/**
 * Learning rate by step: linear warm-up, then a way down to a floor.
 *
 * @param kind shape of the way down
 * @param peak highest rate
 * @param warmup steps of warm-up; step 0 already has peak/warmup
 * @param total steps in all
 * @param floor share of the peak that is left at the end, 0 to 1
 */
public record Schedule(Kind kind, double peak, int warmup, int total, double floor) {
    /** Shapes of the way down. */
    public enum Kind {
        COSINE,
        LINEAR,
        CONSTANT
    }

    /** Rate at optimizer step {@code step}, from 0. */
    public double at(int step) {
        if (step < warmup) {
            return peak * (step + 1) / warmup;
        }
        double done = Math.min(1, (step - warmup) / (double) Math.max(1, total - warmup));
        double left = switch (kind) {
            case COSINE -> 0.5 * (1 + Math.cos(Math.PI * done));
            case LINEAR -> 1 - done;
            case CONSTANT -> 1;
        };
        return peak * (floor + (1 - floor) * left);
    }
}
