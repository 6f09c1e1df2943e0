package io.brewprint.cli.bench;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code bench}: the project's own benchmarks. */
@Command(
        name = "bench",
        description =
                "Measures what this machine makes of training and decoding; ratios are of one run, as machines are noisy.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint bench train --json"})
public final class BenchCommand extends SubcommandGroup {
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
}
