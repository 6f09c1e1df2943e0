package io.brewprint.worker;

import java.nio.file.Path;
import java.util.List;

/**
 * Pretrain a base model on composed Blueprints.
 *
 * @param out folder for tokenizer, checkpoints and final/
 * @param leftOut families of nodes that it does not see
 * @param most about how many things a Blueprint does at most, at the end
 * @param dim width
 * @param vocab tokens of its vocabulary
 * @param tokenizerTexts texts that the vocabulary is made of
 * @param contextLength tokens of its context
 * @param batch texts a step
 * @param saveSteps steps between checkpoints
 * @param seed of weights and texts
 */
public record BaseSpec(
        Path out,
        List<String> leftOut,
        int most,
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
        long seed)
        implements JobSpec<PretrainResult> {
    @Override
    public String kind() {
        return "base";
    }

    @Override
    public Class<PretrainResult> resultType() {
        return PretrainResult.class;
    }
}
