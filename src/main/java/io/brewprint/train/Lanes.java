package io.brewprint.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.Projection;
import io.brewprint.tensor.Compute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The micro-batches of a window side by side, each lane in a thread of its own with sums of its own: a small model's
 * products leave cores waiting for each other, and two lanes on two cores do not. Sums are added up in the lanes'
 * order, so that a step gives the same numbers whenever it is computed.
 */
final class Lanes implements AutoCloseable {
    /** Weights of all projections above which one product keeps all cores busy. */
    private static final long SMALL = 30_000_000L;

    private static final int MOST = 4;

    private record Lane(Differentiation way, Gradients sums) {}

    private final List<Lane> lanes = new ArrayList<>();
    private final ExecutorService threads;
    private final NDManager manager;

    /**
     * Lanes.
     *
     * @param ways one a lane, on arrays that no other lane names
     * @param parameters what is trained
     */
    Lanes(List<Differentiation> ways, List<NDArray> parameters, NDManager manager) {
        this.manager = manager;
        ways.forEach(way -> lanes.add(new Lane(way, new Gradients(parameters, manager))));
        threads = Executors.newFixedThreadPool(
                ways.size(), Thread.ofPlatform().daemon().name("lane-", 0).factory());
    }

    /**
     * How many lanes pay.
     *
     * @param dropout of the adapter: its draws come from one generator, so that there is one lane
     */
    private static int count(LlamaModel model, double dropout) {
        long weights = Projection.weights(model.config()) * model.config().layers();
        return model.device().isGpu() || weights > SMALL || dropout > 0 ? 1 : Math.clamp(Compute.threads(), 1, MOST);
    }

    /** As many ways to get the gradients of every weight as pay. */
    static List<Differentiation> full(LlamaModel model, NDManager manager) {
        List<Differentiation> ways = new ArrayList<>();
        for (int i = 0; i < count(model, 0); i++) {
            ways.add(Differentiation.full(i == 0 ? model : model.beside(manager)));
        }
        return ways;
    }

    /** As many ways to get the adapter's gradients in one call as pay. */
    static List<Differentiation> whole(LlamaModel model, LoraAdapter adapter, NDManager manager) {
        List<Differentiation> ways = new ArrayList<>();
        for (int i = 0; i < count(model, adapter.spec().dropout()); i++) {
            ways.add(Differentiation.whole(
                    i == 0 ? model : model.beside(manager), i == 0 ? adapter : adapter.beside(manager)));
        }
        return ways;
    }

    /** How many there are. */
    int count() {
        return lanes.size();
    }

    /** Adds the gradients of {@code scale} times each batch's summed loss; gives the sum of the losses. */
    double add(List<Batch> window, float scale, long seed, Gradients into) {
        List<List<Batch>> shares = shares(window);
        List<Future<Double>> sums = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            List<Batch> share = shares.get(i);
            sums.add(threads.submit(() -> {
                JniUtils.setNumThreads(1);
                lane.sums.clear();
                double sum = 0;
                for (Batch batch : share) {
                    sum += lane.way.add(batch, scale, seed, lane.sums, manager);
                }
                return sum;
            }));
        }
        double sum = 0;
        for (Future<Double> each : sums) {
            sum += joined(each);
        }
        JniUtils.setNumThreads(Compute.threads()); // for what this thread computes alone
        lanes.forEach(lane -> into.add(0, lane.sums.sums()));
        return sum;
    }

    /** The largest first, each to the lane that has least; the same for the same window. */
    private List<List<Batch>> shares(List<Batch> window) {
        List<List<Batch>> shares = new ArrayList<>();
        long[] tokens = new long[lanes.size()];
        lanes.forEach(lane -> shares.add(new ArrayList<>()));
        List<Batch> sorted = window.stream()
                .sorted(Comparator.comparingInt(Batch::tokens).reversed())
                .toList();
        for (Batch batch : sorted) {
            int least = 0;
            for (int i = 1; i < tokens.length; i++) {
                if (tokens[i] < tokens[least]) {
                    least = i;
                }
            }
            tokens[least] += batch.tokens();
            shares.get(least).add(batch);
        }
        return shares;
    }

    private static double joined(Future<Double> lane) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lane.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the arrays are in use until the lane ends
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException fault
                            ? fault
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        lanes.forEach(lane -> lane.sums.close());
    }
}
