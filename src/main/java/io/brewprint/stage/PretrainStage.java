package io.brewprint.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.worker.StageKind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that the base model is there: the bundled one is pretrained on first use, others must be put there. */
final class PretrainStage extends NamedStage {
    PretrainStage() {
        super("pretrain", "Base model", StageKind.TRAINING, "model", "tiny");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        PipelineConfig config = context.config();
        String name = config.model().baseModel();
        Path folder = context.home().model(name);
        if (Files.exists(folder.resolve("config.json"))) {
            return StageResult.skipped("models/" + name + " is there");
        }
        if (!name.equals(config.tiny().name())) {
            throw new Fault("missing", "models/" + name + " is missing or has no config.json", "put the model's Hugging Face folder there, or set model.base_model to " + config.tiny().name());
        }
        ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "pretrain").put("out", folder.toString());
        job.set("tiny", Json.MAPPER.valueToTree(config.tiny()));
        context.runWorker(job);
        return StageResult.done().with("base_model", folder).saying("models/" + name + " pretrained in "
                + config.tiny().pretrainSteps() + " steps");
    }
}
