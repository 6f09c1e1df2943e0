package io.brewprint.cli.model;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.config.PipelineConfig.Quantization;
import io.brewprint.worker.QuantizeResult;
import io.brewprint.worker.QuantizeSpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model quantize}: keeps a quantised copy in a model's folder, so that later loads run at the disk's speed. */
@Command(
        name = "quantize",
        description = "Keeps a quantised copy in a model's folder; trainings and exams load that instead.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint model quantize --model llama-3.1-70b --quantization int8"})
final class ModelQuantizeCommand extends BaseCommand {
    private static final List<String> MODES = List.of("bf16", "int8", "nf4");

    @Option(names = "--model", required = true, description = "A name under models/, or a folder.")
    private String model = "";

    @Option(names = "--quantization", description = "bf16, int8 or nf4 (default: quantization.mode).")
    private @Nullable String quantization;

    @Option(
            names = "--vocabulary",
            description = "Embedding and head: keep or int8 (default: quantization.vocabulary).")
    private @Nullable String vocabulary;

    @Option(names = "--force", description = "Make the copy anew even where a current one is there.")
    private boolean force;

    @Override
    protected int run() throws Exception {
        Quantization config = config().quantization();
        String mode = quantization == null ? config.mode() : quantization;
        String kept = vocabulary == null ? config.vocabulary() : vocabulary;
        if (!MODES.contains(mode) || !List.of("keep", "int8").contains(kept)) {
            throw usage(
                    "a copy can be made in " + String.join(", ", MODES) + ", with its vocabulary keep or int8; found "
                            + mode + ", " + kept,
                    "give --quantization and --vocabulary");
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
