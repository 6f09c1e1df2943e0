package io.brewprint.cli.data;

import io.brewprint.cli.command.CommandGroup;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lessons}: what is taught, and what exams ask. */
@Command(
        name = "lessons",
        description = "Lists, checks and takes in lessons: what is taught, and what exams ask.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint lessons check"})
public final class LessonsCommand implements Runnable, CommandGroup {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public List<String> commands() {
        return List.of("list", "check", "import");
    }

    @Override
    public Object make(String name) {
        return switch (name) {
            case "list" -> new LessonsListCommand();
            case "check" -> new LessonsCheckCommand();
            case "import" -> new LessonsImportCommand();
            default -> throw new IllegalArgumentException("no command is called lessons " + name);
        };
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "lessons needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
