package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.AtomicFiles;
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
import picocli.CommandLine.Mixin;
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
    @Mixin
    final SettingOptions.ForTraining settings = new SettingOptions.ForTraining();

    @Option(names = "--dataset", description = "Rows as JSON Lines (default: datasets/train.jsonl of the home).")
    private @Nullable Path dataset;

    @Option(
            names = "--validation",
            description = "Rows for evaluations (default: validation.jsonl beside the dataset).")
    private @Nullable Path validation;

    @Option(names = "--output", required = true, description = "Folder for checkpoints and final/.")
    private Path output = Path.of("");

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
            config = chosen();
        }
        Path folder = new ModelFolders(home).model(config.model().baseModel());
        Path held = validation == null ? rows.resolveSibling("validation.jsonl") : validation.toAbsolutePath();
        String system = systemPrompt == null
                ? SystemPrompt.LEAN
                : Files.readString(systemPrompt).strip();
        TrainPlan plan = TrainPlan.of(String.valueOf(folder.getFileName()), rows, system, config, full);
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

    /** By the memory that is there; what is given stays. */
    private PipelineConfig chosen() {
        double gib = SizeDefaults.memoryGib();
        SizeDefaults fit = SizeDefaults.of(gib);
        Map<String, SettingOptions.Given> values = given();
        boolean ranked = values.containsKey("lora.r");
        choose(values, "model.base_model", fit.model());
        choose(values, "quantization.mode", fit.quantization());
        choose(values, "training.max_seq_length", fit.sequence());
        choose(values, "lora.r", fit.rank());
        if (!ranked) {
            choose(values, "lora.alpha", 2 * fit.rank());
        }
        PipelineConfig config = config(values);
        err().println(String.format(
                Locale.ROOT,
                "%.1f GiB: %s in %s, rank %d, sequences of %d",
                gib,
                config.model().baseModel(),
                config.quantization().mode(),
                config.lora().r(),
                config.training().maxSeqLength()));
        err().flush();
        return config;
    }

    private static void choose(Map<String, SettingOptions.Given> values, String path, Object value) {
        values.putIfAbsent(path, new SettingOptions.Given("--auto", String.valueOf(value), ""));
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
}
