package io.brewprint.train;

/**
 * How a LoRA training runs.
 *
 * @param epochs passes over the data
 * @param learningRate peak rate
 * @param batchSize examples a micro-batch
 * @param accumulation micro-batches an optimizer step
 * @param maxSequence longest example in tokens; longer ones are left out and counted
 * @param warmupSteps optimizer steps of linear warm-up
 * @param weightDecay decoupled decay
 * @param maxGradNorm gradients are scaled down to this global norm
 * @param seed of adapter, order and dropout
 * @param saveSteps optimizer steps between checkpoints
 * @param evalSteps optimizer steps between evaluations
 * @param keepCheckpoints newest checkpoints kept
 */
public record TrainingOptions(
        int epochs,
        double learningRate,
        int batchSize,
        int accumulation,
        int maxSequence,
        int warmupSteps,
        double weightDecay,
        double maxGradNorm,
        long seed,
        int saveSteps,
        int evalSteps,
        int keepCheckpoints) {}
