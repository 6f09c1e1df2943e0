package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.cycle.StageContext;
import io.brewprint.cycle.StageResult;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.worker.StageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fine-tunes the next version, or skips it when the data is that of the last one. A training that was stopped or killed
 * goes on from its newest checkpoint as long as data and settings are the same; else it is set aside, not deleted.
 */
final class TrainStage extends NamedStage {
    TrainStage() {
        super("train", "Fine-tune", StageKind.TRAINING, "model", "lora", "training", "quantization");
    }

    @Override
    public StageResult run(StageContext context) throws Exception {
        Home home = context.home();
        Adapters adapters = new Adapters(home);
        if (!Files.exists(home.train())) {
            throw new Fault("missing", "datasets/train.jsonl is missing", "run --data-only makes it");
        }
        PipelineConfig config = context.config();
        TrainPlan plan = TrainPlan.of(config.model().baseModel(), home.train(), SystemPrompt.LEAN, config);
        Optional<Integer> newest = adapters.newest();
        if (newest.isPresent()) {
            context.give(Outputs.VERSION, newest.get());
            if (!context.force() && plan.differences(adapters.read(newest.get())).isEmpty()) {
                context.version(newest.get());
                return StageResult.skipped("no new training data since v" + newest.get() + " (data hash "
                        + plan.json().path("data_hash").asText() + "); drop exports or lessons, or use --force");
            }
        }
        int version = newest.orElse(0) + 1;
        context.version(version);
        Path out = home.adapter(version);
        boolean resuming = prepare(home, out, plan);
        if (resuming) {
            context.progress().log("going on with " + Adapters.name(version) + " from its newest checkpoint");
        }
        JsonNode result = context.runWorker(
                plan.job(home.model(config.model().baseModel()), home.train(), home.validation(), out));
        ObjectNode trained = plan.json().deepCopy().put("version", version);
        trained.set("result", result);
        AtomicFiles.write(out.resolve("final").resolve("training_config.json"), Json.pretty(trained));
        AtomicFiles.write(adapters.config(version), Json.pretty(trained));
        context.give(Outputs.VERSION, version);
        int tooLong = result.path("skipped_too_long").asInt();
        return StageResult.done()
                .with("adapter", out.resolve("final"))
                .with("loss", result.path("loss").asDouble())
                .with("eval_loss", result.path("eval_loss").asDouble())
                .saying("v" + version + ": " + result.path("step").asInt() + " steps on "
                        + result.path("examples").asInt() + " rows"
                        + (tooLong == 0 ? "" : ", " + tooLong + " longer than max_seq_length left out"));
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
