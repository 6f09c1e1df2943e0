package io.brewprint.decode;

import ai.djl.Device;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.config.Fault;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LlamaModel;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Precision;
import io.brewprint.llama.WeightFormat;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.tensor.Compute;
import io.brewprint.tensor.FreeMemory;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model folder ready to answer: weights, tokenizer, chat template, engine and constraints, closed together. */
public final class LoadedModel implements AutoCloseable {
    private static final String BESIDE = "tuned";
    private static final double GIB = 1L << 30;

    private final Path folder;
    private final Tokenizer tokenizer;
    private final ChatTemplate chat;
    private final LlamaModel model;
    private final Generator generator;
    private final NodeCatalog catalog;
    private final Map<Constrain, Constraint> constraints = new EnumMap<>(Constrain.class);
    private final PromptReader prompts;
    private String adapter = "";

    private LoadedModel(Path folder, Tokenizer tokenizer, LlamaModel model, NodeCatalog catalog) throws IOException {
        this.folder = folder;
        this.tokenizer = tokenizer;
        this.model = model;
        this.catalog = catalog;
        chat = ChatTemplate.of(folder, tokenizer);
        prompts = new PromptReader(
                tokenizer, chat, model.config().bos(), model.config().maxPositions());
        generator = new Generator(model, tokenizer);
    }

    /** Loads, with nobody to hear of it. */
    public static LoadedModel open(Path base, @Nullable Path adapter, WeightPrecision precision, NodeCatalog catalog)
            throws IOException {
        return open(base, adapter, precision, catalog, LoadProgress.NONE);
    }

    /**
     * Loads. An adapter is merged into f32 weights, which makes it cost nothing; beside quantised ones it stays apart.
     *
     * @param adapter PEFT folder, or null for the base alone
     * @param precision how the base's weights are held
     * @param catalog the node types that constrained answers may use
     * @param progress hears of each tensor of the base
     */
    public static LoadedModel open(
            Path base, @Nullable Path adapter, WeightPrecision precision, NodeCatalog catalog, LoadProgress progress)
            throws IOException {
        requireRoom(base, precision);
        // First: without it minutes of reading would be for nothing.
        Tokenizer words = Tokenizer.load(base);
        LlamaModel model = LlamaModel.load(base, precision.linears(), precision.smallVocabulary(), progress);
        boolean merged = adapter != null && precision.isFull();
        if (adapter != null && merged) {
            PeftFiles.merge(adapter, model);
        }
        LoadedModel loaded = new LoadedModel(base, words, model, catalog);
        if (adapter != null && !merged) {
            loaded.generator.adapter(BESIDE, PeftFiles.read(adapter, model.config(), model.scope()));
            loaded.adapter = BESIDE;
        }
        return loaded;
    }

    /** To run out of memory after minutes of reading helps nobody. */
    private static void requireRoom(Path base, WeightPrecision precision) throws IOException {
        Device device = Compute.device();
        LlamaConfig config = LlamaConfig.read(base);
        double free = FreeMemory.bytes(device) / GIB;
        double needed = gib(config, precision, device);
        if (needed > free) {
            throw new Fault(
                    "does_not_fit",
                    String.format(
                            Locale.ROOT,
                            "%s held in %s needs %.1f GiB for its weights, and %.1f GiB are there: set quantization.mode to int8 "
                                    + "(%.1f GiB) or nf4 (%.1f GiB)",
                            base.getFileName(),
                            precision.linears().id().replace("none", "f32"),
                            needed,
                            free,
                            gib(config, new WeightPrecision(WeightFormat.INT8, false), device),
                            gib(config, new WeightPrecision(WeightFormat.NF4_DOUBLE, false), device)),
                    "");
        }
    }

    private static double gib(LlamaConfig config, WeightPrecision precision, Device device) {
        return Precision.of(precision.linears(), precision.smallVocabulary(), device)
                        .bytes(config)
                / GIB;
    }

    /** Whether what is loaded lies on a GPU, as it does where there is one and hardware.device lets it. */
    public static boolean usesGpu() {
        return Compute.device().isGpu();
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public ChatTemplate chat() {
        return chat;
    }

    public LlamaModel model() {
        return model;
    }

    public Generator generator() {
        return generator;
    }

    /**
     * What {@link GenerationRequest#with} is to be given for the adapter that was loaded; empty where it is merged or
     * there is none.
     */
    public String adapter() {
        return adapter;
    }

    /**
     * Begins to answer: a conversation by the model's chat template, its system prompt read once for all that have it,
     * and held to the language as far as is asked.
     *
     * @throws IllegalArgumentException where it does not fit
     * @throws ModelFormatException if the vocabulary is none that can be constrained
     */
    public GenerationHandle submit(GenerationRequest request) throws IOException {
        GenerationRequest read = request.asking(prompts.read(request.prompt()));
        TokenRule rule = request.rule() == null ? rule(request.constrain()) : request.rule();
        return generator.submit(rule == null ? read : read.ruled(rule));
    }

    /**
     * A rule for one answer, null where anything may be said. What rules share is made when it is first asked for.
     *
     * @throws ModelFormatException if the vocabulary is none that can be constrained
     */
    public synchronized @Nullable TokenRule rule(Constrain how) throws IOException {
        ContinuationRules rules = constraints.containsKey(how) ? null : how.rules(catalog);
        if (rules != null) {
            constraints.put(how, Constraint.of(folder, tokenizer, model.config(), rules::start));
        }
        Constraint constraint = constraints.get(how);
        return constraint == null ? null : constraint.rule();
    }

    /** Arrays that weights and engine hold now; grows only with what is loaded and decoded at once. */
    public int liveArrays() {
        return model.manager().getManagedArrays().size();
    }

    @Override
    public void close() {
        generator.close();
        model.close();
        tokenizer.close();
    }
}
