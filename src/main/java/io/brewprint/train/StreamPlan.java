package io.brewprint.train;

/**
 * A base model's pretraining on texts that never come twice.
 *
 * @param tokenizerTexts texts that the vocabulary is made of
 * @param steps of the optimizer
 * @param batch texts a step
 * @param learningRate peak
 * @param saveSteps steps between checkpoints
 * @param seed of weights and texts
 */
public record StreamPlan(
        BaseShape shape, int tokenizerTexts, int steps, int batch, double learningRate, int saveSteps, long seed) {}
