package io.brewprint.worker;

import io.brewprint.exam.ExamOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What an exam came to.
 *
 * @param free as the job's first way of answering gave it
 * @param constrained the same for answers that were held to the language, where the job wanted both
 */
public record ExamResult(ExamOutcome free, @Nullable ExamOutcome constrained) implements JobResult {}
