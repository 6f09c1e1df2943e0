package io.brewprint.cli.model;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code model}: what is there, what a training would need, and what becomes of an adapter. */
@Command(
        name = "model",
        description = "Lists and describes models and adapters, plans the memory of a training, merges and exports.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: brewprint model plan --base-model llama-3.1-70b --quantization int8 --lora-r 16 --card H200"
        })
public final class ModelCommand extends SubcommandGroup {
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
}
