package io.brewprint.worker;

import io.brewprint.config.PipelineConfig;
import java.nio.file.Path;

/**
 * Make the bundled base model.
 *
 * @param out its folder
 * @param tiny its shape and its pretraining
 */
public record PretrainSpec(Path out, PipelineConfig.Tiny tiny) implements JobSpec<PretrainResult> {
    @Override
    public String kind() {
        return "pretrain";
    }

    @Override
    public Class<PretrainResult> resultType() {
        return PretrainResult.class;
    }
}
