package io.brewprint.cli.bench;

import picocli.CommandLine;
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
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    /** The group with its commands. */
    public static CommandLine group() {
        return new CommandLine(new BenchCommand())
                .addSubcommand("train", new BenchTrainCommand())
                .addSubcommand("generate", new BenchGenerateCommand())
                .addSubcommand("slice", new BenchSliceCommand())
                .addSubcommand("serve", new BenchServeCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "bench needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
