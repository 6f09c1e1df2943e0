package io.brewprint.job;

import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.ComposedRows;
import io.brewprint.tensor.Compute;
import io.brewprint.train.BaseShape;
import io.brewprint.train.Pretrainer;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.PretrainResult;
import io.brewprint.worker.PretrainSpec;
import io.brewprint.worker.StoppedException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes the bundled base model. */
final class PretrainJob implements Job<PretrainSpec, PretrainResult> {
    @Override
    public PretrainResult run(PretrainSpec job, EventWriter events, BooleanSupplier stop) throws Exception {
        PipelineConfig.Tiny tiny = job.tiny();
        List<String> documents = ComposedRows.documents(tiny.pretrainSteps() * tiny.pretrainBatch(), tiny.seed());
        BaseShape shape = new BaseShape(
                tiny.dim(),
                tiny.layers(),
                tiny.heads(),
                tiny.kvHeads(),
                tiny.ffn(),
                tiny.vocab(),
                tiny.contextLength());
        Pretrainer.Plan plan = new Pretrainer.Plan(
                shape, tiny.pretrainSteps(), tiny.pretrainBatch(), tiny.pretrainLearningRate(), tiny.seed());
        if (!Pretrainer.run(documents, plan, job.out(), new TrainingEvents("pretrain", events, stop))) {
            throw new StoppedException("pretraining stopped; it starts anew next time");
        }
        return new PretrainResult(job.out(), Compute.kind());
    }
}
