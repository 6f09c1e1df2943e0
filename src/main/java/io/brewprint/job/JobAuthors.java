package io.brewprint.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.exam.Author;
import io.brewprint.exam.EndpointAuthor;
import io.brewprint.exam.ModelAuthor;
import io.brewprint.llama.WeightPrecision;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whom a job asks: the server {@code endpoint}, which knows the model as {@code base_name}; or the folder {@code base}, with
 * the folder {@code adapter} where one is named.
 */
final class JobAuthors {
    private JobAuthors() {}

    static Author of(JsonNode job, NodeCatalog catalog) throws IOException {
        String system = job.required("system_prompt").asText();
        Duration limit = Duration.ofSeconds(job.required("timeout_seconds").asInt());
        String endpoint = job.path("endpoint").asText("");
        if (!endpoint.isEmpty()) {
            // the key comes with the environment: a job's file is no place for it
            return new EndpointAuthor(
                    URI.create(endpoint), job.required("base_name").asText(), system, limit, System.getenv("OPENAI_API_KEY"));
        }
        PipelineConfig.Quantization held =
                Json.MAPPER.treeToValue(job.required("quantization"), PipelineConfig.Quantization.class);
        String adapter = job.path("adapter").asText("");
        return new ModelAuthor(Path.of(job.required("base").asText()), adapter.isEmpty() ? null : Path.of(adapter),
                WeightPrecision.of(held), system, limit, catalog);
    }
}
