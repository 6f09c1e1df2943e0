package io.brewprint.train;

/**
 * Learning rate by step: linear warm-up, then a cosine down to a floor.
 *
 * @param peak highest rate
 * @param warmup steps of warm-up; step 0 already has peak/warmup
 * @param total steps in all
 * @param floor share of the peak that is left at the end, 0 to 1
 */
public record Schedule(double peak, int warmup, int total, double floor) {
    /** Rate at optimizer step {@code step}, from 0. */
    public double at(int step) {
        if (step < warmup) {
            return peak * (step + 1) / warmup;
        }
        double done = Math.min(1, (step - warmup) / (double) Math.max(1, total - warmup));
        return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done)));
    }
}
