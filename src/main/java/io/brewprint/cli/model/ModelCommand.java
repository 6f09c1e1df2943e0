package io.brewprint.cli.model;

import io.brewprint.cli.command.CommandGroup;
import java.util.List;
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
public final class ModelCommand implements Runnable, CommandGroup {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public List<String> commands() {
        return List.of("list", "info", "plan", "pretrain", "quantize", "merge", "export", "rollback");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "list" -> new ModelListCommand();
            case "info" -> new ModelInfoCommand();
            case "plan" -> new ModelPlanCommand();
            case "pretrain" -> new ModelPretrainCommand();
            case "quantize" -> new ModelQuantizeCommand();
            case "merge" -> new ModelMergeCommand();
            case "export" -> new ModelExportCommand();
            case "rollback" -> new ModelRollbackCommand();
            default -> throw new IllegalArgumentException("no command is called model " + name);
        };
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "model needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
