package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * LLaMA with a LoRA adapter in plain NDArray operations, differentiated by the engine's own autograd: what the fused
 * kernels are held against. One sequence; quantised weights are taken dequantised.
 */
public final class NDArrayLlama {
    private final LlamaModel model;
    private final LlamaConfig c;
    private final NDManager manager;

    public NDArrayLlama(LlamaModel model, NDManager manager) {
        this.model = model;
        this.c = model.config();
        this.manager = manager;
    }

    /** Summed loss of {@code targets[i]} after token {@code rows[i]}, and the gradients of the adapter's weights. */
    public List<float[]> gradients(long[] ids, long[] rows, long[] targets, LoraAdapter adapter, float[] loss) {
        JniUtils.setGradMode(true);
        adapter.weights().forEach(w -> w.setRequiresGradient(true));
        try {
            NDArray x = model.embed(LlamaModel.ids(manager, ids));
            for (int i = 0; i < c.layers(); i++) {
                x = layer(x, i, adapter);
            }
            NDArray picked = norm(x, model.norm()).get(manager.create(rows));
            NDArray logits = linear(picked, head());
            NDArray labels = manager.create(targets).reshape(rows.length, 1);
            NDArray sum = logits.logSoftmax(-1).gather(labels, 1).neg().sum();
            JniUtils.backward((PtNDArray) sum, (PtNDArray) manager.create(1f), false, false);
            loss[0] = sum.getFloat();
            List<float[]> gradients = new ArrayList<>();
            adapter.weights().forEach(w -> {
                gradients.add(w.getGradient().toFloatArray());
                JniUtils.zeroGrad((PtNDArray) w);
            });
            return gradients;
        } finally {
            adapter.weights().forEach(w -> w.setRequiresGradient(false));
            JniUtils.setGradMode(false);
        }
    }

    private NDArray head() {
        assert model.precision().vocabulary() == WeightFormat.F32;
        return model.head();
    }

    private NDArray layer(NDArray x, int index, LoraAdapter adapter) {
        long t = x.getShape().get(0);
        int h = c.headDim();
        NDArray n = norm(x, model.layer(index).get(0));
        NDArray q = rotate(project(n, index, Projection.Q, adapter)
                .reshape(t, c.heads(), h)
                .transpose(1, 0, 2));
        NDArray k = rotate(project(n, index, Projection.K, adapter)
                .reshape(t, c.kvHeads(), h)
                .transpose(1, 0, 2));
        NDArray v = project(n, index, Projection.V, adapter)
                .reshape(t, c.kvHeads(), h)
                .transpose(1, 0, 2);
        int group = c.heads() / c.kvHeads();
        k = group == 1 ? k : k.repeat(0, group);
        v = group == 1 ? v : v.repeat(0, group);
        float[] hidden = new Packing(0, 1, (int) t).mask();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(hidden[i], -1e30f);
        }
        NDArray mask = manager.create(hidden, new Shape(1, t, t));
        NDArray weights =
                q.matMul(k.transpose(0, 2, 1)).div(Math.sqrt(h)).add(mask).softmax(-1);
        NDArray s = weights.matMul(v).transpose(1, 0, 2).reshape(t, (long) c.heads() * h);
        NDArray y = x.add(project(s, index, Projection.O, adapter));
        NDArray m = norm(y, model.layer(index).get(1));
        NDArray gate = project(m, index, Projection.GATE, adapter);
        NDArray silu = gate.mul(JniUtils.sigmoid((PtNDArray) gate));
        NDArray f = silu.mul(project(m, index, Projection.UP, adapter));
        return y.add(project(f, index, Projection.DOWN, adapter));
    }

    private NDArray project(NDArray x, int layer, Projection p, LoraAdapter adapter) {
        NDArray y = linear(x, model.weight(layer, p));
        int target = adapter.spec().targets().indexOf(p);
        if (target < 0) {
            return y;
        }
        NDArray a = adapter.layer(layer).get(2 * target);
        NDArray b = adapter.layer(layer).get(2 * target + 1);
        return y.add(linear(linear(x, a), b).mul(adapter.spec().scale()));
    }

    private static NDArray linear(NDArray x, NDArray w) {
        return JniUtils.linear((PtNDArray) x, (PtNDArray) w, null);
    }

    private NDArray norm(NDArray x, NDArray weight) {
        return x.mul(x.square().mean(new int[] {-1}, true).add(c.normEps()).pow(-0.5))
                .mul(weight);
    }

    private NDArray rotate(NDArray x) {
        int t = (int) x.getShape().get(1);
        NDArray cos = manager.create(Rope.table(c, t, true), new Shape(1, t, c.headDim()));
        NDArray sin = manager.create(Rope.table(c, t, false), new Shape(1, t, c.headDim()));
        var halves = x.split(2, 2);
        return x.mul(cos).add(halves.get(1).neg().concat(halves.get(0), -1).mul(sin));
    }
}
