package io.brewprint.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a worker is to do, as {@link JobFile} writes and reads it: a record a job, every field of it required.
 *
 * @param <R> what it gives
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainSpec.class, name = "train"),
    @JsonSubTypes.Type(value = PretrainSpec.class, name = "pretrain"),
    @JsonSubTypes.Type(value = BaseSpec.class, name = "base"),
    @JsonSubTypes.Type(value = ExamSpec.class, name = "exam"),
    @JsonSubTypes.Type(value = PracticeSpec.class, name = "practice"),
    @JsonSubTypes.Type(value = QuantizeSpec.class, name = "quantize"),
    @JsonSubTypes.Type(value = BenchTrainSpec.class, name = "bench_train"),
    @JsonSubTypes.Type(value = BenchGenerateSpec.class, name = "bench_generate"),
    @JsonSubTypes.Type(value = BenchSliceSpec.class, name = "bench_slice")
})
public sealed interface JobSpec<R extends JobResult>
        permits TrainSpec,
                PretrainSpec,
                BaseSpec,
                ExamSpec,
                PracticeSpec,
                QuantizeSpec,
                BenchTrainSpec,
                BenchGenerateSpec,
                BenchSliceSpec {
    /** The name of the job in files, and in those of its process. */
    String kind();

    /** The type of what it gives. */
    Class<R> resultType();
}
