package io.brewprint.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a training came to.
 *
 * @param step optimizer steps made
 * @param examples rows learned from
 * @param skippedTooLong rows left out for their length
 * @param loss of the last steps; absent where none was made
 * @param evalLoss of the last evaluation; absent where none was held
 */
public record TrainResult(
        int step,
        int examples,
        int skippedTooLong,
        @Nullable Double loss,
        @Nullable Double evalLoss) implements JobResult {}
