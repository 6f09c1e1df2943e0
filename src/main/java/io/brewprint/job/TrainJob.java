package io.brewprint.job;

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
import io.brewprint.worker.TrainResult;
import io.brewprint.worker.TrainSpec;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Fine-tunes an adapter. */
final class TrainJob implements Job<TrainSpec, TrainResult> {
    @Override
    public TrainResult run(TrainSpec job, EventWriter events, BooleanSupplier stop) throws Exception {
        PipelineConfig.Lora lora = job.lora();
        PipelineConfig.Training t = job.training();
        List<Row> rows = JsonLines.readAll(job.train(), events::log);
        List<Row> validation =
                Files.exists(job.validation()) ? JsonLines.readAll(job.validation(), events::log) : List.of();
        LoraSpec spec = new LoraSpec(
                lora.r(),
                lora.alpha(),
                lora.dropout(),
                lora.targetModules().stream().map(Projection::ofModule).toList(),
                lora.useRslora());
        LoraTrainer trainer = new LoraTrainer(
                job.base(),
                job.systemPrompt(),
                job.full() ? null : spec,
                options(t),
                memory(t, job.quantization(), job.forceMemory()));
        LoraTrainer.Outcome outcome =
                trainer.train(rows, validation, job.out(), true, new TrainingEvents("train", events, stop));
        TrainResult result = new TrainResult(
                outcome.step(),
                outcome.examples(),
                outcome.skippedLong(),
                Double.isFinite(outcome.loss()) ? outcome.loss() : null,
                Double.isFinite(outcome.evalLoss()) ? outcome.evalLoss() : null);
        if (!outcome.completed()) {
            throw new StoppedException(
                    "training stopped after step " + outcome.step() + ", checkpoint written", result);
        }
        return result;
    }

    private static TrainingOptions options(PipelineConfig.Training t) {
        return new TrainingOptions(
                t.epochs(),
                t.learningRate(),
                Schedule.Kind.valueOf(t.lrSchedulerType().toUpperCase(Locale.ROOT)),
                t.batchSize(),
                t.gradientAccumulationSteps(),
                t.maxSeqLength(),
                t.warmupSteps(),
                t.weightDecay(),
                t.maxGradNorm(),
                t.seed(),
                t.saveSteps(),
                t.evalSteps(),
                t.loggingSteps(),
                t.keepCheckpoints(),
                t.earlyStoppingPatience(),
                t.loadBestModelAtEnd());
    }

    private static MemoryOptions memory(PipelineConfig.Training t, PipelineConfig.Quantization q, boolean force) {
        return new MemoryOptions(
                WeightPrecision.of(q).linears(),
                WeightPrecision.of(q).smallVocabulary(),
                t.optim().equals("adamw_8bit"),
                MemoryOptions.Recompute.valueOf(t.gradientCheckpointing().toUpperCase(Locale.ROOT)),
                t.hostCheckpoints(),
                t.prefixPacking(),
                q.cache(),
                force);
    }
}
