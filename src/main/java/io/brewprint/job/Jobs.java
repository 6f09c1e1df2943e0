package io.brewprint.job;

import io.brewprint.worker.BaseSpec;
import io.brewprint.worker.ExamSpec;
import io.brewprint.worker.JobTable;
import io.brewprint.worker.PracticeSpec;
import io.brewprint.worker.PretrainSpec;
import io.brewprint.worker.QuantizeSpec;
import io.brewprint.worker.TrainSpec;

/** The jobs of the product. */
public final class Jobs {
    private Jobs() {}

    /** All of them. */
    public static JobTable all() {
        return JobTable.EMPTY
                .with(PretrainSpec.class, new PretrainJob())
                .with(BaseSpec.class, new BaseJob())
                .with(TrainSpec.class, new TrainJob())
                .with(ExamSpec.class, new ExamJob())
                .with(PracticeSpec.class, new PracticeJob())
                .with(QuantizeSpec.class, new QuantizeJob());
    }
}
