package io.brewprint.cli.history;

import io.brewprint.cli.command.SubcommandGroup;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code runs}: what runs did. */
@Command(
        name = "runs",
        description = "Lists runs, shows one, holds two side by side.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint runs list"})
public final class RunsCommand extends SubcommandGroup {
    @Override
    public List<String> commands() {
        return List.of("list", "show", "diff");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "list" -> new RunsListCommand();
            case "show" -> new RunsShowCommand();
            case "diff" -> new RunsDiffCommand();
            default -> throw new IllegalArgumentException("no command is called runs " + name);
        };
    }
}
