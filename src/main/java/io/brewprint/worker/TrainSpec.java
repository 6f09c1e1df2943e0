package io.brewprint.worker;

import io.brewprint.config.PipelineConfig;
import java.nio.file.Path;

/**
 * Fine-tune an adapter, going on from the newest checkpoint of {@code out} if there is one.
 *
 * @param base folder of the base model
 * @param train rows to learn from
 * @param validation rows for evaluations; the file may be absent
 * @param out folder of the training
 * @param full whether every weight of a small model is trained instead of an adapter
 * @param forceMemory whether to try what the memory plan says cannot fit
 */
public record TrainSpec(
        Path base,
        Path train,
        Path validation,
        Path out,
        String systemPrompt,
        PipelineConfig.Lora lora,
        PipelineConfig.Training training,
        PipelineConfig.Quantization quantization,
        boolean full,
        boolean forceMemory)
        implements JobSpec<TrainResult> {
    @Override
    public String kind() {
        return "train";
    }

    @Override
    public Class<TrainResult> resultType() {
        return TrainResult.class;
    }
}
