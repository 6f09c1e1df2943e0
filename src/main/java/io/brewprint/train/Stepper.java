package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One optimizer step over a window of micro-batches, and losses without gradients. */
public final class Stepper implements AutoCloseable {
    /**
     * What a step gave.
     *
     * @param loss mean cross-entropy over the labels of the whole window, nats
     * @param gradNorm global norm before clipping
     */
    public record Result(double loss, double gradNorm) {
        /** Whether the weights were updated. */
        boolean finite() {
            return Double.isFinite(loss) && Double.isFinite(gradNorm);
        }
    }

    private final LlamaModel model;
    private final @Nullable LoraAdapter adapter;
    private final Supplier<List<Differentiation>> ways;
    private final List<NDArray> parameters;
    private @Nullable Differentiation differentiation;
    private @Nullable Lanes lanes;
    private final Optimizer optimizer;
    private final Gradients gradients;
    private final Clipping clipping;
    private final NDManager manager;

    public Stepper(
            LlamaModel model,
            @Nullable LoraAdapter adapter,
            Differentiation differentiation,
            List<NDArray> parameters,
            Optimizer optimizer,
            NDManager manager) {
        this(model, adapter, () -> List.of(differentiation), parameters, optimizer, manager);
    }

    /**
     * One that computes several micro-batches at once.
     *
     * @param ways one for each lane, a single one for one after the other; asked for at the first step, for weights
     * that
     *     are read from a checkpoint before it lie elsewhere afterwards
     */
    Stepper(
            LlamaModel model,
            @Nullable LoraAdapter adapter,
            Supplier<List<Differentiation>> ways,
            List<NDArray> parameters,
            Optimizer optimizer,
            NDManager manager) {
        this.model = model;
        this.adapter = adapter;
        this.ways = ways;
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.manager = manager;
        gradients = new Gradients(parameters, manager);
        clipping = new Clipping(manager);
    }

    /** How many micro-batches are computed at once. */
    int atOnce() {
        way();
        return lanes == null ? 1 : lanes.count();
    }

    private Differentiation way() {
        Differentiation way = differentiation;
        if (way == null) {
            List<Differentiation> all = ways.get();
            way = all.getFirst();
            differentiation = way;
            lanes = all.size() == 1 ? null : new Lanes(all, parameters, manager);
        }
        return way;
    }

    /**
     * Accumulates gradients over {@code window} and updates once: every label of the window weighs the same. A window
     * whose loss or gradient is not finite leaves the weights as they are.
     */
    public Result step(List<Batch> window, double rate, double maxGradNorm, long seed) {
        int labels = window.stream().mapToInt(Batch::labels).sum();
        double sum = 0;
        gradients.clear();
        Differentiation way = way();
        Lanes side = lanes;
        if (side != null) {
            sum = side.add(window, 1f / labels, seed, gradients);
        }
        for (Batch batch : side == null ? window : List.<Batch>of()) {
            sum += way.add(batch, 1f / labels, seed, gradients, manager);
            seed += 1009; // another mask for each micro-batch
        }
        try (NDScope ignored = new NDScope()) {
            double norm = clipping.clip(gradients.sums(), maxGradNorm);
            Result result = new Result(sum / labels, norm);
            if (result.finite()) {
                optimizer.step(gradients.sums(), rate);
            }
            return result;
        }
    }

    /** Mean cross-entropy over all labels, nats; NaN if there are none. */
    double evaluate(List<Batch> batches, TrainingListener listener) {
        double sum = 0;
        long labels = 0;
        for (Batch batch : batches) {
            listener.working("evaluating");
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                sum += batch.loss(model, adapter, scope).getFloat();
                labels += batch.labels();
            }
        }
        return labels == 0 ? Double.NaN : sum / labels;
    }

    @Override
    public void close() {
        if (lanes != null) {
            lanes.close();
        }
        clipping.close();
        gradients.close();
    }
}
