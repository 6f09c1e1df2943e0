package io.brewprint.cycle;

import io.brewprint.config.PipelineConfig;
import io.brewprint.config.PipelineConfig.Lora;

/** What is given up after training ran out of memory: half the sequence down to 512, then half the rank down to 16. */
final class OomRelief {
    private static final int SHORTEST = 512;
    private static final int LOWEST_RANK = 16;

    private OomRelief() {}

    /** The configuration after {@code times} failures; the same again where nothing is left to give up. */
    static PipelineConfig after(PipelineConfig config, int times) {
        PipelineConfig out = config;
        for (int i = 0; i < times; i++) {
            out = once(out);
        }
        return out;
    }

    private static PipelineConfig once(PipelineConfig config) {
        int length = config.training().maxSeqLength();
        if (length > SHORTEST) {
            return config.with(config.training().withMaxSeqLength(Math.max(SHORTEST, length / 2)));
        }
        Lora lora = config.lora();
        if (lora.r() > LOWEST_RANK) {
            int rank = Math.max(LOWEST_RANK, lora.r() / 2);
            return config.with(new Lora(rank, 2.0 * rank, lora.dropout(), lora.targetModules(), lora.useRslora()));
        }
        return config;
    }
}
