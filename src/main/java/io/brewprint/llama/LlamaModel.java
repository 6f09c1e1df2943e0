package io.brewprint.llama;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A LLaMA decoder with f32 weights on the engine's default device, read from and written to a Hugging Face folder.
 *
 * <p>Weights live in this model's own manager and go with {@link #close()}. The forward pass runs one TorchScript call
 * a layer; whether gradients are recorded is the caller's grad mode.
 */
public final class LlamaModel implements AutoCloseable {
    private final LlamaConfig config;
    private final NDManager manager;
    private final List<List<NDArray>> layers = new ArrayList<>();
    private final NDArray embedding;
    private final NDArray norm;
    private final NDArray head;
    private @Nullable NDArray cos;
    private @Nullable NDArray sin;
    private @Nullable TorchScript script;
    private @Nullable LoraSpec scriptLora;
    private @Nullable NDManager owned;

    private LlamaModel(LlamaConfig config, NDManager parent, WeightSource weights) {
        this.config = config;
        this.manager = parent.newSubManager();
        int d = config.hiddenSize();
        embedding = create(weights, "model.embed_tokens.weight", config.vocabSize(), d);
        for (int i = 0; i < config.layers(); i++) {
            List<NDArray> layer = new ArrayList<>();
            layer.add(create(weights, layerName(i, "input_layernorm"), d));
            layer.add(create(weights, layerName(i, "post_attention_layernorm"), d));
            for (Projection p : Projection.values()) {
                layer.add(create(weights, layerName(i, p.path()), p.out(config), p.in(config)));
            }
            // the kernels take a layer's weights as one list argument called w
            layer.forEach(w -> w.setName("w[]"));
            layers.add(List.copyOf(layer));
        }
        norm = create(weights, "model.norm.weight", d);
        head = config.tiedHead() ? embedding : create(weights, "lm_head.weight", config.vocabSize(), d);
    }

    private interface WeightSource {
        float[] values(String name, long... shape);
    }

    private NDArray create(WeightSource weights, String name, long... shape) {
        return Tensors.of(manager, weights.values(name, shape), shape);
    }

    private static String layerName(int layer, String path) {
        return "model.layers." + layer + "." + path + ".weight";
    }

    /**
     * Reads a model folder.
     *
     * @throws ModelFormatException if files are missing, damaged or of another shape than config.json says
     */
    public static LlamaModel load(Path folder, NDManager parent) throws IOException {
        LlamaConfig config = LlamaConfig.read(folder);
        try (SafeTensors files = SafeTensors.openModel(folder)) {
            return new LlamaModel(config, parent, (name, shape) -> Floats.of(name, files.get(name, shape)));
        }
    }

    /** Reads a model folder into memory of its own, which goes with the model. */
    public static LlamaModel load(Path folder) throws IOException {
        NDManager own = NDManager.newBaseManager();
        try {
            LlamaModel model = load(folder, own);
            model.owned = own;
            return model;
        } catch (IOException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /** A model to be pretrained: normal weights of deviation 0.02, residual outputs scaled down by depth (GPT-2). */
    public static LlamaModel random(LlamaConfig config, long seed, NDManager parent) {
        Random random = new Random(seed);
        double residual = 1 / Math.sqrt(2.0 * config.layers());
        return new LlamaModel(config, parent, (name, shape) -> {
            float[] values = new float[Math.toIntExact(new Shape(shape).size())];
            boolean out = name.contains("o_proj") || name.contains("down_proj");
            double deviation = 0.02 * (out ? residual : 1);
            for (int i = 0; i < values.length; i++) {
                values[i] = shape.length == 1 ? 1f : (float) (random.nextGaussian() * deviation);
            }
            return values;
        });
    }

    /** Writes config.json and model.safetensors; the tokenizer's files are the tokenizer's. */
    public void save(Path folder) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        add(writer, "model.embed_tokens.weight", embedding);
        for (int i = 0; i < layers.size(); i++) {
            add(writer, layerName(i, "input_layernorm"), layers.get(i).get(0));
            add(writer, layerName(i, "post_attention_layernorm"), layers.get(i).get(1));
            for (Projection p : Projection.values()) {
                add(writer, layerName(i, p.path()), weight(i, p));
            }
        }
        add(writer, "model.norm.weight", norm);
        if (!config.tiedHead()) {
            add(writer, "lm_head.weight", head);
        }
        writer.write(folder.resolve("model.safetensors"));
        config.write(folder);
    }

    private static void add(SafeTensorsWriter writer, String name, NDArray array) {
        writer.add(name, array.getShape().getShape(), array::toFloatArray);
    }

    /** The model's shape. */
    public LlamaConfig config() {
        return config;
    }

    /** Manager that owns the weights. */
    NDManager manager() {
        return manager;
    }

    /** Weight {@code [out,in]} of a projection. */
    public NDArray weight(int layer, Projection projection) {
        return layers.get(layer).get(projection.slot());
    }

    List<NDArray> layer(int index) {
        return layers.get(index);
    }

    NDArray embedding() {
        return embedding;
    }

    NDArray norm() {
        return norm;
    }

    NDArray head() {
        return head;
    }

    /** Every trainable weight once, in a fixed order: for pretraining. */
    public List<NDArray> weights() {
        List<NDArray> all = new ArrayList<>();
        all.add(embedding);
        layers.forEach(all::addAll);
        all.add(norm);
        if (!config.tiedHead()) {
            all.add(head);
        }
        return all;
    }

    /**
     * Runs the decoder.
     *
     * @param ids int64 {@code [B,T]}; pad on the right, a pad can never be seen by what stands before it
     * @param adapter adapter to add, or null for the base model
     * @param training whether the adapter's dropout applies
     * @return hidden state before the final norm, {@code [B,T,D]}
     */
    public NDArray hidden(NDArray ids, @Nullable LoraAdapter adapter, boolean training) {
        long t = ids.getShape().get(1);
        if (t > config.maxPositions()) {
            throw new IllegalArgumentException("sequence of " + t + " tokens, the model's context has "
                    + config.maxPositions());
        }
        TorchScript kernels = kernels(adapter == null ? null : adapter.spec());
        NDArray c = rotary(true, Math.toIntExact(t));
        NDArray s = rotary(false, Math.toIntExact(t));
        NDArray x = JniUtils.embedding((PtNDArray) ids, (PtNDArray) embedding, false);
        for (int i = 0; i < layers.size(); i++) {
            List<NDArray> inputs = new ArrayList<>(List.of(x, c, s));
            inputs.addAll(layers.get(i));
            if (adapter != null) {
                inputs.addAll(adapter.layer(i));
            }
            String method = adapter == null ? "layer" : training ? "layer_lora_train" : "layer_lora";
            x = kernels.call(method, inputs).singletonOrThrow();
        }
        return x;
    }

    /**
     * Cross-entropy, summed over rows.
     *
     * @param hidden result of {@link #hidden}
     * @param rows int64 {@code [N]}: positions b*T+t whose next token is a label
     * @param targets int64 {@code [N]}: those tokens
     * @return f32 scalar
     */
    public NDArray loss(NDArray hidden, NDArray rows, NDArray targets) {
        return kernels(scriptLora).call("rows_loss", hidden, rows, targets, norm, head).singletonOrThrow();
    }

    /** Logits {@code [N,V]} of rows b*T+t of {@code hidden}. */
    public NDArray logits(NDArray hidden, NDArray rows) {
        return kernels(scriptLora).call("rows_logits", hidden, rows, norm, head).singletonOrThrow();
    }

    private TorchScript kernels(@Nullable LoraSpec lora) {
        TorchScript current = script;
        if (current == null || (lora != null && !lora.equals(scriptLora))) {
            if (current != null) {
                current.close();
            }
            current = new TorchScript(manager, LayerScript.source(config, lora));
            script = current;
            scriptLora = lora;
        }
        return current;
    }

    private NDArray rotary(boolean cosine, int positions) {
        NDArray table = cosine ? cos : sin;
        if (table == null || table.getShape().get(2) < positions) {
            int size = Math.min(config.maxPositions(), Math.max(256, Integer.highestOneBit(positions) * 2));
            if (table != null) {
                table.close();
            }
            table = Tensors.of(manager, Rope.table(config, size, cosine), 1, 1, size, config.headDim());
            NDScope.unregister(table); // it outlives the step in whose scope it is first needed
            if (cosine) {
                cos = table;
            } else {
                sin = table;
            }
        }
        return table.getShape().get(2) == positions ? table : table.get(":,:,:" + positions);
    }

    /** Creates int64 ids {@code [B,T]} for {@link #hidden} in {@code scope}. */
    public static NDArray ids(NDManager scope, long[] flat, int rows) {
        NDArray ids = scope.create(flat, new Shape(rows, flat.length / rows));
        return ids.getDataType() == DataType.INT64 ? ids : ids.toType(DataType.INT64, false);
    }

    @Override
    public void close() {
        manager.close();
        if (owned != null) {
            owned.close();
        }
    }
}
