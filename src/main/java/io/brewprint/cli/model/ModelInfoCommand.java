package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.llama.LlamaConfig;
import io.brewprint.llama.LoraSpec;
import io.brewprint.llama.ModelFolder;
import io.brewprint.llama.ModelShapes;
import io.brewprint.llama.PeftFiles;
import io.brewprint.llama.Projection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code model info}: one model or adapter in detail. */
@Command(
        name = "info",
        description = "Describes a model or an adapter: shape, types, tokenizer, and what is missing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model info brewprint-tiny"})
final class ModelInfoCommand extends BaseCommand {
    @Parameters(paramLabel = "NAME", description = "A name under models/, a folder, or a known shape (llama-3.1-8b).")
    private String name = "";

    @Override
    protected int run() throws Exception {
        ModelFolders folders = new ModelFolders(home());
        Map<String, Object> facts;
        boolean well = true;
        Optional<Path> model = find(() -> folders.model(name));
        Optional<Path> adapter = find(() -> folders.adapter(name));
        if (model.isPresent()) {
            ModelFolder read = ModelFolder.read(model.get());
            facts = model(read);
            well = read.problems().isEmpty();
        } else if (adapter.isPresent()) {
            facts = adapter(adapter.get());
        } else {
            Optional<LlamaConfig> known = ModelShapes.of(name);
            facts = shape(known.isPresent() ? known.get() : LlamaConfig.read(folders.model(name)));
        }
        if (json()) {
            emit(facts);
        } else {
            facts.forEach((key, value) -> say(String.format(java.util.Locale.ROOT, "%-15s %s", key, value)));
        }
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }

    private interface Finder {
        Path find();
    }

    private static Optional<Path> find(Finder finder) {
        try {
            return Optional.of(finder.find());
        } catch (Fault e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> model(ModelFolder model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("folder", model.path().toString());
        facts.putAll(shape(model.config()));
        facts.put("types", model.bytes());
        facts.put("shards", model.shards());
        facts.put("size", ModelFolders.size(model.totalBytes()));
        facts.put("tokenizer", model.tokens() == 0 ? "none" : model.tokens() + " tokens");
        facts.put("chat_template", model.chatTemplate());
        facts.put("caches", model.caches());
        facts.put("complete", model.problems().isEmpty());
        facts.put("problems", model.problems());
        return facts;
    }

    private static Map<String, Object> shape(LlamaConfig c) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("parameters", c.parameters());
        facts.put("layers", c.layers());
        facts.put("hidden", c.hiddenSize());
        facts.put("intermediate", c.intermediateSize());
        facts.put("heads", c.heads());
        facts.put("kv_heads", c.kvHeads());
        facts.put("head_dim", c.headDim());
        facts.put("vocabulary", c.vocabSize());
        facts.put("context", c.maxPositions());
        facts.put("tied_head", c.tiedHead());
        facts.put("rope_theta", c.ropeTheta());
        facts.put("rope_scaling", scaling(c.ropeScaling()));
        facts.put("eos", c.eos());
        return facts;
    }

    private static String scaling(LlamaConfig.@Nullable RopeScaling scaling) {
        return scaling == null
                ? "none"
                : "llama3, factor " + scaling.factor() + " beyond " + scaling.originalMaxPositions();
    }

    private static Map<String, Object> adapter(Path folder) throws Exception {
        PeftFiles.Header header = PeftFiles.header(folder);
        LoraSpec spec = header.spec();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("folder", folder.toString());
        facts.put("base", header.baseName());
        facts.put("rank", spec.rank());
        facts.put("alpha", spec.alpha());
        facts.put("scale", spec.scale());
        facts.put("rslora", spec.rankStabilised());
        facts.put("dropout", spec.dropout());
        facts.put("targets", spec.targets().stream().map(Projection::module).toList());
        Path tensors = folder.resolve("adapter_model.safetensors");
        facts.put("complete", Files.isRegularFile(tensors));
        facts.put("size", Files.isRegularFile(tensors) ? ModelFolders.size(Files.size(tensors)) : "no tensors");
        return facts;
    }
}
