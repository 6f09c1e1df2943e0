package io.brewprint.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.brewprint.llama.ComputeType;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoraAdapter;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Projection;
import io.brewprint.llama.Rope;
import io.brewprint.llama.Tensors;
import io.brewprint.tensor.TorchScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A model, with or without an adapter, laid out for decoding; what it copies goes with {@link #close()}. */
final class DecodeModel implements AutoCloseable {
    private final LlamaModel model;
    private final DecodeLayout layout;
    private final NDManager manager;
    private final TorchScript script;

    /**
     * Lays out.
     *
     * @param dense whether to hold dense copies of all projections, which is fastest where they fit
     */
    DecodeModel(LlamaModel model, @Nullable LoraAdapter adapter, boolean dense, NDManager parent) {
        this(model, adapter, dense, !model.device().isGpu(), parent);
    }

    /** The same with attention by the CPU's kernel or by products. */
    DecodeModel(LlamaModel model, @Nullable LoraAdapter adapter, boolean dense, boolean kernel, NDManager parent) {
        this.model = model;
        layout = DecodeLayout.of(model, dense, adapter != null);
        manager = parent.newSubManager();
        script = new TorchScript(manager, DecodeScript.source(model.config(), layout, kernel), List.of("w", "v"));
        try (NDScope ignored = new NDScope()) {
            List<NDArray> w = new ArrayList<>(tables());
            for (int i = 0; i < model.config().layers(); i++) {
                w.addAll(dense ? dense(i, adapter) : raw(i, adapter));
            }
            List<NDArray> v = dense ? denseVocabulary() : model.vocabulary();
            script.callWithLists("hold", List.of(w, v));
            // the module holds them from here on, and the arrays that were made go with this scope
        }
    }

    private List<NDArray> tables() {
        LlamaConfig c = model.config();
        int h = c.headDim();
        float[] sin = Rope.table(c, c.maxPositions(), false);
        for (int i = 0; i < sin.length; i++) {
            sin[i] = i % h < h / 2 ? -sin[i] : sin[i];
        }
        Shape shape = new Shape(c.maxPositions(), 1, 2, h / 2);
        return List.of(
                Tensors.of(manager, Rope.table(c, c.maxPositions(), true), shape.getShape()),
                Tensors.of(manager, sin, shape.getShape()),
                Tensors.of(manager, new float[] {c.normEps()}, 1));
    }

    private List<NDArray> dense(int layer, @Nullable LoraAdapter adapter) {
        List<NDArray> own = model.layer(layer);
        List<NDArray> all = new ArrayList<>();
        for (List<Projection> group : DecodeLayout.GROUPS) {
            NDArray together = NDArrays.concat(
                    new NDList(
                            group.stream().map(p -> adapted(layer, p, adapter)).toList()),
                    0);
            boolean first = group.contains(Projection.Q);
            NDArray scaled = first || group.contains(Projection.UP) ? together.mul(own.get(first ? 0 : 1)) : together;
            all.add(narrowed(scaled == together && group.size() == 1 ? together.duplicate() : scaled));
        }
        return all;
    }

    private NDArray narrowed(NDArray wide) {
        return layout.precision().compute() == ComputeType.F32
                ? wide
                : script.infer("narrowed", wide).singletonOrThrow();
    }

    private NDArray adapted(int layer, Projection p, @Nullable LoraAdapter adapter) {
        NDArray weight = model.weight(layer, p);
        int target = adapter == null ? -1 : adapter.spec().targets().indexOf(p);
        if (adapter == null || target < 0) {
            return weight;
        }
        NDArray a = adapter.layer(layer).get(2 * target);
        return weight.add(adapter.layer(layer)
                .get(2 * target + 1)
                .matMul(a)
                .mul(adapter.spec().scale()));
    }

    private List<NDArray> raw(int layer, @Nullable LoraAdapter adapter) {
        List<NDArray> all = new ArrayList<>(model.layer(layer));
        if (adapter != null) {
            DecodeLayout.GROUPS.forEach(group -> all.addAll(pair(layer, adapter, group)));
        }
        return all;
    }

    /** A {@code [R,in]} of all the group's targets, and their B, scaled, on the diagonal of {@code [R,out]}. */
    private List<NDArray> pair(int layer, LoraAdapter adapter, List<Projection> group) {
        LoraSpec spec = adapter.spec();
        List<Projection> targets =
                group.stream().filter(spec.targets()::contains).toList();
        int in = group.getFirst().in(model.config());
        int out = group.stream().mapToInt(p -> p.out(model.config())).sum();
        int rank = spec.rank() * targets.size();
        float[] a = new float[rank * in];
        float[] b = new float[rank * out];
        int column = 0;
        for (Projection p : group) {
            int t = targets.indexOf(p);
            int width = p.out(model.config());
            if (t >= 0) {
                int at = 2 * spec.targets().indexOf(p);
                float[] first = adapter.layer(layer).get(at).toFloatArray();
                System.arraycopy(first, 0, a, t * spec.rank() * in, first.length);
                float[] second = adapter.layer(layer).get(at + 1).toFloatArray();
                for (int o = 0; o < width; o++) {
                    for (int r = 0; r < spec.rank(); r++) {
                        b[(t * spec.rank() + r) * out + column + o] =
                                (float) (second[o * spec.rank() + r] * spec.scale());
                    }
                }
            }
            column += width;
        }
        return List.of(Tensors.of(manager, a, rank, in), Tensors.of(manager, b, rank, out));
    }

    private List<NDArray> denseVocabulary() {
        if (model.precision().vocabulary() == layout.precision().vocabulary()) {
            return model.vocabulary();
        }
        List<NDArray> wide = model.denseVocabulary();
        return IntStream.range(0, wide.size())
                .mapToObj(i -> i == 1 ? wide.get(i) : narrowed(wide.get(i)))
                .toList(); // 1: norm
    }

    /** The model's shape. */
    LlamaConfig config() {
        return model.config();
    }

    /** Whether its projections are dense copies. */
    boolean dense() {
        return layout.dense();
    }

    /** An empty cache {@code [layers,rows,kv,columns,h]} of the caller's. */
    NDArray cache(int rows, int columns, NDManager owner) {
        LlamaConfig c = model.config();
        try (NDManager scope = owner.newSubManager()) {
            NDArray shape = scope.create(new long[] {c.layers(), rows, c.kvHeads(), columns, c.headDim()});
            NDArray cache = script.infer("cache", shape).singletonOrThrow();
            cache.attach(owner);
            NDScope.unregister(cache);
            return cache;
        }
    }

    /** Calls a method of {@link DecodeScript}. */
    NDList call(String method, NDArray... arguments) {
        return script.infer(method, arguments);
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }
}
