package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One optimizer step over a window of micro-batches, and losses without gradients. */
final class Stepper {
    /**
     * What a step gave.
     *
     * @param loss mean cross-entropy over the labels of the whole window, nats
     * @param gradNorm global norm before clipping
     */
    record Result(double loss, double gradNorm) {
        /** Whether the weights were updated. */
        boolean finite() {
            return Double.isFinite(loss) && Double.isFinite(gradNorm);
        }
    }

    private final LlamaModel model;
    private final @Nullable LoraAdapter adapter;
    private final AdamW optimizer;
    private final NDManager manager;

    Stepper(LlamaModel model, @Nullable LoraAdapter adapter, AdamW optimizer, NDManager manager) {
        this.model = model;
        this.adapter = adapter;
        this.optimizer = optimizer;
        this.manager = manager;
    }

    /** Accumulates gradients over {@code window} and updates once: every label of the window weighs the same. */
    Result step(List<Batch> window, double rate, double maxGradNorm) {
        int labels = window.stream().mapToInt(Batch::labels).sum();
        double sum = 0;
        JniUtils.setGradMode(true);
        try {
            for (Batch batch : window) {
                try (NDScope ignored = new NDScope(); NDManager scope = manager.newSubManager()) {
                    NDArray loss = batch.loss(model, adapter, true, scope);
                    NDArray upstream = scope.create(1f / labels);
                    JniUtils.backward((PtNDArray) loss, (PtNDArray) upstream, false, false);
                    sum += loss.getFloat();
                }
            }
        } finally {
            JniUtils.setGradMode(false);
        }
        try (NDScope ignored = new NDScope()) {
            return new Result(sum / labels, optimizer.step(rate, maxGradNorm));
        }
    }

    /** Mean cross-entropy over all labels, nats. */
    double evaluate(List<Batch> batches) {
        double sum = 0;
        long labels = 0;
        JniUtils.setGradMode(false);
        for (Batch batch : batches) {
            try (NDScope ignored = new NDScope(); NDManager scope = manager.newSubManager()) {
                sum += batch.loss(model, adapter, false, scope).getFloat();
                labels += batch.labels();
            }
        }
        return labels == 0 ? Double.NaN : sum / labels;
    }
}
