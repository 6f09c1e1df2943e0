package io.brewprint.token;

import static java.nio.charset.StandardCharsets.UTF_16;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A Hugging Face {@code tokenizer.json}.
 *
 * <p>Text is only ever text here: the special tokens are taken out of the file before the native tokenizer sees it, so
 * a prompt that contains {@code <|eot_id|>} gives the tokens of those characters and can never end a turn. Special
 * tokens are placed by {@link ChatTemplate} alone, by id.
 */
public final class Tokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer plain;
    private final Map<String, Integer> special;
    private final Set<Integer> specialIds;
    private final LongAdder read = new LongAdder();

    private Tokenizer(HuggingFaceTokenizer plain, Map<String, Integer> special) {
        this.plain = plain;
        this.special = special;
        specialIds = Set.copyOf(special.values());
    }

    /**
     * Reads {@code tokenizer.json} of a model folder.
     *
     * @throws ModelFormatException if the file is missing or no tokenizer
     */
    public static Tokenizer load(Path folder) throws IOException {
        ObjectNode json = json(folder);
        Map<String, Integer> special = new HashMap<>();
        for (JsonNode token : json.path("added_tokens")) {
            if (token.path("special").asBoolean()) {
                special.put(token.path("content").asText(), token.path("id").asInt());
            }
        }
        json.putArray("added_tokens");
        json.putNull("post_processor");
        json.putNull("truncation");
        json.putNull("padding");
        Map<String, String> options =
                Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false", "modelMaxLength", "-1");
        try {
            HuggingFaceTokenizer plain = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(Json.PLAIN.writeValueAsBytes(json)), options);
            return new Tokenizer(plain, Map.copyOf(special));
        } catch (RuntimeException e) { // the native library's only kind
            throw new ModelFormatException(
                    folder.resolve("tokenizer.json"),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read"));
        }
    }

    /** The file itself, checked to be one. */
    public static ObjectNode json(Path folder) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(
                    folder,
                    "no tokenizer.json: copy it from the model's download"
                            + (Files.isRegularFile(folder.resolve("tokenizer.model"))
                                    ? "; tokenizer.model alone is not read"
                                    : ""));
        }
        ObjectNode json = ModelJson.read(file);
        if (!json.has("model")) {
            throw new ModelFormatException(file, "no Hugging Face tokenizer: field \"model\" is missing");
        }
        return json;
    }

    /** Token ids of plain text, without any special token; halves of characters become U+FFFD. */
    public int[] encode(String text) {
        read.add(text.length());
        long[] ids = plain.encode(wellFormed(text), false, false).getIds();
        int[] out = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            out[i] = Math.toIntExact(ids[i]);
        }
        return out;
    }

    /** Characters that {@link #encode} has read so far. */
    public long charactersRead() {
        return read.sum();
    }

    /** Half a character cannot be written as UTF-8, and the native library would fail on it. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_16), UTF_16);
            }
        }
        return text;
    }

    /** Text of {@code ids}; special tokens give nothing. */
    public String decode(int[] ids, int length) {
        long[] kept = new long[length];
        int n = 0;
        for (int i = 0; i < length; i++) {
            if (!specialIds.contains(ids[i])) {
                kept[n++] = ids[i];
            }
        }
        return plain.decode(java.util.Arrays.copyOf(kept, n), false);
    }

    /** Id of a special token such as {@code <|eot_id|>}. */
    public OptionalInt special(String content) {
        Integer id = special.get(content);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /**
     * Id of a special token.
     *
     * @throws ModelFormatException if the tokenizer has none of that name
     */
    public int requireSpecial(String content) {
        return special(content)
                .orElseThrow(() -> new ModelFormatException("the tokenizer has no special token " + content
                        + ": the model does not know the Llama 3 chat format"));
    }

    @Override
    public void close() {
        plain.close();
    }
}
