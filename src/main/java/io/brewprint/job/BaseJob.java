package io.brewprint.job;

import io.brewprint.compose.Composer;
import io.brewprint.compose.Composer.Composed;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.tensor.Compute;
import io.brewprint.train.StreamPretrainer;
import io.brewprint.train.TextSource;
import io.brewprint.train.TrainingListener;
import io.brewprint.worker.BaseSpec;
import io.brewprint.worker.EventWriter;
import io.brewprint.worker.Job;
import io.brewprint.worker.PretrainResult;
import io.brewprint.worker.StoppedException;
import java.util.function.BooleanSupplier;

/** Pretrains a base on composed Blueprints: short ones first, in which copying names is most of the work. */
final class BaseJob implements Job<BaseSpec, PretrainResult> {
    private static final int FIRST = 2;
    private static final double GROWN = 0.6;

    @Override
    public PretrainResult run(BaseSpec job, EventWriter events, BooleanSupplier stop) throws Exception {
        StreamPretrainer training = pretrainer(job, new TrainingEvents("base", events, stop));
        return new PretrainResult(
                (job.finish() > 0 ? training.finish(job.finish()) : training.run())
                        .orElseThrow(() -> new StoppedException("pretraining stopped; a checkpoint is there")),
                Compute.kind());
    }

    static StreamPretrainer pretrainer(BaseSpec job, TrainingListener listener) {
        Composer composer = Composer.of(
                job.plan().seed(), job.most(), family -> !job.leftOut().contains(family));
        TextSource texts = (number, progress) -> {
            int most = FIRST + (int) Math.round((job.most() - FIRST) * Math.min(1, progress / GROWN));
            Composed row = composer.taught(number, most);
            return new TextSource.Text(row.request(), row.answer(), number % 2 == 1);
        };
        return new StreamPretrainer(job.plan(), texts, SystemPrompt.LEAN, job.out(), listener);
    }
}
