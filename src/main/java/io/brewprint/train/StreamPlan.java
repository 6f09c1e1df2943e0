package io.brewprint.train;

/**
 * Shape of a base model, and its pretraining on texts that never come twice.
 *
 * @param dim width, a multiple of twice the heads
 * @param vocab tokens of its vocabulary
 * @param tokenizerTexts texts that the vocabulary is made of
 * @param contextLength tokens of its context; longer texts are passed over
 * @param steps of the optimizer
 * @param batch texts a step
 * @param learningRate peak
 * @param saveSteps steps between checkpoints
 * @param seed of weights and texts
 */
public record StreamPlan(
        int dim,
        int layers,
        int heads,
        int kvHeads,
        int ffn,
        int vocab,
        int tokenizerTexts,
        int contextLength,
        int steps,
        int batch,
        double learningRate,
        int saveSteps,
        long seed) {}
