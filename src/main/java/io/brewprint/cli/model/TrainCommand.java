package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.ConfigFile;
import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Json;
import io.brewprint.config.PipelineConfig;
import io.brewprint.config.Where;
import io.brewprint.dataset.SystemPrompt;
import io.brewprint.plan.SizeDefaults;
import io.brewprint.stage.TrainPlan;
import io.brewprint.tensor.Compute;
import io.brewprint.worker.TrainResult;
import io.brewprint.worker.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train}: fine-tunes an adapter on a file of rows, outside the cycle. */
@Command(
        name = "train",
        description =
                "Fine-tunes a LoRA adapter on a file of rows. What is not given is taken from pipeline_config.json. "
                        + "Goes on from the newest checkpoint in the output folder, if data and settings are the same.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint train --base-model llama-3.1-8b --quantization int8 --dataset datasets/train.jsonl "
                    + "--output models/my-adapter"
        })
public final class TrainCommand extends BaseCommand {
    @Option(
            names = {"--base-model", "--base_model"},
            description = "A name under models/, or a folder.")
    private @Nullable String baseModel;

    @Option(names = "--dataset", description = "Rows as JSON Lines (default: datasets/train.jsonl of the home).")
    private @Nullable Path dataset;

    @Option(
            names = "--validation",
            description = "Rows for evaluations (default: validation.jsonl beside the dataset).")
    private @Nullable Path validation;

    @Option(names = "--output", required = true, description = "Folder for checkpoints and final/.")
    private Path output = Path.of("");

    @Option(names = "--epochs", description = "Passes over the rows.")
    private @Nullable Integer epochs;

    @Option(
            names = {"--batch-size", "--batch_size"},
            description = "Rows a micro-batch.")
    private @Nullable Integer batchSize;

    @Option(names = "--accumulation", description = "Micro-batches an optimizer step.")
    private @Nullable Integer accumulation;

    @Option(names = "--lr", description = "Peak learning rate.")
    private @Nullable Double learningRate;

    @Option(
            names = {"--lora-r", "--lora_r"},
            description = "Rank; alpha becomes twice the rank unless it is given.")
    private @Nullable Integer rank;

    @Option(names = "--lora-alpha", description = "Numerator of the adapter's scale.")
    private @Nullable Double alpha;

    @Option(
            names = {"--max-seq-length", "--max_seq_length"},
            description = "Longest row in tokens.")
    private @Nullable Integer maxSeqLength;

    @Option(names = "--quantization", description = "none, bf16, int8 or nf4.")
    private @Nullable String quantization;

    @Option(names = "--optim", description = "adamw or adamw_8bit.")
    private @Nullable String optim;

    @Option(names = "--gradient-checkpointing", description = "auto, always or never.")
    private @Nullable String checkpointing;

    @Option(names = "--system-prompt", description = "File with the system prompt (default: the short one).")
    private @Nullable Path systemPrompt;

    @Option(
            names = {"--basic-prompt"},
            description = "Use the short system prompt (the default; the original's option).")
    private boolean basicPrompt;

    @Option(
            names = "--full",
            description = "Train every weight of a small model instead of an adapter; f32 bases only.")
    private boolean full;

    @Option(
            names = "--auto",
            description = "Choose model, quantization, rank and sequence by the memory of the card; what is "
                    + "given stays.")
    private boolean auto;

    @Option(names = "--restart", description = "Begin anew; what lies in the output folder is set aside, not deleted.")
    private boolean restart;

    @Option(names = "--force", description = "Train even where the memory plan says that it cannot fit.")
    private boolean force;

    @Override
    protected int run() throws Exception {
        PipelineConfig config = config();
        Home home = home();
        Path rows = (dataset == null ? home.train() : dataset).toAbsolutePath();
        if (!Files.isRegularFile(rows)) {
            throw usage("there is no dataset " + rows, "run --data-only makes datasets/train.jsonl, or give --dataset");
        }
        if (basicPrompt && systemPrompt != null) {
            throw usage("--basic-prompt and --system-prompt exclude each other", "choose one");
        }
        Compute.use(config.hardware());
        if (auto) {
            choose();
        }
        Path folder =
                new ModelFolders(home).model(baseModel == null ? config.model().baseModel() : baseModel);
        Path held = validation == null ? rows.resolveSibling("validation.jsonl") : validation.toAbsolutePath();
        String system = systemPrompt == null
                ? SystemPrompt.LEAN
                : Files.readString(systemPrompt).strip();
        TrainPlan plan = TrainPlan.of(String.valueOf(folder.getFileName()), rows, system, settings(config), full);
        prepare(plan);
        TrainSpec spec = plan.job(folder, rows, held, output.toAbsolutePath(), force);
        TrainResult result = new WorkerCall(err()).run(home, config, spec);
        Map<String, Object> document = Json.fields(spec);
        document.put("result", result);
        AtomicFiles.write(output.resolve("final").resolve("training_config.json"), Json.pretty(document));
        if (json()) {
            emit(document);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%d steps on %d rows%s: %s",
                    result.step(),
                    result.examples(),
                    result.loss() == null ? "" : String.format(Locale.ROOT, ", loss %.3f", result.loss()),
                    output.resolve("final")));
        }
        return ExitCode.DONE;
    }

    private void choose() {
        double gib = SizeDefaults.memoryGib();
        SizeDefaults chosen = SizeDefaults.of(gib);
        baseModel = baseModel == null ? chosen.model() : baseModel;
        quantization = quantization == null ? chosen.quantization() : quantization;
        rank = rank == null ? Integer.valueOf(chosen.rank()) : rank;
        maxSeqLength = maxSeqLength == null ? Integer.valueOf(chosen.sequence()) : maxSeqLength;
        err().println(String.format(
                Locale.ROOT,
                "%.1f GiB: %s in %s, rank %d, sequences of %d",
                gib,
                baseModel,
                quantization,
                rank,
                maxSeqLength));
        err().flush();
    }

    private Map<String, Object> lora(PipelineConfig config) {
        Map<String, Object> lora = Json.fields(config.lora());
        if (rank != null) {
            lora.put("r", rank);
            lora.put("alpha", 2.0 * rank);
        }
        set(lora, "alpha", alpha);
        return lora;
    }

    private Map<String, Object> training(PipelineConfig config) {
        Map<String, Object> training = Json.fields(config.training());
        set(training, "epochs", epochs);
        set(training, "batch_size", batchSize);
        set(training, "gradient_accumulation_steps", accumulation);
        set(training, "learning_rate", learningRate);
        set(training, "max_seq_length", maxSeqLength);
        set(training, "optim", optim);
        set(training, "gradient_checkpointing", checkpointing);
        return training;
    }

    /** The options pass the very checks that the configuration file passes. */
    private PipelineConfig settings(PipelineConfig config) {
        Map<String, Object> weights = Json.fields(config.quantization());
        set(weights, "mode", quantization);
        return ConfigFile.parse(
                "options",
                Json.write(Map.of("lora", lora(config), "training", training(config), "quantization", weights)));
    }

    /** A training that broke off goes on only if it is this one. */
    private void prepare(TrainPlan plan) throws IOException {
        List<String> differences = plan.differences(output);
        if (!differences.isEmpty() && !restart) {
            throw new Fault(
                    "another_training",
                    "the folder holds a training with other " + String.join(", ", differences),
                    Where.in(output.toString()),
                    "give another --output, or --restart to set it aside");
        }
        if (restart && Files.exists(output)) {
            Path folder = output.toAbsolutePath().normalize();
            Path aside = AtomicFiles.free(folder.resolveSibling("."), folder.getFileName() + "-abandoned")
                    .normalize();
            Files.move(folder, aside);
            err().println("set aside: " + aside);
            err().flush();
        }
        plan.write(output);
    }

    private static void set(Map<String, Object> section, String key, @Nullable Object value) {
        if (value != null) {
            section.put(key, value);
        }
    }
}
