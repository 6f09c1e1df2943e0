package io.brewprint.worker;

import io.brewprint.train.StreamPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * Pretrain a base model on composed Blueprints.
 *
 * @param out folder for tokenizer, checkpoints and final/
 * @param leftOut families of nodes that it does not see
 * @param most about how many things a Blueprint does at most, at the end
 * @param plan its shape, and how it is trained
 * @param finish steps in which a training that is under way is brought to an end beside itself; 0 for going on
 */
public record BaseSpec(Path out, List<String> leftOut, int most, StreamPlan plan, int finish)
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
