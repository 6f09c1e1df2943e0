package io.brewprint.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code adapter_config.json}, as PEFT writes them, and what is done about each: read, passed over because
 * it changes no arithmetic, or refused unless it says nothing. A key that is not known is refused unless it says
 * nothing: to pass over what changes an adapter's answers would be worse than not to read it.
 */
public final class AdapterKeys {
    /** What is done about a key. */
    public enum Treatment {
        /** Its value is used. */
        READ,
        /** It changes no arithmetic of an adapter that is trained already. */
        PASSED_OVER,
        /** Only a value that changes nothing is taken. */
        REFUSED
    }

    /**
     * A key.
     *
     * @param why what it means, and what is taken
     */
    public record Key(String name, Treatment treatment, String why) {}

    private static final List<Key> KEYS = List.of(
            read("peft_type", "only LORA"),
            read("base_model_name_or_path", "the base that it belongs to"),
            read("r", "the rank"),
            read("lora_alpha", "the scale, divided by the rank"),
            read("lora_dropout", "when training goes on"),
            read("target_modules", "a list of the seven projections, or all-linear, which is all of them; no pattern"),
            read("use_rslora", "divides by the root of the rank"),
            read("bias", "only none: a bias of its own would be a tensor that nobody reads"),
            read("init_lora_weights", "true, false, gaussian, eva: other ways change the base's weights too"),
            read("fan_in_fan_out", "only false: LLaMA's projections are not transposed"),
            over("task_type"),
            over("inference_mode"),
            over("revision"),
            over("auto_mapping"),
            over("peft_version"),
            over("parent_library"),
            over("runtime_config"),
            over("loftq_config"),
            over("eva_config"),
            over("corda_config"),
            over("megatron_config"),
            over("megatron_core"),
            over("qalora_group_size"),
            refused("use_dora", "scales each row by a learned length"),
            refused("use_qalora", "pools the input"),
            refused("lora_bias", "adds a bias to the second matrix"),
            refused("modules_to_save", "replaces whole modules of the base"),
            refused("trainable_token_indices", "replaces rows of the embedding"),
            refused("layers_to_transform", "leaves layers out"),
            refused("layers_pattern", "leaves layers out"),
            refused("layer_replication", "repeats layers of the base"),
            refused("exclude_modules", "leaves modules out"),
            refused("target_parameters", "adapts parameters beside the projections"),
            refused("rank_pattern", "gives layers ranks of their own"),
            refused("alpha_pattern", "gives layers scales of their own"),
            refused("alora_invocation_tokens", "acts only after certain tokens"),
            refused("arrow_config", "mixes several adapters"),
            refused("ensure_weight_tying", "ties adapted modules together"));

    private AdapterKeys() {}

    private static Key read(String name, String why) {
        return new Key(name, Treatment.READ, why);
    }

    private static Key over(String name) {
        return new Key(name, Treatment.PASSED_OVER, "");
    }

    private static Key refused(String name, String why) {
        return new Key(name, Treatment.REFUSED, why);
    }

    /** All that are known. */
    public static List<Key> all() {
        return KEYS;
    }

    /**
     * Refuses what would change the adapter's answers and is not honoured.
     *
     * @throws ModelFormatException naming the key and its value
     */
    static void check(Path file, JsonNode json) {
        Map<String, Key> known = new LinkedHashMap<>();
        KEYS.forEach(key -> known.put(key.name(), key));
        json.properties().forEach(field -> {
            Key key = known.get(field.getKey());
            JsonNode value = field.getValue();
            boolean refused = key == null || key.treatment() == Treatment.REFUSED;
            if (refused && !ModelJson.saysNothing(value)) {
                throw new ModelFormatException(
                        file,
                        field.getKey() + " is " + shown(value)
                                + (key == null
                                        ? ", a key that is not known here: what it changes would be left out"
                                        : ": it " + key.why() + ", which is not done here"));
            }
        });
        only(file, json, "peft_type", List.of("LORA"), "");
        only(file, json, "bias", List.of("none"), "none");
        only(file, json, "fan_in_fan_out", List.of("false"), "false");
        only(file, json, "init_lora_weights", List.of("true", "false", "gaussian", "eva"), "true");
    }

    private static void only(Path file, JsonNode json, String name, List<String> taken, String fallback) {
        JsonNode value = json.path(name);
        if (!taken.contains(value.isMissingNode() || value.isNull() ? fallback : value.asText())) {
            throw new ModelFormatException(
                    file, name + " is " + shown(value) + "; only " + String.join(", ", taken) + " can be read");
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
