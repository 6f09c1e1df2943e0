package io.brewprint.job;

import io.brewprint.worker.Job;
import java.util.Map;

/** The jobs of the product that a worker knows, by their kind. */
public final class Jobs {
    private Jobs() {}

    /** All of them. */
    public static Map<String, Job> all() {
        return Map.of("pretrain", new PretrainJob(), "train", new TrainJob(), "exam", new ExamJob(), "quantize",
                new QuantizeJob());
    }
}
