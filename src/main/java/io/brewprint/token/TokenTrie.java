package io.brewprint.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.Json;
import io.brewprint.tensor.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of each token of a byte-level BPE vocabulary, and a tree over them. Special tokens are no text and have no
 * bytes.
 */
public final class TokenTrie {
    private static final byte[] NONE = new byte[0];

    public final Trie trie;
    private final byte[][] texts;
    private final int longest;
    private final int[] single = new int[256];

    private TokenTrie(byte[][] texts) {
        this.texts = texts;
        int[] ids = new int[texts.length];
        Arrays.setAll(ids, i -> i);
        trie = Trie.of(texts, ids);
        Arrays.fill(single, -1);
        for (int id = 0; id < texts.length; id++) {
            if (texts[id].length == 1) {
                single[texts[id][0] & 0xff] = id;
            }
        }
        longest = Arrays.stream(texts).mapToInt(text -> text.length).max().orElse(0);
    }

    /**
     * Reads {@code tokenizer.json} of a model folder.
     *
     * @throws ModelFormatException if there is none, or if its vocabulary is no byte-level BPE with a token for each
     * byte
     */
    public static TokenTrie load(Path folder) throws IOException {
        return read(folder.resolve("tokenizer.json"));
    }

    /** Reads a {@code tokenizer.json} of any name; see {@link #load}. */
    public static TokenTrie read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file, "no such file: copy tokenizer.json from the model's download");
        }
        JsonNode json = Json.PLAIN.readTree(file.toFile());
        JsonNode vocab = json.path("model").path("vocab");
        if (!vocab.isObject()) {
            throw new ModelFormatException(file, "no BPE vocabulary: field \"model.vocab\" is missing");
        }
        int size = 0;
        List<Integer> special = new ArrayList<>();
        for (JsonNode token : json.path("added_tokens")) {
            special.add(token.path("id").asInt());
            size = Math.max(size, token.path("id").asInt() + 1);
        }
        for (JsonNode id : vocab) {
            size = Math.max(size, id.asInt() + 1);
        }
        byte[][] texts = new byte[size][];
        Arrays.fill(texts, NONE);
        int[] byteOf = bytesOfSymbols();
        for (var entry : vocab.properties()) {
            texts[entry.getValue().asInt()] = bytes(entry.getKey(), byteOf);
        }
        special.forEach(id -> texts[id] = NONE);
        var trie = new TokenTrie(texts);
        trie.requireEveryByte(file);
        return trie;
    }

    private void requireEveryByte(Path file) throws ModelFormatException {
        for (int b = 0; b < single.length; b++) {
            // Bytes that no text of ours holds are left out by some.
            if (single[b] < 0 && (b == '\n' || (b >= ' ' && b < 0xf5 && b != 0xc0 && b != 0xc1))) {
                throw new ModelFormatException(
                        file, "no token for the byte " + b + ": only byte-level BPE vocabularies can be constrained");
            }
        }
    }

    private static int[] bytesOfSymbols() {
        String[] symbols = BpeTrainer.byteSymbols();
        int[] bytes = new int[512];
        Arrays.fill(bytes, -1);
        for (int b = 0; b < symbols.length; b++) {
            bytes[symbols[b].charAt(0)] = b;
        }
        return bytes;
    }

    /** The bytes that a token of the vocabulary stands for; none for one that is not written in the byte alphabet. */
    private static byte[] bytes(String symbols, int[] byteOf) {
        byte[] bytes = new byte[symbols.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = symbols.charAt(i);
            int b = c < byteOf.length ? byteOf[c] : -1;
            if (b < 0) {
                return NONE;
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    /** Number of tokens, special ones included. */
    public int size() {
        return texts.length;
    }

    /** The bytes of a token, to be read only; none for a special one. */
    public byte[] bytes(int token) {
        return token >= 0 && token < texts.length ? texts[token] : NONE;
    }

    /** The token of one byte alone. */
    public int ofByte(byte value) {
        return single[value & 0xff];
    }

    /** The bytes of the longest token. */
    public int longest() {
        return longest;
    }
}
