package io.brewprint.cli.bench;

import io.brewprint.cli.command.CommandGroup;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the project's own benchmarks. */
@Command(
        name = "bench",
        description =
                "Measures what this machine makes of training and decoding; ratios are of one run, as machines are noisy.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint bench train --json"})
public final class BenchCommand implements Runnable, CommandGroup {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public List<String> commands() {
        return List.of("train", "generate", "slice", "serve");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "train" -> new BenchTrainCommand();
            case "generate" -> new BenchGenerateCommand();
            case "slice" -> new BenchSliceCommand();
            case "serve" -> new BenchServeCommand();
            default -> throw new IllegalArgumentException("no command is called bench " + name);
        };
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "bench needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
