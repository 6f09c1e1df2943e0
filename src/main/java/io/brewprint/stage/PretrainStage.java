package io.brewprint.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.brewprint.compose.Composer;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.convert.BundledBase;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.train.Pretrainer;
import io.brewprint.worker.PretrainSpec;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that the base model is there: the bundled one is pretrained on first use, and anew, beside the old one,
 * where its settings have changed; others must be put there and are taken as they are.
 */
final class PretrainStage extends NamedStage {
    /** The settings that a bundled model was pretrained with, in its folder. */
    private static final String SETTINGS = "pretrain.json";

    PretrainStage() {
        super("pretrain", "Base model", StageKind.TRAINING);
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        PipelineConfig config = context.config();
        String name = config.model().baseModel();
        StageInputs inputs = new StageInputs().value("model", config.model());
        if (name.equals(config.tiny().name())) {
            return Optional.of(inputs.value("tiny", config.tiny())
                    .version("the composer", Composer.VERSION)
                    .version("pretraining", Pretrainer.VERSION));
        }
        return Optional.of(model(inputs, "base model", context.home().model(name)));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        PipelineConfig config = context.config();
        String name = config.model().baseModel();
        Home home = context.home();
        Path folder = home.model(name);
        boolean there = Files.exists(folder.resolve("config.json"));
        boolean ours = name.equals(config.tiny().name());
        if (!there && !ours) {
            throw new Fault(
                    "missing",
                    "models/" + name + " is missing or has no config.json",
                    "put the model's Hugging Face folder there, or set model.base_model to "
                            + config.tiny().name());
        }
        BundledBase.check(folder);
        if (there && (!ours || isOf(folder, config.tiny()))) {
            return made(folder).saying("models/" + name + " is there");
        }
        if (there) {
            Path aside = AtomicFiles.free(home.models(), name + "-before");
            Files.move(folder, aside);
            context.progress()
                    .log("tiny's settings have changed: the model made by the old ones is now models/"
                            + aside.getFileName());
        }
        context.runWorker(new PretrainSpec(folder, config.tiny()));
        AtomicFiles.write(folder.resolve(SETTINGS), Json.pretty(config.tiny()));
        return made(folder)
                .saying("models/" + name + " pretrained in " + config.tiny().pretrainSteps() + " steps");
    }

    private static StageResult made(Path folder) throws IOException {
        StageResult done = StageResult.done();
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            done = done.with("base_model", file);
        }
        return done;
    }

    /** A folder that says nothing of how it was made was put there by its owner. */
    private static boolean isOf(Path folder, PipelineConfig.Tiny tiny) throws IOException {
        Path file = folder.resolve(SETTINGS);
        if (!Files.exists(file)) {
            return true;
        }
        try {
            return Json.STRICT
                    .readValue(file.toFile(), PipelineConfig.Tiny.class)
                    .equals(tiny);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
