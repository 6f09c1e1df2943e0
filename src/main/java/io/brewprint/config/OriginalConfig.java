package io.brewprint.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The original program's own {@code pipeline_config.json}, read as it is: a file with keys that only the original had,
 * and none that only this program has. Its keys become those of the same meaning here; what has none is named, all of
 * it together. Any other file is this program's, and strict.
 *
 * @param tree the same as this program spells it
 * @param places JSON pointer to the place of every value that was taken over
 * @param meaningless keys that have no meaning here, as {@code section.key}
 */
record OriginalConfig(JsonNode tree, Map<String, Where> places, List<String> meaningless) {
    private static final String EIGHT_BIT = "quantization.use_8bit";
    private static final String FOUR_BIT = "quantization.use_4bit";
    private static final String MODE = "quantization.mode";
    private static final String BASE = "model.base_model";

    /** What only the original calls so, and what it is here; empty where it is nothing. */
    private static final Map<String, String> ONLY_THERE = Map.ofEntries(
            Map.entry("hardware.cuda_visible_devices", ""),
            Map.entry("hardware.gpu_name", ""),
            Map.entry("hardware.gpu_vram_gb", ""),
            Map.entry("model.max_seq_length", "training.max_seq_length"),
            Map.entry(EIGHT_BIT, MODE),
            Map.entry(FOUR_BIT, MODE),
            Map.entry("lora.lora_r", "lora.r"),
            Map.entry("lora.lora_alpha", "lora.alpha"),
            Map.entry("lora.lora_dropout", "lora.dropout"),
            Map.entry("stall_detection.stall_warn_seconds", "stall_detection.warn_seconds"),
            Map.entry("stall_detection.stall_kill_seconds", "stall_detection.kill_seconds"),
            Map.entry("stall_detection.stall_kill_seconds_training", "stall_detection.training_kill_seconds"),
            Map.entry("synthetic.synthetic_count", "synthetic.count"));

    /** What both call so. */
    private static final List<String> SHARED = List.of(
            BASE,
            "training.epochs",
            "training.batch_size",
            "training.gradient_accumulation_steps",
            "training.learning_rate",
            "training.warmup_steps",
            "training.weight_decay",
            "training.max_grad_norm",
            "training.logging_steps",
            "training.save_steps",
            "training.eval_steps");

    /** What a key of the original's alone is here; empty where it is none of them, or nothing here. */
    static Optional<String> nameHere(String path) {
        return Optional.ofNullable(ONLY_THERE.get(path)).filter(name -> !name.isEmpty());
    }

    /** Reads a file of the original; empty where it is none. */
    static Optional<OriginalConfig> of(String file, JsonNode tree, Map<String, Where> places) {
        List<String> paths = new ArrayList<>();
        for (Map.Entry<String, JsonNode> section : tree.properties()) {
            if (!section.getValue().isObject()) {
                return Optional.empty();
            }
            section.getValue().fieldNames().forEachRemaining(key -> paths.add(section.getKey() + "." + key));
        }
        boolean ours = paths.stream().anyMatch(path -> Settings.find(path).isPresent() && !SHARED.contains(path));
        if (ours || paths.stream().noneMatch(ONLY_THERE::containsKey)) {
            return Optional.empty();
        }
        OriginalConfig out =
                new OriginalConfig(JsonNodeFactory.instance.objectNode(), new HashMap<>(), new ArrayList<>());
        for (String path : paths) {
            JsonNode value = tree.at(pointer(path));
            Where where = places.getOrDefault(pointer(path), Where.NOWHERE);
            if (path.equals(EIGHT_BIT) || path.equals(FOUR_BIT)) {
                if (!value.isBoolean()) {
                    throw new ConfigException(where.orIn(file), path + " must be true or false, found " + value);
                }
                continue;
            }
            String here = SHARED.contains(path) ? path : nameHere(path).orElse("");
            if (here.isEmpty()) {
                out.meaningless.add(path);
            } else {
                out.put(here, path.equals(BASE) ? folder(value) : value, where);
            }
        }
        if (paths.contains(EIGHT_BIT) || paths.contains(FOUR_BIT)) {
            boolean eight = tree.at(pointer(EIGHT_BIT)).booleanValue();
            String mode = eight ? "int8" : tree.at(pointer(FOUR_BIT)).booleanValue() ? "nf4" : "bf16";
            out.put(MODE, JsonNodeFactory.instance.textNode(mode), Where.NOWHERE);
        }
        return Optional.of(out);
    }

    private void put(String path, JsonNode value, Where where) {
        int dot = path.indexOf('.');
        ObjectNode all = (ObjectNode) tree;
        all.withObject("/" + path.substring(0, dot)).set(path.substring(dot + 1), value);
        places.put(pointer(path), where);
    }

    /** Of a model's id at Hugging Face its own name: the folder that people put it into. */
    private static JsonNode folder(JsonNode id) {
        return id.isTextual() && id.textValue().matches("[\\w.-]+/[\\w.-]+")
                ? JsonNodeFactory.instance.textNode(
                        id.textValue().substring(id.textValue().indexOf('/') + 1))
                : id;
    }

    private static String pointer(String path) {
        return "/" + path.replace("~", "~0").replace("/", "~1").replaceFirst("\\.", "/");
    }
}
