package io.brewprint.llama;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.token.ChatTemplate;
import io.brewprint.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model folder holds, told without loading it.
 *
 * @param path the folder
 * @param config the model's shape
 * @param bytes of its tensors by type: {@code {BF16=..}}
 * @param shards files of tensors that are there
 * @param tokens size of the tokenizer's vocabulary with its added tokens, 0 without a tokenizer
 * @param chatTemplate whether a chat template is there
 * @param caches folders inside it that hold tensors too (quantised copies), with their bytes
 * @param problems what keeps it from being used, in words for people; empty if nothing does
 */
public record ModelFolder(
        Path path,
        LlamaConfig config,
        Map<String, Long> bytes,
        int shards,
        int tokens,
        boolean chatTemplate,
        Map<String, Long> caches,
        List<String> problems) {

    private static final int PROBLEMS_TOLD = 5;

    /**
     * A model's or adapter's name as people know it: its folder's, or that of the folder around an adapter's final/.
     */
    public static String name(Path folder) {
        Path full = folder.toAbsolutePath().normalize();
        Path parent = full.getParent();
        Path last = full.endsWith("final") && parent != null ? parent.getFileName() : full.getFileName();
        return last == null ? "model" : last.toString();
    }

    /** Whether {@code folder} says that it is a model. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve("config.json"));
    }

    /**
     * Looks into a folder.
     *
     * @throws ModelFormatException if it has no config.json of a LLaMA; all else becomes a problem told
     */
    public static ModelFolder read(Path folder) throws IOException {
        LlamaConfig config = LlamaConfig.read(folder);
        List<String> problems = new ArrayList<>();
        Map<String, Long> bytes = new TreeMap<>();
        try (SafeTensors tensors = SafeTensors.openModel(folder)) {
            tensors.tensors()
                    .values()
                    .forEach(t -> bytes.merge(t.dtype(), t.data().byteSize(), Long::sum));
            shapes(config).forEach((name, shape) -> {
                try {
                    tensors.get(name, shape);
                } catch (ModelFormatException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            });
        } catch (ModelFormatException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        int tokens = 0;
        try {
            tokens = tokens(folder);
            if (tokens > config.vocabSize()) {
                problems.add(folder + ": the tokenizer has " + tokens + " tokens, the model " + config.vocabSize()
                        + ": they do not belong together");
            }
        } catch (ModelFormatException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return new ModelFolder(
                folder,
                config,
                bytes,
                files(folder).size(),
                tokens,
                !ChatTemplate.text(folder).isEmpty(),
                caches(folder),
                List.copyOf(problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size()))));
    }

    /** Name and shape of every tensor of a model. */
    static Map<String, long[]> shapes(LlamaConfig c) {
        Map<String, long[]> shapes = new TreeMap<>();
        shapes.put("model.embed_tokens.weight", new long[] {c.vocabSize(), c.hiddenSize()});
        for (int i = 0; i < c.layers(); i++) {
            String layer = "model.layers." + i + ".";
            shapes.put(layer + "input_layernorm.weight", new long[] {c.hiddenSize()});
            shapes.put(layer + "post_attention_layernorm.weight", new long[] {c.hiddenSize()});
            for (Projection p : Projection.values()) {
                shapes.put(layer + p.path() + ".weight", new long[] {p.out(c), p.in(c)});
            }
        }
        shapes.put("model.norm.weight", new long[] {c.hiddenSize()});
        if (!c.tiedHead()) {
            shapes.put("lm_head.weight", new long[] {c.vocabSize(), c.hiddenSize()});
        }
        return shapes;
    }

    private static int tokens(Path folder) throws IOException {
        JsonNode json = Tokenizer.json(folder);
        int most = json.path("model").path("vocab").size();
        for (JsonNode added : json.path("added_tokens")) {
            most = Math.max(most, added.path("id").asInt() + 1);
        }
        return most;
    }

    private static Map<String, Long> caches(Path folder) throws IOException {
        Map<String, Long> caches = new TreeMap<>();
        try (var inside = Files.list(folder)) {
            for (Path each : inside.filter(Files::isDirectory).toList()) {
                long size = 0;
                for (Path file : files(each)) {
                    size += Files.size(file);
                }
                if (size > 0) {
                    caches.put(String.valueOf(each.getFileName()), size);
                }
            }
        }
        return caches;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            return inside.filter(p -> String.valueOf(p.getFileName()).endsWith(".safetensors"))
                    .toList();
        }
    }

    /** Bytes of all its tensors. */
    public long totalBytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
