package io.brewprint.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.Synthesizer;
import io.brewprint.train.Pretrainer;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.StoppedException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Job {@code pretrain}: makes the bundled base model in the folder {@code out}, shaped by {@code tiny}. */
final class PretrainJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        PipelineConfig.Tiny tiny = Json.MAPPER.treeToValue(job.required("tiny"), PipelineConfig.Tiny.class);
        Path out = Path.of(job.required("out").asText());
        List<String> documents = Synthesizer.documents(tiny.pretrainSteps() * tiny.pretrainBatch(), tiny.seed());
        Pretrainer.Plan plan = new Pretrainer.Plan(
                tiny.dim(), tiny.layers(), tiny.heads(), tiny.kvHeads(), tiny.ffn(), tiny.vocab(), tiny.contextLength(),
                tiny.pretrainSteps(), tiny.pretrainBatch(), tiny.pretrainLearningRate(), tiny.seed());
        if (!Pretrainer.run(documents, plan, out, new TrainingEvents("pretrain", events, stop))) {
            throw new StoppedException("pretraining stopped; it starts anew next time");
        }
        return Json.MAPPER.createObjectNode().put("model", out.toString());
    }
}
