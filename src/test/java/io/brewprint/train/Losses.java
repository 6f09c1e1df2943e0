package io.brewprint.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps the losses and rates of a training's steps, and stops it after so many. */
public final class Losses implements TrainingListener {
    private final List<Double> losses;
    private final List<Double> rates = new ArrayList<>();
    private final int stopAfter;

    /**
     * A listener.
     *
     * @param losses to which they are added
     * @param stopAfter so many of them there is a stop
     */
    public Losses(List<Double> losses, int stopAfter) {
        this.losses = losses;
        this.stopAfter = stopAfter;
    }

    List<Double> rates() {
        return rates;
    }

    @Override
    public void step(int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond) {
        losses.add(loss);
        rates.add(rate);
    }

    @Override
    public boolean stopRequested() {
        return losses.size() >= stopAfter;
    }
}
