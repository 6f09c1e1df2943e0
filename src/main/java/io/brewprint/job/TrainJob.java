package io.brewprint.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.JsonLines;
import io.brewprint.dataset.Row;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.Projection;
import io.brewprint.llama.WeightPrecision;
import io.brewprint.train.LoraTrainer;
import io.brewprint.train.MemoryOptions;
import io.brewprint.train.Schedule;
import io.brewprint.train.TrainingOptions;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.StoppedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Job {@code train}: fine-tunes an adapter on {@code train} in the folder {@code out}, going on from its newest
 * checkpoint if there is one.
 */
final class TrainJob implements Job {
    @Override
    public JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception {
        PipelineConfig.Lora lora = Json.MAPPER.treeToValue(job.required("lora"), PipelineConfig.Lora.class);
        PipelineConfig.Training t = Json.MAPPER.treeToValue(job.required("training"), PipelineConfig.Training.class);
        List<Row> rows = JsonLines.readAll(Path.of(job.required("train").asText()), events::log);
        Path validationFile = Path.of(job.required("validation").asText());
        List<Row> validation = Files.exists(validationFile) ? JsonLines.readAll(validationFile, events::log) : List.of();
        LoraSpec spec = new LoraSpec(
                lora.r(), lora.alpha(), lora.dropout(),
                lora.targetModules().stream().map(Projection::ofModule).toList(), lora.useRslora());
        PipelineConfig.Quantization q =
                Json.MAPPER.treeToValue(job.required("quantization"), PipelineConfig.Quantization.class);
        LoraTrainer trainer = new LoraTrainer(
                Path.of(job.required("base").asText()), job.required("system_prompt").asText(),
                job.path("full").asBoolean() ? null : spec, options(t),
                memory(t, q, job.path("force_memory").asBoolean()));
        Path out = Path.of(job.required("out").asText());
        LoraTrainer.Outcome outcome =
                trainer.train(rows, validation, out, true, new TrainingEvents("train", events, stop));
        ObjectNode result = Json.MAPPER.createObjectNode()
                .put("step", outcome.step())
                .put("examples", outcome.examples())
                .put("skipped_too_long", outcome.skippedLong());
        if (Double.isFinite(outcome.loss())) {
            result.put("loss", outcome.loss());
        }
        if (Double.isFinite(outcome.evalLoss())) {
            result.put("eval_loss", outcome.evalLoss());
        }
        if (!outcome.completed()) {
            throw new StoppedException("training stopped after step " + outcome.step() + ", checkpoint written", result);
        }
        return result;
    }

    private static TrainingOptions options(PipelineConfig.Training t) {
        return new TrainingOptions(
                t.epochs(), t.learningRate(), Schedule.Kind.valueOf(t.lrSchedulerType().toUpperCase(Locale.ROOT)),
                t.batchSize(), t.gradientAccumulationSteps(), t.maxSeqLength(), t.warmupSteps(), t.weightDecay(),
                t.maxGradNorm(), t.seed(), t.saveSteps(), t.evalSteps(), t.loggingSteps(), t.keepCheckpoints(),
                t.earlyStoppingPatience(), t.loadBestModelAtEnd());
    }

    private static MemoryOptions memory(
            PipelineConfig.Training t, PipelineConfig.Quantization q, boolean force) {
        return new MemoryOptions(
                WeightPrecision.of(q).linears(), WeightPrecision.of(q).smallVocabulary(),
                t.optim().equals("adamw_8bit"),
                MemoryOptions.Recompute.valueOf(t.gradientCheckpointing().toUpperCase(Locale.ROOT)), t.hostCheckpoints(), t.prefixPacking(),
                q.cache(), force);
    }
}
