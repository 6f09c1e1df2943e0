package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.SettingOptions;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.PipelineConfig.Quantization;
import io.brewprint.worker.QuantizeResult;
import io.brewprint.worker.QuantizeSpec;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model quantize}: keeps a quantised copy in a model's folder, so that later loads run at the disk's speed. */
@Command(
        name = "quantize",
        description = "Keeps a quantised copy in a model's folder; trainings and exams load that instead.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model quantize --model llama-3.1-70b --quantization int8"})
final class ModelQuantizeCommand extends BaseCommand {
    @Mixin
    final SettingOptions.ForWeights settings = new SettingOptions.ForWeights();

    private static final List<String> MODES = List.of("bf16", "int8", "nf4");

    @Option(names = "--model", required = true, description = "A name under models/, or a folder.")
    private String model = "";

    @Option(names = "--force", description = "Make the copy anew even where a current one is there.")
    private boolean force;

    @Override
    protected int run() throws Exception {
        Quantization config = config().quantization();
        String mode = config.mode();
        String kept = config.vocabulary();
        if (!MODES.contains(mode)) {
            throw usage(
                    "a copy can be made in " + String.join(", ", MODES) + ", and quantization.mode is " + mode,
                    "give --quantization");
        }
        QuantizeSpec spec =
                new QuantizeSpec(new ModelFolders(home()).model(model), mode, config.doubleQuant(), kept, force);
        QuantizeResult result = new WorkerCall(err()).run(home(), config(), spec);
        if (json()) {
            emit(result);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%s %s, %s, %.1f s",
                    result.file(),
                    result.made() ? "made" : "is current",
                    ModelFolders.size(result.bytes()),
                    result.seconds()));
        }
        return ExitCode.DONE;
    }
}
