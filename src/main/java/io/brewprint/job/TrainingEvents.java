package io.brewprint.job;

import io.brewprint.train.TrainingListener;
import io.brewprint.worker.EventWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A training's news as worker events. */
final class TrainingEvents implements TrainingListener {
    private final String stage;
    private final EventWriter events;
    private final BooleanSupplier stop;

    TrainingEvents(String stage, EventWriter events, BooleanSupplier stop) {
        this.stage = stage;
        this.events = events;
        this.stop = stop;
    }

    @Override
    public void step(int step, int total, double loss, double rate, double gradNorm, double tokensPerSecond) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss);
        metrics.put("learning_rate", rate);
        metrics.put("grad_norm", gradNorm);
        metrics.put("tokens_per_second", tokensPerSecond);
        events.progress(
                stage,
                step,
                total,
                String.format(Locale.ROOT, "loss %.3f, %.0f tokens/s", loss, tokensPerSecond),
                metrics);
    }

    @Override
    public void resources(int step, double shareOfLimit, double memoryGib) {
        events.metric(stage, step, "share_of_limit", shareOfLimit);
        events.metric(stage, step, "memory_gib", memoryGib);
    }

    @Override
    public void evaluated(int step, double loss) {
        events.metric(stage, step, "eval_loss", loss);
        events.log(String.format(Locale.ROOT, "step %d: validation loss %.3f", step, loss));
    }

    @Override
    public void working(String what) {
        events.beat(what);
    }

    @Override
    public void note(String message) {
        events.log(message);
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }
}
