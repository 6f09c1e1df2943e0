package io.brewprint.decode;

import ai.djl.Device;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.complete.Constrain;
import io.brewprint.complete.ContinuationRules;
import io.brewprint.config.Fault;
import io.brewprint.config.RecentMap;
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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model folder ready to answer: weights, tokenizer, chat template, engine and constraints, closed together. */
public final class LoadedModel implements AutoCloseable {
    private static final String BESIDE = "tuned";
    private static final int BEGINNINGS = 16;
    private static final double GIB = 1L << 30;

    private final Path folder;
    private final Tokenizer tokenizer;
    private final ChatTemplate chat;
    private final LlamaModel model;
    private final Generator generator;
    private final NodeCatalog catalog;
    private final Map<Constrain, Constraint> constraints = new EnumMap<>(Constrain.class);
    // A client may send any system prompt: the last few are enough.
    /** Characters that a token has at most, over a whole prompt: words have 4, runs of blanks more. */
    private static final int LONGEST_TOKEN = 16;

    /** Of a longer system prompt the beginning is not looked for: that would read it twice more. */
    private static final int LONGEST_SHARED = 8_192;

    private final Map<String, int[]> beginnings = new RecentMap<>(BEGINNINGS);
    private String adapter = "";

    private LoadedModel(Path folder, Tokenizer tokenizer, LlamaModel model, NodeCatalog catalog) throws IOException {
        this.folder = folder;
        this.tokenizer = tokenizer;
        this.model = model;
        this.catalog = catalog;
        chat = ChatTemplate.of(folder, tokenizer);
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
        requireRoom(request.prompt());
        GenerationRequest read = request.asking(tokens(request.prompt()));
        TokenRule rule = request.rule() == null ? rule(request.constrain()) : request.rule();
        return generator.submit(rule == null ? read : read.ruled(rule));
    }

    /** What surely has more tokens than the context is not even read: a megabyte without a blank takes seconds. */
    private void requireRoom(Prompt prompt) {
        long length = switch (prompt) {
            case Prompt.Tokens tokens -> 0;
            case Prompt.Chat talk ->
                talk.turns().stream().mapToLong(turn -> turn.text().length()).sum();
            case Prompt.Text text -> text.text().length();
        };
        int context = model.config().maxPositions();
        if (length > (long) LONGEST_TOKEN * context) {
            throw new IllegalArgumentException(
                    "prompt of " + length + " characters, the model's context has " + context + " tokens");
        }
    }

    private Prompt.Tokens tokens(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Tokens tokens -> tokens;
            case Prompt.Chat talk -> {
                int[] ids = chat.conversation(talk.turns());
                yield new Prompt.Tokens(ids, talk.system().isEmpty() ? 0 : shared(talk.system(), ids));
            }
            case Prompt.Text text -> {
                int[] words = tokenizer.encode(text.text());
                int[] ids = new int[words.length + 1];
                ids[0] = model.config().bos();
                System.arraycopy(words, 0, ids, 1, words.length);
                yield new Prompt.Tokens(ids, 0);
            }
        };
    }

    /** Tokens that every prompt under this system prompt begins with: two that differ at once tell. */
    private int shared(String system, int[] ids) {
        if (system.length() > LONGEST_SHARED) {
            return 0;
        }
        int[] one;
        synchronized (beginnings) {
            one = beginnings.computeIfAbsent(system, s -> {
                int[] first = chat.prompt(s, "a");
                return Arrays.copyOf(first, Generator.shared(List.of(first, chat.prompt(s, "\n1"))));
            });
        }
        int same = Arrays.mismatch(one, ids);
        return Math.min(same < 0 ? one.length : same, ids.length - 1);
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
