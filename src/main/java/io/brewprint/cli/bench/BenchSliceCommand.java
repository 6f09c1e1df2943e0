package io.brewprint.cli.bench;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.cli.command.WorkerCall;
import io.brewprint.worker.BenchSliceResult;
import io.brewprint.worker.BenchSliceSpec;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench slice}: a step of a few layers of a large model's true shape; its peak memory beside the plan's. */
@Command(
        name = "slice",
        description = "One training step of a few layers of a large model's true shape with random weights; its peak "
                + "memory beside the plan's.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint bench slice --model llama-3.1-70b --layers 2"})
final class BenchSliceCommand extends BaseCommand {
    @Option(names = "--model", defaultValue = "llama-3.1-70b", description = "Shape (default: ${DEFAULT-VALUE}).")
    private String model = "llama-3.1-70b";

    @Option(names = "--quantization", defaultValue = "int8", description = "none, bf16, int8 or nf4.")
    private String quantization = "int8";

    @Option(names = "--layers", defaultValue = "2", description = "Layers (default: ${DEFAULT-VALUE}).")
    private int layers = 2;

    @Option(names = "--rank", defaultValue = "16", description = "LoRA rank (default: ${DEFAULT-VALUE}).")
    private int rank = 16;

    @Option(names = "--sequence", defaultValue = "256", description = "Tokens (default: ${DEFAULT-VALUE}).")
    private int sequence = 256;

    @Override
    protected int run() throws Exception {
        BenchSliceResult result = new WorkerCall(err())
                .run(home(), config(), new BenchSliceSpec(model, quantization, layers, rank, sequence));
        if (json()) {
            emit(result);
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%,d weights: peak %s, the plan says %.2f GiB; loaded in %.0f s, step %.1f s",
                    result.parameters(),
                    result.peakGib() == null ? "unknown" : String.format(Locale.ROOT, "%.2f GiB", result.peakGib()),
                    result.planGib(),
                    result.loadSeconds(),
                    result.stepSeconds()));
        }
        return ExitCode.DONE;
    }
}
