package io.brewprint.stage;

import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageInputs;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.train.LoraTrainer;
import io.brewprint.worker.StageKind;
import io.brewprint.worker.TrainResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fine-tunes the next version. A training that was stopped or killed goes on from its newest checkpoint as long as data
 * and settings are the same; else it is set aside, not deleted.
 */
final class TrainStage extends NamedStage {
    TrainStage() {
        super("train", "Fine-tune", StageKind.TRAINING, "dataset", "pretrain");
    }

    @Override
    public Optional<StageInputs> inputs(StageContext context) throws Exception {
        PipelineConfig config = context.config();
        Home home = context.home();
        StageInputs inputs = new StageInputs()
                .file("datasets/train.jsonl", home.train())
                .file("datasets/validation.jsonl", home.validation())
                .value("model", config.model())
                .value("lora", config.lora())
                .value("training", config.training())
                .value("quantization", config.quantization())
                .value("system prompt", SystemPrompt.LEAN)
                .version("the trainer", LoraTrainer.VERSION);
        return Optional.of(model(inputs, "base model", home.model(config.model().baseModel())));
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Home home = context.home();
        if (!Files.exists(home.train())) {
            throw new Fault("missing", "datasets/train.jsonl is missing", "run --data-only makes it");
        }
        PipelineConfig config = context.config();
        TrainPlan plan = TrainPlan.of(config.model().baseModel(), home.train(), SystemPrompt.LEAN, config, false);
        Adapters adapters = new Adapters(home);
        int version = adapters.newest().orElse(0) + 1;
        context.version(version);
        Path out = home.adapter(version);
        boolean resuming = prepare(home, out, plan);
        if (resuming) {
            context.progress().log("going on with " + Adapters.name(version) + " from its newest checkpoint");
        }
        TrainResult result = context.runWorker(
                plan.job(home.model(config.model().baseModel()), home.train(), home.validation(), out, false));
        String trained = Json.pretty(trained(plan, version, result));
        AtomicFiles.write(out.resolve("final").resolve("training_config.json"), trained);
        AtomicFiles.write(adapters.config(version), trained);
        context.give(Outputs.VERSION, version);
        StageResult done = StageResult.done()
                .with("adapter", out.resolve("final"))
                .with("training_config", adapters.config(version))
                .saying("v" + version + ": " + result.step() + " steps on " + result.examples() + " rows"
                        + (result.skippedTooLong() == 0
                                ? ""
                                : ", " + result.skippedTooLong() + " longer than max_seq_length left out"));
        done = result.loss() == null ? done : done.with("loss", result.loss());
        return result.evalLoss() == null ? done : done.with("eval_loss", result.evalLoss());
    }

    /** What becomes training_config.json. */
    private static Map<String, Object> trained(TrainPlan plan, int version, TrainResult result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("base_model", plan.baseModel());
        all.put("data_hash", plan.dataHash());
        all.put("system_prompt", plan.systemPrompt());
        all.put("lora", plan.lora());
        all.put("training", plan.training());
        all.put("quantization", plan.quantization());
        all.put("version", version);
        all.put("result", result);
        return all;
    }

    /** Makes the version's folder; true if an interrupted training of this very plan lies there. */
    private static boolean prepare(Home home, Path out, TrainPlan plan) throws IOException {
        boolean there = Files.exists(out.resolve(TrainPlan.FILE));
        if (there && plan.differences(out).isEmpty()) {
            return true;
        }
        if (there) {
            Files.move(out, AtomicFiles.free(home.models(), out.getFileName() + "-abandoned"));
        }
        plan.write(out);
        return false;
    }
}
