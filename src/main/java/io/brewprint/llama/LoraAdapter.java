package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A LoRA adapter's tensors: for every layer and target a pair A {@code [r,in]} and B {@code [out,r]}, f32.
 * The adapted projection is W·x + scale·B·(A·x).
 */
public final class LoraAdapter implements AutoCloseable {
    /** Gives the initial values of A ({@code b} false) or B of a layer's target. */
    public interface Values {
        float[] get(int layer, Projection target, boolean b, long... shape);
    }

    private final LoraSpec spec;
    private final NDManager manager;
    private final List<List<NDArray>> layers = new ArrayList<>();

    public LoraAdapter(LlamaConfig config, LoraSpec spec, NDManager parent, Values values) {
        this.spec = spec;
        this.manager = parent.newSubManager();
        for (int i = 0; i < config.layers(); i++) {
            List<NDArray> layer = new ArrayList<>();
            for (Projection p : spec.targets()) {
                layer.add(create(values, i, p, false, spec.rank(), p.in(config)));
                layer.add(create(values, i, p, true, p.out(config), spec.rank()));
            }
            layer.forEach(a -> a.setName("a[]"));
            layers.add(List.copyOf(layer));
        }
    }

    private LoraAdapter(LoraAdapter of, NDManager parent) {
        spec = of.spec;
        manager = parent.newSubManager();
        for (List<NDArray> layer : of.layers) {
            List<NDArray> views =
                    layer.stream().map(array -> Tensors.view(array, manager)).toList();
            views.forEach(a -> a.setName("a[]"));
            layers.add(views);
        }
    }

    /** The same weights for another thread, as {@link LlamaModel#beside}. */
    public LoraAdapter beside(NDManager parent) {
        return new LoraAdapter(this, parent);
    }

    private NDArray create(Values values, int layer, Projection p, boolean b, long... shape) {
        return Tensors.of(manager, values.get(layer, p, b, shape), shape);
    }

    /** A fresh adapter as PEFT makes it: A uniform in ±1/sqrt(in) (Kaiming with a = sqrt 5), B zero. */
    public static LoraAdapter fresh(LlamaConfig config, LoraSpec spec, long seed, NDManager parent) {
        Random random = new Random(seed);
        return new LoraAdapter(config, spec, parent, (layer, p, b, shape) -> {
            float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
            if (!b) {
                double bound = 1 / Math.sqrt((double) shape[1]);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) ((random.nextDouble() * 2 - 1) * bound);
                }
            }
            return values;
        });
    }

    /** What the adapter looks like. */
    public LoraSpec spec() {
        return spec;
    }

    /** A and B of each target of one layer, in turn. */
    public List<NDArray> layer(int index) {
        return layers.get(index);
    }

    /** Number of layers. */
    public int layerCount() {
        return layers.size();
    }

    /** Every tensor in a fixed order: what the optimizer updates. */
    public List<NDArray> weights() {
        return layers.stream().flatMap(List::stream).toList();
    }

    /**
     * Adds scale·B·A to the base weights in place, which makes {@code model} the fine-tuned model: decoding then costs
     * nothing extra.
     */
    public void mergeInto(LlamaModel model) {
        for (int i = 0; i < layers.size(); i++) {
            for (int t = 0; t < spec.targets().size(); t++) {
                NDArray a = layers.get(i).get(2 * t);
                NDArray b = layers.get(i).get(2 * t + 1);
                NDArray w = model.weight(i, spec.targets().get(t));
                try (NDManager scope = manager.newSubManager()) {
                    NDArray delta = b.matMul(a);
                    delta.attach(scope);
                    NDArray scaled = delta.mul(spec.scale());
                    scaled.attach(scope);
                    w.addi(scaled);
                }
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
