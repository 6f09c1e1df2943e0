package io.brewprint.job;

import io.brewprint.llama.LoadProgress;
import io.brewprint.worker.EventWriter;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A model that is loaded for a job: each tensor is a sign of life, and a safe boundary. */
record Loading(EventWriter events, BooleanSupplier stop) implements LoadProgress {
    @Override
    public void tensor(int done, int total) {
        events.beat("loading the model: " + done + " of " + total + " tensors");
        if (stop.getAsBoolean()) {
            throw new CancellationException("stopped while the model was loaded");
        }
    }
}
