package io.brewprint.cycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Home;
import io.brewprint.config.PipelineConfig;
import io.brewprint.dataset.DatasetBuilder;
import io.brewprint.dataset.SystemPrompt;
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
            throw new RejectedInput("missing", "datasets/train.jsonl is missing", 0, 0, "run --data-only makes it");
        }
        ObjectNode plan = plan(context);
        Optional<Integer> newest = adapters.newest();
        if (newest.isPresent()) {
            context.give(Outputs.VERSION, newest.get());
            if (!context.force() && same(adapters.read(newest.get()), plan)) {
                context.version(newest.get());
                return StageResult.skipped("no new training data since v" + newest.get() + " (data hash "
                        + plan.path("data_hash").asText() + "); drop exports or lessons, or use --force");
            }
        }
        int version = newest.orElse(0) + 1;
        context.version(version);
        Path out = home.adapter(version);
        boolean resuming = prepare(home, out, plan);
        if (resuming) {
            context.progress().log("going on with " + Adapters.name(version) + " from its newest checkpoint");
        }
        JsonNode result = context.runWorker(job(context, out));
        plan.set("result", result);
        plan.put("version", version);
        AtomicFiles.write(out.resolve("final").resolve("training_config.json"), Json.pretty(plan));
        AtomicFiles.write(adapters.config(version), Json.pretty(plan));
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

    /** What decides whether a training would give the same adapter. */
    private static ObjectNode plan(StageContext context) throws IOException {
        PipelineConfig config = context.config();
        ObjectNode plan = Json.MAPPER.createObjectNode();
        plan.put("base_model", config.model().baseModel());
        plan.put("data_hash", DatasetBuilder.dataHash(context.home().train()));
        plan.put("system_prompt", SystemPrompt.LEAN);
        plan.set("lora", Json.MAPPER.valueToTree(config.lora()));
        plan.set("training", Json.MAPPER.valueToTree(config.training()));
        plan.set("quantization", Json.MAPPER.valueToTree(config.quantization()));
        return plan;
    }

    private static boolean same(JsonNode trained, ObjectNode plan) {
        // read back as text: 2 and 2.0 are one number in a file
        return plan.propertyStream().allMatch(e -> Json.write(trained.path(e.getKey())).equals(Json.write(e.getValue())));
    }

    /** Makes the version's folder; true if an interrupted training of this very plan lies there. */
    private static boolean prepare(Home home, Path out, ObjectNode plan) throws IOException {
        Path file = out.resolve("plan.json");
        if (Files.exists(file)) {
            if (same(Json.MAPPER.readTree(file.toFile()), plan)) {
                return true;
            }
            Files.move(out, AtomicFiles.free(home.models(), out.getFileName() + "-abandoned"));
        }
        Files.createDirectories(out);
        AtomicFiles.write(file, Json.pretty(plan));
        return false;
    }

    private static ObjectNode job(StageContext context, Path out) {
        PipelineConfig config = context.config();
        ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "train");
        job.put("base", context.home().model(config.model().baseModel()).toString());
        job.put("train", context.home().train().toString());
        job.put("validation", context.home().validation().toString());
        job.put("out", out.toString());
        job.put("system_prompt", SystemPrompt.LEAN);
        job.set("lora", Json.MAPPER.valueToTree(config.lora()));
        job.set("training", Json.MAPPER.valueToTree(config.training()));
        job.set("quantization", Json.MAPPER.valueToTree(config.quantization()));
        return job;
    }
}
