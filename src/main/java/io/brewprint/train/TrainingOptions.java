package io.brewprint.train;

/**
 * How a LoRA training runs.
 *
 * @param epochs passes over the data
 * @param learningRate peak rate
 * @param schedule how the rate falls after the warm-up
 * @param batchSize examples a micro-batch
 * @param accumulation micro-batches an optimizer step
 * @param maxSequence longest example in tokens; longer ones are left out and counted
 * @param warmupSteps optimizer steps of linear warm-up
 * @param weightDecay decoupled decay
 * @param maxGradNorm gradients are scaled down to this global norm
 * @param seed of adapter, order and dropout
 * @param saveSteps optimizer steps between checkpoints
 * @param evalSteps optimizer steps between evaluations
 * @param loggingSteps optimizer steps between entries of the log
 * @param keepCheckpoints newest checkpoints kept
 * @param patience evaluations without a better loss after which training ends; 0 for never
 * @param loadBest whether the adapter of the best evaluation becomes the final one
 */
public record TrainingOptions(
        int epochs,
        double learningRate,
        Schedule.Kind schedule,
        int batchSize,
        int accumulation,
        int maxSequence,
        int warmupSteps,
        double weightDecay,
        double maxGradNorm,
        long seed,
        int saveSteps,
        int evalSteps,
        int loggingSteps,
        int keepCheckpoints,
        int patience,
        boolean loadBest) {}
