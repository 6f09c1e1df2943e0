package io.brewprint.job;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointAuthor;
import io.brewprint.exam.ModelAuthor;
import io.brewprint.llama.LoadProgress;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.worker.AuthorSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** Whom a job asks. */
final class JobAuthors {
    private JobAuthors() {}

    /** The node types by which its answers are checked. */
    static NodeCatalog catalog(AuthorSpec spec) {
        return spec.catalog() == null ? NodeCatalog.standard() : NodeCatalog.load(spec.catalog());
    }

    static Author of(AuthorSpec spec, NodeCatalog catalog, LoadProgress progress) throws IOException {
        Duration limit = Duration.ofSeconds(spec.timeoutSeconds());
        if (spec.endpoint() != null) {
            // the key comes with the environment: a job's file is no place for it
            return new EndpointAuthor(
                    spec.endpoint(), spec.baseName(), spec.systemPrompt(), limit, System.getenv("OPENAI_API_KEY"));
        }
        return new ModelAuthor(
                Objects.requireNonNull(spec.base()),
                spec.adapter(),
                WeightPrecision.of(spec.quantization()),
                spec.systemPrompt(),
                limit,
                catalog,
                progress);
    }
}
