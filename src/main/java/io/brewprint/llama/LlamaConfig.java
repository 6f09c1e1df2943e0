package io.brewprint.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a LLaMA model, as in the Hugging Face file {@code config.json}.
 *
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the MLP
 * @param layers number of decoder layers
 * @param heads number of query heads
 * @param kvHeads number of key and value heads; divides {@code heads}
 * @param headDim width of one head
 * @param vocabSize rows of the embedding
 * @param normEps epsilon of RMSNorm
 * @param ropeTheta base of the rotary frequencies
 * @param ropeScaling Llama 3's frequency scaling, or null for none
 * @param tiedHead whether the output head is the embedding
 * @param maxPositions longest context
 * @param bos token that opens a text
 * @param eos tokens that end an answer
 */
public record LlamaConfig(
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int kvHeads,
        int headDim,
        int vocabSize,
        float normEps,
        double ropeTheta,
        @Nullable RopeScaling ropeScaling,
        boolean tiedHead,
        int maxPositions,
        int bos,
        List<Integer> eos) {

    /** Llama 3.1's rule: long wavelengths are divided by {@code factor}, short ones kept, those between blended. */
    public record RopeScaling(double factor, double lowFreqFactor, double highFreqFactor, int originalMaxPositions) {}

    /** Checks that the sizes fit together. */
    public LlamaConfig {
        eos = List.copyOf(eos);
        if (kvHeads <= 0 || heads % kvHeads != 0) {
            throw new IllegalArgumentException(
                    "num_attention_heads " + heads + " is no multiple of num_key_value_heads " + kvHeads);
        }
        if (headDim % 2 != 0) {
            throw new IllegalArgumentException("head_dim " + headDim + " is odd, rotary embedding needs pairs");
        }
    }

    /**
     * Reads {@code config.json} of a model folder.
     *
     * @throws ModelFormatException if it is missing, is no LLaMA, or lacks a field
     */
    public static LlamaConfig read(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(folder, "no config.json: this is not a Hugging Face model folder");
        }
        JsonNode json = ModelJson.read(file);
        String type = json.path("model_type").asText("");
        if (!type.equals("llama")) {
            throw new ModelFormatException(file, "model_type is \"" + type + "\"; only \"llama\" can be read");
        }
        ModelKeys.check(file, json);
        String activation = json.path("hidden_act").asText("silu");
        if (!activation.equals("silu")) {
            throw new ModelFormatException(file, "hidden_act is \"" + activation + "\"; LLaMA's is \"silu\"");
        }
        if (json.has("quantization_config")) {
            throw new ModelFormatException(
                    file,
                    "the weights are quantised already ("
                            + json.path("quantization_config")
                                    .path("quant_method")
                                    .asText("unknown way") + "); take the model's f16, bf16 or f32 files");
        }
        int heads = required(json, "num_attention_heads", file);
        int hidden = required(json, "hidden_size", file);
        // newer files put both under one key
        JsonNode rope = json.path("rope_parameters");
        JsonNode scaling = rope.isObject() ? rope : json.path("rope_scaling");
        ModelKeys.checkRope(file, rope.isObject() ? "rope_parameters" : "rope_scaling", scaling);
        List<Integer> eos = new ArrayList<>();
        ends(json, eos);
        Path generation = folder.resolve("generation_config.json");
        if (Files.isRegularFile(generation)) {
            ends(ModelJson.read(generation), eos);
        }
        try {
            return new LlamaConfig(
                    hidden,
                    required(json, "intermediate_size", file),
                    required(json, "num_hidden_layers", file),
                    heads,
                    json.path("num_key_value_heads").asInt(heads),
                    json.path("head_dim").asInt(hidden / heads),
                    required(json, "vocab_size", file),
                    (float) json.path("rms_norm_eps").asDouble(1e-5),
                    rope.path("rope_theta").asDouble(json.path("rope_theta").asDouble(10_000)),
                    scaling.isObject() ? scaling(scaling, file) : null,
                    json.path("tie_word_embeddings").asBoolean(false),
                    json.path("max_position_embeddings").asInt(2048),
                    json.path("bos_token_id").asInt(-1),
                    eos);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, String.valueOf(e.getMessage()));
        }
    }

    /** Adds the ends of an answer, one or a list: a model's chat ends may stand in generation_config.json alone. */
    private static void ends(JsonNode json, List<Integer> eos) {
        JsonNode node = json.path("eos_token_id");
        (node.isArray() ? node.valueStream() : java.util.stream.Stream.of(node))
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .filter(id -> !eos.contains(id))
                .forEach(eos::add);
    }

    private static @Nullable RopeScaling scaling(JsonNode json, Path file) {
        String type = json.path("rope_type").asText(json.path("type").asText(""));
        if (type.equals("default") || (type.isEmpty() && !json.has("factor"))) {
            return null;
        }
        if (!type.equals("llama3")) {
            throw new ModelFormatException(file, "rope_scaling of type \"" + type + "\" is not known, only llama3");
        }
        return new RopeScaling(
                json.path("factor").asDouble(8),
                json.path("low_freq_factor").asDouble(1),
                json.path("high_freq_factor").asDouble(4),
                json.path("original_max_position_embeddings").asInt(8192));
    }

    private static int required(JsonNode json, String field, Path file) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.asInt() <= 0) {
            throw new ModelFormatException(file, "field " + field + " is missing or no positive whole number");
        }
        return value.asInt();
    }

    /** Writes {@code config.json} so that any reader of Hugging Face folders understands it. */
    public void write(Path folder) throws IOException {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.putArray("architectures").add("LlamaForCausalLM");
        json.put("model_type", "llama");
        json.put("hidden_size", hiddenSize);
        json.put("intermediate_size", intermediateSize);
        json.put("num_hidden_layers", layers);
        json.put("num_attention_heads", heads);
        json.put("num_key_value_heads", kvHeads);
        json.put("head_dim", headDim);
        json.put("vocab_size", vocabSize);
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", (double) normEps);
        json.put("rope_theta", ropeTheta);
        if (ropeScaling != null) {
            ObjectNode scaling = json.putObject("rope_scaling");
            scaling.put("rope_type", "llama3");
            scaling.put("factor", ropeScaling.factor());
            scaling.put("low_freq_factor", ropeScaling.lowFreqFactor());
            scaling.put("high_freq_factor", ropeScaling.highFreqFactor());
            scaling.put("original_max_position_embeddings", ropeScaling.originalMaxPositions());
        }
        json.put("tie_word_embeddings", tiedHead);
        json.put("max_position_embeddings", maxPositions);
        json.put("attention_bias", false);
        json.put("mlp_bias", false);
        json.put("torch_dtype", "float32");
        json.put("bos_token_id", bos);
        ArrayNode ends = json.putArray("eos_token_id");
        eos.forEach(ends::add);
        Json.PLAIN
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("config.json").toFile(), json);
    }

    /** Number of weights, norms and embeddings included; a tied head counts once. */
    public long parameters() {
        long attention = (long) hiddenSize * headDim * (2L * heads + 2L * kvHeads);
        long layer = attention + 3L * hiddenSize * intermediateSize + 2L * hiddenSize;
        long embedding = (long) vocabSize * hiddenSize;
        return layers * layer + hiddenSize + (tiedHead ? embedding : 2 * embedding);
    }
}
