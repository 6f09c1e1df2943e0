package io.brewprint.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.TokenPositions;
import java.util.ArrayList;
import java.util.List;

/** A way to get the gradients of a micro-batch's loss. All ways give the same numbers, at another price. */
public interface Differentiation {
    /**
     * Adds the gradients of {@code scale} times the batch's summed loss to {@code into}.
     *
     * @param seed of the adapter's dropout
     * @return the summed loss, not scaled
     */
    double add(Batch batch, float scale, long seed, Gradients into, NDManager manager);

    /** In one call that holds every layer's activations. */
    static Differentiation whole(LlamaModel model, LoraAdapter adapter) {
        return (batch, scale, seed, into, manager) -> {
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                seed(seed);
                NDList out = model.wholeVjp(
                        batch.ids(scope),
                        model.positions(batch.packing(), scope),
                        batch.rows(scope),
                        batch.targets(scope),
                        scope.create(scale),
                        adapter);
                into.add(0, out.subList(1, out.size()));
                return out.get(0).getFloat();
            }
        };
    }

    /** Gradients of every weight, in one call. */
    static Differentiation full(LlamaModel model) {
        return (batch, scale, seed, into, manager) -> {
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                NDList out = model.fullVjp(
                        batch.ids(scope),
                        model.positions(batch.packing(), scope),
                        batch.rows(scope),
                        batch.targets(scope),
                        scope.create(scale));
                into.add(0, out.subList(1, out.size()));
                return out.get(0).getFloat();
            }
        };
    }

    /**
     * Layer by layer: forward keeps each layer's input alone, backward runs the layer again. What is held is one
     * layer's activations and dequantised weights, whatever the model's depth.
     *
     * @param onHost whether the inputs wait in the host's memory
     */
    static Differentiation layered(LlamaModel model, LoraAdapter adapter, boolean onHost) {
        return (batch, scale, seed, into, manager) -> {
            try (NDScope ignored = new NDScope();
                    NDManager scope = manager.newSubManager()) {
                TokenPositions at = model.positions(batch.packing(), scope);
                List<NDArray> inputs = new ArrayList<>();
                NDArray x = model.embed(batch.ids(scope));
                int layers = model.config().layers();
                for (int i = 0; i < layers; i++) {
                    inputs.add(onHost ? model.toHost(x) : x);
                    seed(seed + i);
                    NDArray next = model.layer(i, x, at, adapter, true);
                    if (onHost) {
                        x.close();
                    }
                    x = next;
                }
                NDList top = model.lossVjp(x, batch.rows(scope), batch.targets(scope), scope.create(scale));
                x.close();
                NDArray gradient = top.get(1);
                int each = adapter.layer(0).size();
                for (int i = layers - 1; i >= 0; i--) {
                    seed(seed + i);
                    NDArray input = onHost ? model.toDevice(inputs.get(i)) : inputs.get(i);
                    NDList out = model.layerVjp(i, input, gradient, at, adapter);
                    into.add(i * each, out.subList(1, out.size()));
                    out.subList(1, out.size()).forEach(NDArray::close);
                    gradient.close();
                    input.close();
                    inputs.get(i).close();
                    gradient = out.get(0);
                }
                return top.get(0).getFloat();
            }
        };
    }

    private static void seed(long seed) {
        Engine.getInstance().setRandomSeed(Math.toIntExact(Math.floorMod(seed, 1L << 30)));
    }
}
