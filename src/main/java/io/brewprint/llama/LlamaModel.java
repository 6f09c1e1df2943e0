package io.brewprint.llama;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.brewprint.tensor.Compute;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A LLaMA decoder whose frozen weights are held in f32, bf16, int8 or NF4, read from a Hugging Face folder.
 *
 * <p>Weights live in this model's own manager and go with {@link #close()}. A layer runs in one TorchScript call,
 * forward or as a vector-Jacobian product; what is dequantised there is gone after the call. Nothing here records
 * gradients between calls.
 */
public final class LlamaModel implements AutoCloseable {
    private final LlamaConfig config;
    private final Precision precision;
    private final NDManager manager;
    private final List<List<NDArray>> layers = new ArrayList<>();
    private final List<NDArray> vocabulary = new ArrayList<>();
    private final Kernels plain;
    private final RopeTables ropes;
    private @Nullable Kernels adapted;
    private @Nullable LoraSpec adaptedFor;
    private @Nullable NDManager owned;

    private LlamaModel(LlamaConfig config, Precision precision, NDManager parent, Weights from, LoadProgress progress) {
        this.config = config;
        this.precision = precision;
        this.manager = parent.newSubManager();
        ropes = new RopeTables(config);
        plain = new Kernels(config, precision, null, manager);
        NDArray book = Tensors.of(manager, Nf4.book(), 256, 2);
        Weights weights = told(from, progress, NamedShape.of(config).size());
        try {
            read(weights, book);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** One on the same weights, whatever they become, that another thread may compute with at the same time. */
    private LlamaModel(LlamaModel of, NDManager parent) {
        config = of.config;
        precision = of.precision;
        manager = parent.newSubManager();
        ropes = new RopeTables(config);
        plain = new Kernels(config, precision, null, manager);
        IdentityHashMap<NDArray, NDArray> views = new IdentityHashMap<>();
        of.vocabulary.forEach(array -> vocabulary.add(view(array, views)));
        of.layers.forEach(layer ->
                layers.add(layer.stream().map(array -> view(array, views)).toList()));
    }

    private NDArray view(NDArray array, IdentityHashMap<NDArray, NDArray> views) {
        return views.computeIfAbsent(array, weight -> Tensors.view(weight, manager));
    }

    /**
     * The same weights for another thread: a call names the arrays that it takes, and two at once would fall over each
     * other's names. To be closed before this one.
     */
    public LlamaModel beside(NDManager parent) {
        return new LlamaModel(this, parent);
    }

    private static Weights told(Weights from, LoadProgress progress, int total) {
        int[] done = {0};
        return (name, shape, format) -> {
            Encoded encoded = from.get(name, shape, format);
            try {
                progress.tensor(++done[0], total);
            } catch (RuntimeException e) {
                encoded.close();
                throw e;
            }
            return encoded;
        };
    }

    private void read(Weights weights, NDArray book) {
        int d = config.hiddenSize();
        Shape embedding = new Shape(config.vocabSize(), d);
        vocabulary.addAll(arrays(weights, "model.embed_tokens.weight", embedding, precision.vocabulary(), book));
        vocabulary.addAll(arrays(weights, "model.norm.weight", new Shape(d), WeightFormat.F32, book));
        if (!config.tiedHead()) {
            vocabulary.addAll(arrays(weights, "lm_head.weight", embedding, precision.vocabulary(), book));
        }
        for (int i = 0; i < config.layers(); i++) {
            List<NDArray> layer = new ArrayList<>();
            layer.addAll(arrays(weights, layerName(i, "input_layernorm"), new Shape(d), WeightFormat.F32, book));
            layer.addAll(
                    arrays(weights, layerName(i, "post_attention_layernorm"), new Shape(d), WeightFormat.F32, book));
            for (Projection p : Projection.values()) {
                Shape shape = new Shape(p.out(config), p.in(config));
                layer.addAll(arrays(weights, layerName(i, p.path()), shape, precision.linears(), book));
            }
            layers.add(List.copyOf(layer));
        }
    }

    private List<NDArray> arrays(Weights weights, String name, Shape shape, WeightFormat format, NDArray book) {
        List<NDArray> arrays = new ArrayList<>();
        try (Encoded encoded = weights.get(name, shape, format)) {
            for (Encoded.Part part : encoded.parts()) {
                arrays.add(Tensors.of(manager, part, plain.script()));
            }
        }
        if (format == WeightFormat.NF4 || format == WeightFormat.NF4_DOUBLE) {
            arrays.add(book);
        }
        return arrays;
    }

    static String layerName(int layer, String path) {
        return "model.layers." + layer + "." + path + ".weight";
    }

    /**
     * Reads a model folder in f32.
     *
     * @throws ModelFormatException if files are missing, damaged or of another shape than config.json says
     */
    public static LlamaModel load(Path folder, NDManager parent) throws IOException {
        return load(folder, Precision.FULL, parent, LoadProgress.NONE);
    }

    /** Reads a model folder, one tensor at a time: from its quantised copy where there is a valid one. */
    public static LlamaModel load(Path folder, Precision precision, NDManager parent, LoadProgress progress)
            throws IOException {
        LlamaConfig config = LlamaConfig.read(folder);
        QuantizedCopy copy = new QuantizedCopy(folder, precision);
        if (copy.isCurrent()) {
            try (SafeTensors files = SafeTensors.open(copy.file())) {
                return new LlamaModel(config, precision, parent, QuantizedCopy.weights(files), progress);
            }
        }
        try (SafeTensors files = SafeTensors.openModel(folder)) {
            return new LlamaModel(config, precision, parent, Weights.of(files), progress);
        }
    }

    /** Reads a model folder in f32 into memory of its own, which goes with the model. */
    public static LlamaModel load(Path folder) throws IOException {
        return load(folder, WeightFormat.F32, false, LoadProgress.NONE);
    }

    /** The same in another format, computed with in what the device likes. */
    public static LlamaModel load(Path folder, WeightFormat linears, boolean smallVocabulary, LoadProgress progress)
            throws IOException {
        NDManager own = Compute.manager();
        try {
            LlamaModel model = load(folder, Precision.of(linears, smallVocabulary, own.getDevice()), own, progress);
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
        Map<String, float[]> values = new HashMap<>();
        // one generator in the order in which weights stand in files: a seed gives the model it always gave
        for (NamedShape tensor : NamedShape.of(config)) {
            float[] v = new float[Math.toIntExact(tensor.shape().size())];
            boolean out = tensor.name().contains("o_proj") || tensor.name().contains("down_proj");
            double deviation = 0.02 * (out ? residual : 1);
            for (int i = 0; i < v.length; i++) {
                v[i] = tensor.shape().dimension() == 1 ? 1f : (float) (random.nextGaussian() * deviation);
            }
            values.put(tensor.name(), v);
        }
        return new LlamaModel(config, Precision.FULL, parent, Weights.of(values), LoadProgress.NONE);
    }

    /** A model whose weights come from anywhere. */
    static LlamaModel of(LlamaConfig config, Precision precision, Weights weights, NDManager parent) {
        return new LlamaModel(config, precision, parent, weights, LoadProgress.NONE);
    }

    /** A model of any size and precision with random weights: for benchmarks, and tests of shapes. */
    public static LlamaModel random(LlamaConfig config, Precision precision, long seed, NDManager parent) {
        return new LlamaModel(config, precision, parent, Weights.random(seed), LoadProgress.NONE);
    }

    /** Writes config.json and model.safetensors of an f32 model; the tokenizer's files are the tokenizer's. */
    public void save(Path folder) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter();
        List<NDArray> weights = weights();
        List<NamedShape> names = NamedShape.of(config);
        for (int i = 0; i < weights.size(); i++) {
            writer.add(names.get(i).name(), names.get(i).shape().getShape(), weights.get(i)::toFloatArray);
        }
        writer.write(folder.resolve("model.safetensors"));
        config.write(folder);
    }

    /** The model's shape. */
    public LlamaConfig config() {
        return config;
    }

    /** How its weights are held. */
    public Precision precision() {
        return precision;
    }

    /** Where the weights lie. */
    public Device device() {
        return manager.getDevice();
    }

    /** Memory beside the weights, on their device, for the caller to close. */
    public NDManager scope() {
        return manager.newSubManager();
    }

    /** Manager that owns the weights. */
    public NDManager manager() {
        return manager;
    }

    /** Weight {@code [out,in]} of a projection: itself if it is f32, else a dequantised copy of the caller's. */
    public NDArray weight(int layer, Projection projection) {
        return precision.linears() == WeightFormat.F32
                ? layers.get(layer).get(projection.slot())
                : plain.script()
                        .callWithLists("weight_" + projection.module(), List.of(layers.get(layer)))
                        .singletonOrThrow();
    }

    public List<NDArray> layer(int index) {
        return layers.get(index);
    }

    /** Arrays of embedding, final norm and, unless it is tied, head. */
    public List<NDArray> vocabulary() {
        return List.copyOf(vocabulary);
    }

    /** The same as f32 copies of the caller's. */
    public List<NDArray> denseVocabulary() {
        List<NDArray> dense = new ArrayList<>();
        int parts = precision.vocabulary().parts();
        for (int at = 0; at < vocabulary.size(); at += at == parts ? 1 : parts) {
            dense.add(
                    at == parts
                            ? vocabulary.get(at)
                            : plain.script()
                                    .callWithLists("dense", List.of(vocabulary.subList(at, at + parts)))
                                    .singletonOrThrow());
        }
        return dense;
    }

    NDArray embedding() {
        return vocabulary.get(0);
    }

    NDArray norm() {
        return vocabulary.get(HeadScript.norm(precision));
    }

    NDArray head() {
        return vocabulary.get(HeadScript.head(config, precision));
    }

    /** Every weight of an f32 model once, in the order of {@link NamedShape}: for pretraining. */
    public List<NDArray> weights() {
        requireFull();
        List<NDArray> all = new ArrayList<>();
        all.add(embedding());
        layers.forEach(all::addAll);
        all.addAll(vocabulary.subList(1, vocabulary.size()));
        return all;
    }

    private void requireFull() {
        if (!precision.equals(Precision.FULL)) {
            throw new IllegalStateException(
                    "weights held as " + precision.linears().id() + " cannot be trained or saved");
        }
    }

    /** Where the tokens of {@code packing} stand; lives in {@code scope}. */
    public TokenPositions positions(Packing packing, NDManager scope) {
        if (packing.length() > config.maxPositions()) {
            throw new IllegalArgumentException(
                    "sequence of " + packing.length() + " tokens, the model's context has " + config.maxPositions());
        }
        return TokenPositions.of(packing, config.headDim(), ropes, precision.compute(), plain.script(), scope);
    }

    /** Embeds int64 ids {@code [N]}: {@code [N,D]}. */
    public NDArray embed(NDArray ids) {
        return plain.script()
                .callEndingInLists("embed", List.of(vocabulary), ids)
                .singletonOrThrow();
    }

    /**
     * One layer forward.
     *
     * @param x {@code [N,D]}
     * @param adapter adapter to add, or null for the base model
     * @param training whether the adapter's dropout applies
     * @return {@code [N,D]}
     */
    public NDArray layer(int index, NDArray x, TokenPositions at, @Nullable LoraAdapter adapter, boolean training) {
        List<List<NDArray>> lists = lists(index, adapter);
        String method = adapter == null ? "layer" : training ? "lora_train" : "lora";
        return kernels(adapter)
                .script()
                .callEndingInLists(method, lists, first(x, at))
                .singletonOrThrow();
    }

    private List<List<NDArray>> lists(int index, @Nullable LoraAdapter adapter) {
        return adapter == null ? List.of(layers.get(index)) : List.of(layers.get(index), adapter.layer(index));
    }

    private static NDArray[] first(NDArray x, TokenPositions at, NDArray... between) {
        List<NDArray> all = new ArrayList<>();
        all.add(x);
        all.addAll(List.of(between));
        all.addAll(at.arrays());
        return all.toArray(NDArray[]::new);
    }

    /** Hidden state {@code [N,D]} before the final norm of int64 ids {@code [N]}. */
    public NDArray hidden(NDArray ids, TokenPositions at, @Nullable LoraAdapter adapter, boolean training) {
        NDArray x = embed(ids);
        for (int i = 0; i < layers.size(); i++) {
            NDArray next = layer(i, x, at, adapter, training);
            x.close(); // a 70B model's hidden states of all layers would be held until the scope ends
            x = next;
        }
        return x;
    }

    /**
     * Cross-entropy, summed over rows.
     *
     * @param hidden result of {@link #hidden}
     * @param rows int64 {@code [M]}: tokens whose next token is a label
     * @param targets int64 {@code [M]}: those tokens
     * @return f32 scalar
     */
    public NDArray loss(NDArray hidden, NDArray rows, NDArray targets) {
        return plain.script()
                .callEndingInLists("head_loss", List.of(vocabulary), hidden, rows, targets)
                .singletonOrThrow();
    }

    /** Logits {@code [M,V]}, f32, of some rows of {@code hidden}. */
    public NDArray logits(NDArray hidden, NDArray rows) {
        return plain.script()
                .callEndingInLists("rows_logits", List.of(vocabulary), hidden, rows)
                .singletonOrThrow();
    }

    /**
     * Gradients of {@link #loss} times {@code scale}, the head being frozen.
     *
     * @return loss, gradient of {@code hidden}
     */
    public NDList lossVjp(NDArray hidden, NDArray rows, NDArray targets, NDArray scale) {
        return plain.differentiate("head_vjp", List.of(vocabulary), hidden, rows, targets, scale);
    }

    /**
     * Gradients of a layer.
     *
     * @param x its input {@code [N,D]}
     * @param gy gradient of its output
     * @return gradient of x, then of each of the adapter's arrays
     */
    public NDList layerVjp(int index, NDArray x, NDArray gy, TokenPositions at, LoraAdapter adapter) {
        return kernels(adapter).differentiate("lora_train_vjp", lists(index, adapter), first(x, at, gy));
    }

    /** Loss and the adapter's gradients in one call, every layer's activations held meanwhile. */
    public NDList wholeVjp(
            NDArray ids, TokenPositions at, NDArray rows, NDArray targets, NDArray scale, LoraAdapter adapter) {
        List<List<NDArray>> lists = List.of(vocabulary, allLayers(), adapter.weights());
        return kernels(adapter).differentiate("lora_train_whole", lists, whole(ids, at, rows, targets, scale));
    }

    /** Loss and the gradients of {@link #weights()}, in their order, in one call; f32 models only. */
    public NDList fullVjp(NDArray ids, TokenPositions at, NDArray rows, NDArray targets, NDArray scale) {
        requireFull();
        NDList out = plain.differentiate(
                "layer_full_whole", List.of(vocabulary, allLayers()), whole(ids, at, rows, targets, scale));
        // the kernel gives loss, vocabulary, layers; weights() has the layers behind the embedding
        NDList ordered = new NDList(out.get(0), out.get(1));
        ordered.addAll(out.subList(1 + vocabulary.size(), out.size()));
        ordered.addAll(out.subList(2, 1 + vocabulary.size()));
        return ordered;
    }

    private List<NDArray> allLayers() {
        return layers.stream().flatMap(List::stream).toList();
    }

    private static NDArray[] whole(NDArray ids, TokenPositions at, NDArray rows, NDArray targets, NDArray scale) {
        return new NDArray[] {
            ids, at.arrays().get(0), at.arrays().get(1), at.arrays().get(2), rows, targets, scale
        };
    }

    /** A copy in the host's memory; the array itself where it lies there already. */
    public NDArray toHost(NDArray x) {
        return plain.script().call("to_host", x).singletonOrThrow();
    }

    /** A copy on the model's device; the array itself where it lies there already. */
    public NDArray toDevice(NDArray x) {
        return plain.script().call("to_device_of", x, norm()).singletonOrThrow();
    }

    private Kernels kernels(@Nullable LoraAdapter adapter) {
        if (adapter == null) {
            return plain;
        }
        Kernels current = adapted;
        if (current == null || !adapter.spec().equals(adaptedFor)) {
            if (current != null) {
                current.close();
            }
            current = new Kernels(config, precision, adapter.spec(), manager);
            adapted = current;
            adaptedFor = adapter.spec();
        }
        return current;
    }

    /** Creates int64 ids {@code [N]} in {@code scope}. */
    public static NDArray ids(NDManager scope, long[] flat) {
        NDArray ids = scope.create(flat, new Shape(flat.length));
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
