package io.brewprint.cli.model;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model}: what is there, what a training would need, and what becomes of an adapter. */
@Command(
        name = "model",
        description = "Lists and describes models and adapters, plans the memory of a training, merges and exports.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint model plan --base-model llama-3.1-70b --quantization int8 --lora-r 16 --card H200"
        })
public final class ModelCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    /** The group with its commands. */
    public static CommandLine group() {
        return new CommandLine(new ModelCommand())
                .addSubcommand("list", new ModelListCommand())
                .addSubcommand("info", new ModelInfoCommand())
                .addSubcommand("plan", new ModelPlanCommand())
                .addSubcommand("quantize", new ModelQuantizeCommand())
                .addSubcommand("merge", new ModelMergeCommand())
                .addSubcommand("export", new ModelExportCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "model needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
