package io.brewprint.llama;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shapes of published models, so that a training can be planned before anything is downloaded. */
public final class ModelShapes {
    private static final List<Integer> ENDS = List.of(128001, 128008, 128009);

    private static final Map<String, LlamaConfig> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("llama-3.1-70b", llama3(8192, 28672, 80, 64, 128, 8, false));
        KNOWN.put("llama-3.1-8b", llama3(4096, 14336, 32, 32, 128, 8, false));
        KNOWN.put("llama-3.2-3b", llama3(3072, 8192, 28, 24, 128, 32, true));
        KNOWN.put("llama-3.2-1b", llama3(2048, 8192, 16, 32, 64, 32, true));
    }

    private ModelShapes() {}

    private static LlamaConfig llama3(
            int hidden, int intermediate, int layers, int heads, int headDim, double factor, boolean tied) {
        return new LlamaConfig(
                hidden,
                intermediate,
                layers,
                heads,
                8,
                headDim,
                128256,
                1e-5f,
                500_000,
                new LlamaConfig.RopeScaling(factor, 1, 4, 8192),
                tied,
                131072,
                128000,
                ENDS);
    }

    /** The shape called {@code name}, in any case. */
    public static Optional<LlamaConfig> of(String name) {
        return Optional.ofNullable(KNOWN.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Names that {@link #of} knows, the largest first. */
    public static Set<String> names() {
        return java.util.Collections.unmodifiableSet(KNOWN.keySet());
    }
}
