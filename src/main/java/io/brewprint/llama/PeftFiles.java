package io.brewprint.llama;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.tensor.Floats;
import io.brewprint.tensor.ModelFormatException;
import io.brewprint.tensor.ModelJson;
import io.brewprint.tensor.SafeTensors;
import io.brewprint.tensor.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adapters as PEFT, vLLM and llama.cpp read them: {@code adapter_config.json} and {@code adapter_model.safetensors}.
 */
public final class PeftFiles {
    private static final String ALL_LINEAR = "all-linear";

    private PeftFiles() {}

    /**
     * What {@code adapter_config.json} says.
     *
     * @param baseModel name or path of the model that it was trained on, as written
     * @param spec what the adapter looks like
     */
    public record Header(String baseModel, LoraSpec spec) {
        /** The base's own name: the last part of a path or of {@code owner/name}. */
        public String baseName() {
            return baseModel.substring(Math.max(baseModel.lastIndexOf('/'), baseModel.lastIndexOf('\\')) + 1);
        }

        /**
         * Refuses a base of another name than the one that the adapter was trained on.
         *
         * @throws ModelFormatException naming both
         */
        public void requireBase(Path adapter, String name) {
            if (!baseName().equals(name)) {
                throw new ModelFormatException(
                        adapter,
                        "the adapter was trained on " + baseName() + " and not on " + name
                                + ": merged into other weights it would spoil them");
            }
        }
    }

    public static String name(int layer, Projection p, boolean b) {
        return "base_model.model.model.layers." + layer + "." + p.path() + (b ? ".lora_B.weight" : ".lora_A.weight");
    }

    /** Writes both files into {@code folder}, which must exist. */
    public static void write(LoraAdapter adapter, String baseModel, Path folder) throws IOException {
        LoraSpec spec = adapter.spec();
        SafeTensorsWriter writer = new SafeTensorsWriter();
        for (int i = 0; i < adapter.layerCount(); i++) {
            for (int t = 0; t < spec.targets().size(); t++) {
                for (int k = 0; k < 2; k++) {
                    var array = adapter.layer(i).get(2 * t + k);
                    writer.add(
                            name(i, spec.targets().get(t), k == 1),
                            array.getShape().getShape(),
                            array::toFloatArray);
                }
            }
        }
        writer.write(folder.resolve("adapter_model.safetensors"));
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("peft_type", "LORA");
        json.put("task_type", "CAUSAL_LM");
        json.put("base_model_name_or_path", baseModel);
        json.put("r", spec.rank());
        json.put("lora_alpha", spec.alpha());
        json.put("lora_dropout", spec.dropout());
        var targets = json.putArray("target_modules");
        spec.targets().forEach(p -> targets.add(p.module()));
        json.put("bias", "none");
        json.put("fan_in_fan_out", false);
        json.put("inference_mode", true);
        json.put("init_lora_weights", true);
        json.putNull("modules_to_save");
        json.put("use_rslora", spec.rankStabilised());
        json.put("use_dora", false);
        json.putObject("rank_pattern");
        json.putObject("alpha_pattern");
        json.putNull("layers_to_transform");
        json.putNull("layers_pattern");
        json.putNull("revision");
        json.putNull("auto_mapping");
        Json.PLAIN
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("adapter_config.json").toFile(), json);
    }

    /** Reads an adapter for {@code model} and merges it into the model's weights. */
    public static void merge(Path folder, LlamaModel model) throws IOException {
        try (LoraAdapter adapter = read(folder, model.config(), model.manager())) {
            adapter.mergeInto(model);
        }
    }

    /**
     * Reads {@code adapter_config.json}.
     *
     * @throws ModelFormatException if it is missing or describes another kind of adapter
     */
    public static Header header(Path folder) throws IOException {
        Path file = folder.resolve("adapter_config.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(folder, "no adapter_config.json: this is no PEFT adapter folder");
        }
        JsonNode json = ModelJson.read(file);
        AdapterKeys.check(file, json);
        List<Projection> targets = targets(file, json.path("target_modules"));
        try {
            return new Header(
                    json.path("base_model_name_or_path").asText(),
                    new LoraSpec(
                            json.path("r").asInt(),
                            json.path("lora_alpha").asDouble(),
                            json.path("lora_dropout").asDouble(),
                            targets,
                            json.path("use_rslora").asBoolean()));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, String.valueOf(e.getMessage()));
        }
    }

    private static List<Projection> targets(Path file, JsonNode json) {
        if (json.asText().equals(ALL_LINEAR)) {
            return List.of(Projection.values());
        }
        if (!json.isArray()) {
            throw new ModelFormatException(
                    file,
                    "target_modules is " + json
                            + "; a list of module names can be read, and \"all-linear\", but no pattern");
        }
        List<Projection> targets = new ArrayList<>();
        try {
            json.forEach(n -> targets.add(Projection.ofModule(n.asText())));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, String.valueOf(e.getMessage()));
        }
        targets.sort(null); // PEFT keeps a set: any order may be written
        return targets;
    }

    /**
     * Reads an adapter for a model of shape {@code config}.
     *
     * @throws ModelFormatException if files are missing, the kind is not LoRA, or shapes belong to another base
     */
    public static LoraAdapter read(Path folder, LlamaConfig config, NDManager parent) throws IOException {
        LoraSpec spec = header(folder).spec();
        try (SafeTensors tensors = open(folder, spec, config)) {
            return new LoraAdapter(config, spec, parent, (layer, p, b, shape) -> {
                String name = name(layer, p, b);
                return Floats.of(name, tensors.get(name, shape));
            });
        }
    }

    /**
     * Opens the weights of an adapter for a model of this shape.
     *
     * @throws ModelFormatException where there are tensors that nobody reads: what they change would be left out
     */
    public static SafeTensors open(Path folder, LoraSpec spec, LlamaConfig config) throws IOException {
        SafeTensors tensors = SafeTensors.open(weights(folder));
        Set<String> unread = new TreeSet<>(tensors.tensors().keySet());
        for (int i = 0; i < config.layers(); i++) {
            for (Projection p : spec.targets()) {
                unread.remove(name(i, p, false));
                unread.remove(name(i, p, true));
            }
        }
        if (!unread.isEmpty()) {
            tensors.close();
            throw new ModelFormatException(
                    weights(folder),
                    unread.size() + (unread.size() == 1 ? " tensor" : " tensors")
                            + " would be read by nobody, the first "
                            + unread.iterator().next()
                            + ": adapter_config.json names no module that it belongs to");
        }
        return tensors;
    }

    private static Path weights(Path folder) {
        return folder.resolve("adapter_model.safetensors");
    }
}
