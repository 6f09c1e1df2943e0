package io.brewprint.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Keys of {@code config.json} by which LLaMA's relatives change what a layer computes. None of it is done here, so one
 * that says anything is refused by name; the answers would be wrong without a word.
 */
public final class ModelKeys {
    /** Switches and lists: nothing is said by false, null or an empty list. */
    private static final List<String> SWITCHES = List.of(
            "attention_bias",
            "mlp_bias",
            "lm_head_bias",
            "sliding_window",
            "use_sliding_window",
            "layer_types",
            "no_rope_layers",
            "rope_interleaved",
            "qk_norm",
            "use_qk_norm",
            "clip_qkv",
            "attn_logit_softcapping",
            "final_logit_softcapping",
            "num_experts",
            "num_local_experts",
            "use_parallel_residual",
            "parallel_attn",
            "alibi");

    /** Numbers, and what each is where it changes nothing. */
    private static final Map<String, Double> FACTORS = Map.of(
            "partial_rotary_factor", 1.0,
            "rotary_pct", 1.0,
            "residual_multiplier", 1.0,
            "embedding_multiplier", 1.0,
            "logits_scaling", 1.0,
            "logit_scale", 1.0);

    private ModelKeys() {}

    /**
     * Refuses what would change the model's answers and is not honoured.
     *
     * @throws ModelFormatException naming the key and its value
     */
    static void check(Path file, JsonNode json) {
        for (String key : SWITCHES) {
            JsonNode value = json.path(key);
            if (!ModelJson.saysNothing(value) && !(value.isNumber() && value.doubleValue() == 0)) {
                throw refusal(file, key, value);
            }
        }
        FACTORS.forEach((key, neutral) -> {
            JsonNode value = json.path(key);
            if (!ModelJson.saysNothing(value) && value.asDouble(Double.NaN) != neutral) {
                throw refusal(file, key, value);
            }
        });
    }

    private static ModelFormatException refusal(Path file, String key, JsonNode value) {
        return new ModelFormatException(
                file, key + " is " + value + ": it changes what a layer of LLaMA computes, which is not done here");
    }
}
