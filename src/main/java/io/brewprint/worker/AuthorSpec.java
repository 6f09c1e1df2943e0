package io.brewprint.worker;

import io.brewprint.config.PipelineConfig;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom an exam asks: a server, or a model folder with or without an adapter.
 *
 * @param baseName by which the server knows the model, or the name of the base
 * @param base folder of the base model; absent where a server is asked
 * @param adapter folder of the adapter, if any
 * @param endpoint of the server, if one is asked
 * @param timeoutSeconds for one answer
 * @param quantization how the base's weights are held
 * @param catalog folder of the home's own node types, if it has any
 */
public record AuthorSpec(
        String baseName,
        @Nullable Path base,
        @Nullable Path adapter,
        @Nullable URI endpoint,
        String systemPrompt,
        int timeoutSeconds,
        PipelineConfig.Quantization quantization,
        @Nullable Path catalog) {
    /** Checks that there is somebody to ask. */
    public AuthorSpec {
        if ((base == null) == (endpoint == null)) {
            throw new IllegalArgumentException("an author is a model folder or a server, and never both");
        }
    }
}
