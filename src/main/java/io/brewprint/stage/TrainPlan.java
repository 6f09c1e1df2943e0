package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.DatasetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What decides which adapter a training gives. It is written into the training's folder before it begins, so that
 * checkpoints are never gone on from with other data or settings.
 *
 * @param json base_model, data_hash, system_prompt, lora, training, quantization, and whatever else decides
 */
public record TrainPlan(ObjectNode json) {
    /** Name of its file. */
    public static final String FILE = "plan.json";

    private static final List<String> SETTINGS = List.of("system_prompt", "lora", "training", "quantization");

    /**
     * Of these settings.
     *
     * @param base the base model's name
     * @param rows the training data, whose hash goes into the plan
     */
    public static TrainPlan of(String base, Path rows, String systemPrompt, PipelineConfig settings) throws IOException {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("base_model", base);
        json.put("data_hash", DatasetBuilder.dataHash(rows));
        json.put("system_prompt", systemPrompt);
        json.set("lora", Json.MAPPER.valueToTree(settings.lora()));
        json.set("training", Json.MAPPER.valueToTree(settings.training()));
        json.set("quantization", Json.MAPPER.valueToTree(settings.quantization()));
        return new TrainPlan(json);
    }

    /** Names of what is otherwise in another plan, or in what was written about a finished training. */
    public List<String> differences(JsonNode other) {
        // read back as text: 2 and 2.0 are one number in a file
        return json.propertyStream()
                .filter(e -> !Json.write(other.path(e.getKey())).equals(Json.write(e.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names of what is otherwise in the plan of a folder; none where it has no plan. */
    public List<String> differences(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? differences(Json.MAPPER.readTree(file.toFile())) : List.of();
    }

    /** Writes it into a training's folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.write(folder.resolve(FILE), Json.pretty(json));
    }

    /** The worker's job. */
    public ObjectNode job(Path base, Path rows, Path validation, Path out) {
        ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "train");
        job.put("base", base.toString());
        job.put("train", rows.toString());
        job.put("validation", validation.toString());
        job.put("out", out.toString());
        SETTINGS.forEach(name -> job.set(name, json.get(name)));
        return job;
    }
}
