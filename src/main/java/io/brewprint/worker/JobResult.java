package io.brewprint.worker;

/** What a job gave: a record a job. */
public sealed interface JobResult
        permits TrainResult,
                PretrainResult,
                ExamResult,
                PracticeResult,
                QuantizeResult,
                BenchTrainResult,
                BenchGenerateResult,
                BenchSliceResult {}
