package io.brewprint.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.worker.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides which adapter a training gives. It is written into the training's folder before it begins, so that
 * checkpoints are never gone on from with other data or settings. Immutable.
 *
 * @param full whether every weight is trained instead of an adapter
 */
public record TrainPlan(
        String baseModel,
        String dataHash,
        String systemPrompt,
        PipelineConfig.Lora lora,
        PipelineConfig.Training training,
        PipelineConfig.Quantization quantization,
        boolean full) {
    /** Name of its file. */
    public static final String FILE = "plan.json";

    /**
     * Of these settings.
     *
     * @param base the base model's name
     * @param rows the training data, whose hash goes into the plan
     */
    public static TrainPlan of(String base, Path rows, String systemPrompt, PipelineConfig settings, boolean full)
            throws IOException {
        return new TrainPlan(
                base,
                DatasetBuilder.dataHash(rows),
                systemPrompt,
                settings.lora(),
                settings.training(),
                settings.quantization(),
                full);
    }

    /** Names of what is otherwise in the plan of a folder; none where it has no plan. */
    public List<String> differences(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return differences(Json.STRICT.readValue(file.toFile(), TrainPlan.class));
        } catch (JsonProcessingException e) {
            return List.of(FILE + ", which is of another version of the program or damaged");
        }
    }

    private List<String> differences(TrainPlan other) {
        List<String> out = new ArrayList<>();
        note(out, "base_model", baseModel, other.baseModel);
        note(out, "data_hash", dataHash, other.dataHash);
        note(out, "system_prompt", systemPrompt, other.systemPrompt);
        note(out, "lora", lora, other.lora);
        note(out, "training", training, other.training);
        note(out, "quantization", quantization, other.quantization);
        note(out, "full", full, other.full);
        return out;
    }

    private static void note(List<String> out, String name, Object mine, Object other) {
        if (!mine.equals(other)) {
            out.add(name);
        }
    }

    /** Writes it into a training's folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.write(folder.resolve(FILE), Json.pretty(this));
    }

    /** The worker's job. */
    public TrainSpec job(Path base, Path rows, Path validation, Path out, boolean forceMemory) {
        return new TrainSpec(
                base, rows, validation, out, systemPrompt, lora, training, quantization, full, forceMemory);
    }
}
