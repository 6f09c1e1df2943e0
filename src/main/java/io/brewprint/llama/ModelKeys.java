package io.brewprint.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys of {@code config.json}: those that are read, those that change no arithmetic, and those by which LLaMA's
 * relatives change what a layer computes. None of the last is done here, so one that says anything is refused by name,
 * as is a key that nobody here knows; the answers would be wrong without a word.
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

    /** Read by {@link LlamaConfig}, or refused there. */
    private static final Set<String> READ = Set.of(
            "model_type",
            "hidden_act",
            "quantization_config",
            "num_attention_heads",
            "num_key_value_heads",
            "hidden_size",
            "intermediate_size",
            "num_hidden_layers",
            "head_dim",
            "vocab_size",
            "rms_norm_eps",
            "rope_theta",
            "rope_scaling",
            "rope_parameters",
            "tie_word_embeddings",
            "max_position_embeddings",
            "bos_token_id",
            "eos_token_id");

    private static final Set<String> ROPE = Set.of(
            "rope_type",
            "type",
            "rope_theta",
            "factor",
            "low_freq_factor",
            "high_freq_factor",
            "original_max_position_embeddings");

    /**
     * Of transformers' own: where files came from, how Python calls the model, how it samples, what it drops in
     * training.
     */
    private static final Set<String> INERT =
            Set.of(("architectures torch_dtype dtype transformers_version use_cache pretraining_tp initializer_range "
                            + "attention_dropout hidden_dropout embd_pdrop resid_pdrop dropout pad_token_id sep_token_id "
                            + "unk_token_id decoder_start_token_id max_length min_length max_new_tokens do_sample "
                            + "early_stopping num_beams num_beam_groups diversity_penalty temperature top_k top_p "
                            + "typical_p repetition_penalty length_penalty no_repeat_ngram_size "
                            + "encoder_no_repeat_ngram_size bad_words_ids num_return_sequences output_scores "
                            + "return_dict_in_generate forced_bos_token_id forced_eos_token_id remove_invalid_values "
                            + "exponential_decay_length_penalty suppress_tokens begin_suppress_tokens return_dict "
                            + "output_hidden_states output_attentions torchscript use_bfloat16 tf_legacy_loss "
                            + "is_decoder is_encoder_decoder tie_encoder_decoder finetuning_task id2label label2id "
                            + "problem_type tokenizer_class prefix task_specific_params chunk_size_feed_forward "
                            + "max_window_layers model_max_length max_sequence_length gradient_checkpointing "
                            + "neftune_noise_alpha")
                    .split(" "));

    /** How keys begin that programs leave for themselves. */
    private static final List<String> NOTES = List.of("_", "unsloth_");

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
        json.properties().forEach(entry -> {
            String key = entry.getKey();
            boolean known = READ.contains(key)
                    || INERT.contains(key)
                    || SWITCHES.contains(key)
                    || FACTORS.containsKey(key)
                    || NOTES.stream().anyMatch(key::startsWith);
            if (!known && !ModelJson.saysNothing(entry.getValue())) {
                throw new ModelFormatException(
                        file,
                        key
                                + " is a key that is not known here, and it may change what the model computes; if it does not, "
                                + "take it out of the file");
            }
        });
    }

    /**
     * The same for what stands below {@code rope_scaling} or {@code rope_parameters}.
     *
     * @throws ModelFormatException naming the key
     */
    static void checkRope(Path file, String name, JsonNode json) {
        json.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            Double neutral = FACTORS.get(key);
            boolean same = neutral != null && value.asDouble(Double.NaN) == neutral;
            if (!ROPE.contains(key) && !same && !ModelJson.saysNothing(value)) {
                throw refusal(file, name + "." + key, value);
            }
        });
    }

    private static ModelFormatException refusal(Path file, String key, JsonNode value) {
        return new ModelFormatException(
                file, key + " is " + value + ": it changes what a layer of LLaMA computes, which is not done here");
    }
}
