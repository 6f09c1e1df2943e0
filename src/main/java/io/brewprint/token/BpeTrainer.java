package io.brewprint.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains a byte-level BPE vocabulary and writes it as {@code tokenizer.json}. The native tokenizer library reads such
 * files but cannot make them.
 *
 * <p>Words are cut so that the DSL's lines are few tokens ({@code \nEXEC| n1|.Then| ->| n2|.Execute}) while digits of
 * numbers stay apart, so that a model can copy values it has never seen. Ties are broken by text: the same corpus gives
 * the same vocabulary on every machine.
 */
public final class BpeTrainer {
    /** Read alike by Java and by the native library's Oniguruma. */
    static final String SPLIT = "[\\s.]?[A-Za-z_]+(?:(?<=[ \\n.]n)[0-9]+)?|[0-9]|[ ]?[^\\sA-Za-z_0-9]+|\\s";

    /**
     * Blanks, CamelCase parts, digits and punctuation apart, so that a name is the same tokens before a blank, after an
     * equals sign and in quotes; keywords of lines, node ids and first parts of pins stay whole.
     */
    public static final String NAMES =
            "\\n(?:NODE|EXEC|DATA|VAR|GRAPH|PARENT)(?= |:)| n[0-9]+(?![A-Za-z0-9_])|\\.[A-Z][a-z]+"
                    + "|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]|[0-9]| ->|[:,] | \\[|[^\\sA-Za-z0-9]|\\s";

    private static final List<String> SPECIAL = List.of(
            ChatTemplate.BEGIN,
            "<|end_of_text|>",
            ChatTemplate.HEADER,
            ChatTemplate.HEADER_END,
            ChatTemplate.END_OF_TURN,
            "<|finetune_right_pad_id|>");

    private BpeTrainer() {}

    /**
     * Trains on {@code texts} and writes {@code tokenizer.json} and {@code tokenizer_config.json} into {@code folder}.
     *
     * @param vocabSize number of tokens wanted, special ones included; fewer if the corpus has no more pairs
     * @return number of tokens written; special tokens have the last ids
     */
    public static int train(Iterable<String> texts, int vocabSize, Path folder) throws IOException {
        return train(texts, vocabSize, SPLIT, folder);
    }

    /**
     * The same with another cut of words.
     *
     * @param cut a pattern that Java and Oniguruma read alike and that finds every character: {@link #NAMES}
     */
    public static int train(Iterable<String> texts, int vocabSize, String cut, Path folder) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Pattern split = Pattern.compile(cut);
        for (String text : texts) {
            for (Matcher m = split.matcher(text); m.find(); ) {
                counts.merge(m.group(), 1, Integer::sum);
            }
        }
        Map<String, Integer> vocab = new LinkedHashMap<>();
        for (String symbol : byteSymbols()) {
            vocab.put(symbol, vocab.size());
        }
        List<String[]> merges = merge(counts, vocab, vocabSize - SPECIAL.size());
        write(vocab, merges, cut, folder);
        return vocab.size() + SPECIAL.size();
    }

    private static List<String[]> merge(Map<String, Integer> counts, Map<String, Integer> vocab, int limit) {
        String[] symbols = byteSymbols();
        List<List<String>> words = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        counts.forEach((word, count) -> {
            List<String> parts = new ArrayList<>();
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                parts.add(symbols[b & 255]);
            }
            words.add(parts);
            weights.add(count);
        });
        List<String[]> merges = new ArrayList<>();
        while (vocab.size() < limit) {
            Map<String, Integer> pairs = new HashMap<>();
            for (int w = 0; w < words.size(); w++) {
                List<String> parts = words.get(w);
                for (int i = 0; i + 1 < parts.size(); i++) {
                    // symbols never hold a blank: byte-level BPE writes it as another character
                    pairs.merge(parts.get(i) + " " + parts.get(i + 1), weights.get(w), Integer::sum);
                }
            }
            String best = null;
            int most = 1; // a pair seen once is no pattern
            for (Map.Entry<String, Integer> e : pairs.entrySet()) {
                if (e.getValue() > most
                        || (e.getValue() == most && best != null && e.getKey().compareTo(best) < 0)) {
                    most = e.getValue();
                    best = e.getKey();
                }
            }
            if (best == null) {
                break;
            }
            int blank = best.indexOf(' ');
            String left = best.substring(0, blank);
            String right = best.substring(blank + 1);
            merges.add(new String[] {left, right});
            vocab.putIfAbsent(left + right, vocab.size());
            for (List<String> parts : words) {
                join(parts, left, right);
            }
        }
        return merges;
    }

    private static void join(List<String> parts, String left, String right) {
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.get(i).equals(left) && parts.get(i + 1).equals(right)) {
                parts.set(i, left + right);
                parts.remove(i + 1);
            }
        }
    }

    /** GPT-2's printable stand-in for each byte. */
    static String[] byteSymbols() {
        String[] symbols = new String[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            symbols[b] = String.valueOf((char) (printable ? b : next++));
        }
        return symbols;
    }

    private static void write(Map<String, Integer> vocab, List<String[]> merges, String cut, Path folder)
            throws IOException {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int i = 0; i < SPECIAL.size(); i++) {
            ObjectNode token = added.addObject();
            token.put("id", vocab.size() + i).put("content", SPECIAL.get(i));
            token.put("single_word", false).put("lstrip", false).put("rstrip", false);
            token.put("normalized", false).put("special", true);
        }
        json.putNull("normalizer");
        ObjectNode pre = json.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode steps = pre.putArray("pretokenizers");
        ObjectNode splitStep = steps.addObject().put("type", "Split");
        splitStep.putObject("pattern").put("Regex", cut);
        splitStep.put("behavior", "Isolated").put("invert", false);
        steps.add(byteLevel());
        json.putNull("post_processor");
        json.set("decoder", byteLevel());
        ObjectNode model = json.putObject("model").put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        vocab.forEach(vocabulary::put);
        ArrayNode list = model.putArray("merges");
        merges.forEach(m -> list.addArray().add(m[0]).add(m[1]));
        Files.createDirectories(folder);
        Json.PLAIN.writeValue(folder.resolve("tokenizer.json").toFile(), json);
        ObjectNode config = Json.PLAIN.createObjectNode();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("bos_token", ChatTemplate.BEGIN).put("eos_token", ChatTemplate.END_OF_TURN);
        config.put("pad_token", "<|finetune_right_pad_id|>");
        config.put("chat_template", CHAT_TEMPLATE);
        Json.PLAIN
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("tokenizer_config.json").toFile(), config);
    }

    private static final String CHAT_TEMPLATE =
            "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m['role'] }}"
                    + "<|end_header_id|>\n\n{{ m['content'] }}<|eot_id|>{% endfor %}{% if add_generation_prompt %}"
                    + "<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}";

    private static ObjectNode byteLevel() {
        return Json.PLAIN
                .createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }
}
