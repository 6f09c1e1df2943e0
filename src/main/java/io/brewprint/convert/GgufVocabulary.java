package io.brewprint.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.tensor.GgufWriter;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.token.ChatTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The keys that tell llama.cpp a byte-level BPE vocabulary, made from {@code tokenizer.json}. */
final class GgufVocabulary {
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;

    private GgufVocabulary() {}

    /** Adds the vocabulary of a model folder, filled up with unused tokens to the embedding's {@code rows}. */
    static void put(GgufWriter out, Path folder, LlamaConfig config) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(folder, "no tokenizer.json: a GGUF file needs the vocabulary");
        }
        JsonNode json = Json.PLAIN.readTree(file.toFile());
        JsonNode model = json.path("model");
        if (!model.path("type").asText().equals("BPE")
                || model.path("byte_fallback").asBoolean()) {
            throw new ModelFormatException(file, "only byte-level BPE vocabularies (Llama 3) can be written as GGUF");
        }
        String[] tokens = new String[config.vocabSize()];
        int[] types = new int[tokens.length];
        Arrays.fill(types, UNUSED);
        for (var entry : model.path("vocab").properties()) {
            set(tokens, types, entry.getValue().asInt(), entry.getKey(), NORMAL, file);
        }
        for (JsonNode added : json.path("added_tokens")) {
            set(
                    tokens,
                    types,
                    added.path("id").asInt(),
                    added.path("content").asText(),
                    added.path("special").asBoolean() ? CONTROL : USER_DEFINED,
                    file);
        }
        for (int i = 0; i < tokens.length; i++) {
            if (types[i] == UNUSED) {
                tokens[i] = "[PAD" + i + "]";
            }
        }
        String[] merges = new String[model.path("merges").size()];
        for (int i = 0; i < merges.length; i++) {
            JsonNode merge = model.path("merges").get(i);
            merges[i] =
                    merge.isArray() ? merge.get(0).asText() + " " + merge.get(1).asText() : merge.asText();
        }
        out.put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", cut(json))
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.token_type", types)
                .put("tokenizer.ggml.merges", merges);
        if (config.bos() >= 0) {
            out.put("tokenizer.ggml.bos_token_id", config.bos()).put("tokenizer.ggml.add_bos_token", true);
        }
        if (!config.eos().isEmpty()) {
            out.put("tokenizer.ggml.eos_token_id", end(json, config));
        }
        String template = ChatTemplate.text(folder);
        if (!template.isEmpty()) {
            out.put("tokenizer.chat_template", template);
        }
    }

    private static void set(String[] tokens, int[] types, int id, String text, int type, Path file) {
        if (id < 0 || id >= tokens.length) {
            throw new ModelFormatException(
                    file,
                    "token " + id + " lies outside the model's vocabulary of " + tokens.length
                            + ": tokenizer and model do not belong together");
        }
        tokens[id] = text;
        types[id] = type;
    }

    /**
     * The end of a turn where the model has several ends: the file has room for one, llama.cpp knows the others by
     * name.
     */
    private static int end(JsonNode json, LlamaConfig config) {
        for (JsonNode added : json.path("added_tokens")) {
            if (added.path("content").asText().equals(ChatTemplate.END_OF_TURN)
                    && config.eos().contains(added.path("id").asInt())) {
                return added.path("id").asInt();
            }
        }
        return config.eos().getFirst();
    }

    /** How llama.cpp cuts text into words: it knows a list of rules by name, and ours is not among them. */
    static String cut(JsonNode json) {
        return isLlama3(json) ? "llama-bpe" : "default";
    }

    static boolean isLlama3(JsonNode json) {
        return json.path("pre_tokenizer").toString().contains("(?i:'s|'t|'re|'ve|'m|'ll|'d)");
    }
}
